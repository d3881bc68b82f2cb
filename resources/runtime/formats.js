// How values read as text, in the language of the app and the way of the person's own country, and how they
// are put in order.
// Needs: values.
"use strict";

(function () {
  const { missing } = homespun;

  homespun.say = (key, facts = {}) =>
    homespun.words[key].replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(facts, name) ? String(facts[name]) : whole));

  // "Gym visit" inside a sentence is "gym visit", but "CD" stays "CD", and German nouns keep their capitals.
  homespun.inSentence = (name) => (document.documentElement.lang !== "de" && /^\p{Lu}(\P{Lu}*)$/u.test(name) ? name[0].toLowerCase() + name.slice(1) : name);

  homespun.sentenceCase = (name) => name.charAt(0).toLocaleUpperCase(homespun.locale) + name.slice(1);

  // English is also what apps speak that were told nothing: their days and numbers follow the computer.
  const language = document.documentElement.lang;
  homespun.locale = language === "en" ? undefined : (navigator.languages.find((each) => each.split("-")[0] === language) ?? language);

  // To make a formatter takes a thousand times as long as to use one.
  const later = (Kind, options) => {
    let made = null;
    return (value) => (made ??= new Kind(homespun.locale, options)).format(value);
  };
  const numbers = (options) => later(Intl.NumberFormat, options);
  const dates = (options) => later(Intl.DateTimeFormat, options);

  function asDate(value, write) {
    const [year, month, day] = String(value).slice(0, 10).split("-").map(Number);
    const [hour, minute] = String(value).length > 10 ? String(value).slice(11, 16).split(":").map(Number) : [12, 0];
    const date = new Date(2000, 0, 1, hour, minute);
    date.setFullYear(year, month - 1, day); // the year 79 is not 1979
    return Number.isNaN(date.getTime()) ? String(value) : write(date);
  }

  // Before or after the amount, and with which gap, as people of the app's language write a sign of money.
  const signed = new Intl.NumberFormat(homespun.locale, { style: "currency", currency: "EUR" }).formatToParts(1);
  const isSignFirst = signed.findIndex((part) => part.type === "currency") < signed.findIndex((part) => part.type === "integer");

  const cents = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 });

  function money(value, unit) {
    const amount = cents(Math.abs(value));
    const sign = value < 0 ? "−" : "";
    if (!unit) return sign + amount;
    return unit.length === 1 && isSignFirst ? `${sign}${unit}${amount}` : `${sign}${amount}\u00a0${unit}`;
  }

  // Units of time have their own words and plurals in every language.
  const TIMES = ["minutes", "hours", "days", "weeks", "months", "years"];
  const times = new Map(TIMES.map((unit) => [unit, numbers({ maximumFractionDigits: 6, style: "unit", unit: unit.slice(0, -1), unitDisplay: "long" })]));
  const bare = numbers({ maximumFractionDigits: 6, useGrouping: "min2" }); // 1969 may be a year
  const whole = numbers({ maximumFractionDigits: 6 });

  function counted(value, unit) {
    if (!unit) return bare(value);
    const words = times.get(unit)?.(value);
    if (!words) return `${whole(value)} ${unit}`;
    return value < 0 && !/\p{Nd}/u.test(words) ? `${whole(value)} ${words}` : words; // "a day", but not for -1
  }

  function clock(value) {
    const total = Math.round(Math.abs(value));
    return `${value < 0 ? "−" : ""}${Math.floor(total / 60)}:${String(total % 60).padStart(2, "0")}`;
  }

  const hundredths = numbers({ maximumFractionDigits: 2 });
  const tenths = numbers({ maximumFractionDigits: 1 });
  const day = dates({ day: "numeric", month: "short", year: "numeric" });
  const dayAndTime = dates({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
  const timeOfDay = dates({ hour: "2-digit", minute: "2-digit" });

  const byType = {
    number: (value, field) => counted(value, field.unit),
    money: (value, field) => money(value, field.unit),
    percent: (value) => `${hundredths(value)} %`,
    duration: clock,
    rating: (value) => homespun.say("stars_of", { count: tenths(value) }),
    date: (value) => asDate(value, day),
    "date and time": (value) => asDate(value, dayAndTime),
    time: (value) => asDate(`2000-01-01T${value}`, timeOfDay),
    "yes/no": (value) => homespun.say(value ? "yes" : "no"),
    tags: (value) => (Array.isArray(value) ? value.join(", ") : String(value)),
    reference: (value, field) => homespun.nameOf(field.target, value) ?? "",
    references: (value, field) => homespun.calculate.namesOf(field.target, value).join(", "),
    image: () => "",
    file: (value) => homespun.files.describe(value)?.name ?? String(value),
  };

  // The text of a value; missing is "".
  homespun.asText = (value, field) => {
    if (missing(value)) return "";
    const write = Object.hasOwn(byType, field.type) ? byType[field.type] : String;
    const numeric = ["number", "money", "percent", "duration", "rating"].includes(field.type);
    return numeric && typeof value !== "number" ? String(value) : write(value, field);
  };

  const [month, shortMonth, monthName] = [{ month: "long", year: "numeric" }, { month: "short", year: "2-digit" }, { month: "short" }].map(dates);
  const [longDay, shortDay] = [{ weekday: "long", day: "numeric", month: "long" }, { day: "numeric", month: "short" }].map(dates);
  homespun.asMonth = (value) => asDate(`${value.slice(0, 7)}-01`, month);
  homespun.asShortMonth = (value) => asDate(`${value.slice(0, 7)}-01`, shortMonth);
  homespun.asMonthName = (value) => asDate(value, monthName);
  homespun.asLongDay = (value) => asDate(value, longDay);
  homespun.asShortDay = (value) => asDate(value, shortDay);

  const words = new Intl.Collator(homespun.locale, { numeric: true, sensitivity: "base" });

  // Options keep the order they were given in; missing values always come last.
  homespun.inOrder = (one, other, field, descending) => {
    if (missing(one) || missing(other)) return missing(one) - missing(other);
    let result;
    if (typeof one === "number" && typeof other === "number") result = one - other;
    else if (typeof one === "boolean") result = one - other;
    else if (field.type === "choice" && field.options) result = place(one, field) - place(other, field);
    else result = words.compare(homespun.sortText(one, field), homespun.sortText(other, field));
    return descending ? -result : result;
  };

  homespun.sortText = (value, field) =>
    ["date", "time", "date and time"].includes(field.type) ? String(value) : homespun.asText(value, field);

  function place(option, field) {
    const at = field.options.indexOf(option);
    return at < 0 ? field.options.length : at;
  }
})();
