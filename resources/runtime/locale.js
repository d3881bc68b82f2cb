// How the app writes numbers and days and puts words in order: in its own language, in the way of the person's
// own country where that language is spoken. English is read everywhere, so it takes the ways of any country.
// Digits and the calendar are the ones that are typed in: 2026, not ٢٠٢٦ or 1447.
"use strict";

(function () {
  const language = document.documentElement.lang || "en";

  function regionOf(own) {
    try {
      const locale = new Intl.Locale(own);
      return locale.language === language ? locale.region : language === "en" ? locale.maximize().region : undefined;
    } catch (problem) {
      if (problem instanceof RangeError) return undefined;
      throw problem;
    }
  }

  const region = (navigator.languages ?? []).map(regionOf).find(Boolean);
  homespun.locale = new Intl.Locale(language, { region, calendar: "gregory", numberingSystem: "latn" }).toString();
})();
