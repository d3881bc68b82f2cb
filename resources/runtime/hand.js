// Handing the person a file that the app has made, and asking for one of theirs.
// Needs: elements.
"use strict";

(function () {
  const { make } = homespun;

  homespun.hand = (name, type, text) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  // "plants-2026-03-01.csv"
  homespun.fileName = (words, ending) => `${words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}-${homespun.calculate.today()}${ending}`;

  homespun.askForFile = (kinds, work) => {
    const picker = make("input", { type: "file", accept: kinds });
    picker.addEventListener("change", () => picker.files[0] && work(picker.files[0]));
    picker.click();
  };
})();
