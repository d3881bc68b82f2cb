// The arithmetic of the language. A missing value is null: sums with one are missing, comparisons
// with one are false. Days and times are texts; what is reckoned with them is part of the moments.
// Needs: moments, locale.
"use strict";

(function () {
  const missing = (value) => value === null || value === undefined || value === "" || Number.isNaN(value);
  const finite = (number) => (Number.isFinite(number) ? number : null);

  function toNumber(value) {
    if (missing(value)) return null;
    if (typeof value === "boolean") return value ? 1 : 0;
    return typeof value === "number" ? finite(value) : null;
  }

  function withNumbers(work) {
    return (...values) => {
      const numbers = values.map(toNumber);
      return numbers.includes(null) ? null : finite(work(...numbers));
    };
  }

  const withTexts =
    (work, otherwise = null) =>
    (...values) =>
      values.some(missing) ? otherwise : work(...values.map(String));

  // 0.1 + 0.2 is 0.3 to a person, and nothing is less than nothing.
  const tidy = (number) => Number(number.toPrecision(12)) + 0;

  function round(value, digits = 0) {
    const [number, places] = [toNumber(value), toNumber(digits)];
    if (number === null || places === null) return null;
    const factor = 10 ** Math.min(Math.max(Math.round(places), -12), 12);
    return finite(tidy((Math.sign(number) * Math.round(tidy(Math.abs(number) * factor))) / factor));
  }

  const compare = (test) => (one, other) => !missing(one) && !missing(other) && test(one, other);

  // Works for numbers and for moments, which compare as text.
  const extreme =
    (better) =>
    (...values) =>
      values.some(missing) ? null : values.reduce((best, value) => (better(value, best) ? value : best));

  const characters = (value) => [...String(value)].length;

  homespun.missing = missing;
  homespun.calculate = {
    round,
    add: withNumbers((one, other) => tidy(one + other)),
    subtract: withNumbers((one, other) => tidy(one - other)),
    multiply: withNumbers((one, other) => tidy(one * other)),
    divide: withNumbers((one, other) => (other === 0 ? NaN : tidy(one / other))),
    negate: withNumbers((value) => 0 - value),
    absolute: withNumbers(Math.abs),
    whole: withNumbers((value) => Math.trunc(tidy(value)) + 0),
    // As on a clock: what is left has the sign of what is divided by, so remainder(-1, 12) is 11.
    remainder: withNumbers((one, other) => (other === 0 ? NaN : tidy(one - other * Math.floor(tidy(one / other))))),
    power: withNumbers((one, other) => tidy(one ** other)),
    root: withNumbers((value) => tidy(Math.sqrt(value))),
    smallest: extreme((one, other) => one < other),
    largest: extreme((one, other) => one > other),
    same: compare((one, other) => one === other),
    differs: compare((one, other) => one !== other),
    below: compare((one, other) => one < other),
    atMost: compare((one, other) => one <= other),
    above: compare((one, other) => one > other),
    atLeast: compare((one, other) => one >= other),
    includes: (tags, tag) => Array.isArray(tags) && tags.includes(tag),
    lacks: (tags, tag) => Array.isArray(tags) && !missing(tag) && !tags.includes(tag),
    isEmpty: (value) => missing(value) || (Array.isArray(value) && value.length === 0),
    lengthOf: (value) => (missing(value) ? null : Array.isArray(value) ? value.length : characters(value)),
    joined: withTexts((one, other) => one + other),
    join: (...values) => values.filter((value) => !missing(value)).join("") || null, // what is missing is left out
    upper: withTexts((words) => words.toUpperCase()),
    lower: withTexts((words) => words.toLowerCase()),
    contains: (words, part) => !missing(words) && !missing(part) && (Array.isArray(words) ? words.includes(part) : String(words).includes(String(part))),
    startsWith: withTexts((words, part) => words.startsWith(part), false),
    inWords: (value, type, unit = "") => homespun.asText(value, { type, unit }),
    nameOf: (entity, id) => homespun.nameOf(entity, id),
    namesOf: (entity, ids) => (ids ?? []).map((id) => homespun.nameOf(entity, id)).filter((name) => name !== null),
  };
  Object.assign(homespun.calculate, homespun.moments);
  homespun.tidy = tidy;
})();
