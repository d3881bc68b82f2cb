// The arithmetic of the language. A missing value is null: sums with one are missing, comparisons
// with one are false. Dates are "2026-03-01", times "14:30", both together "2026-03-01T14:30".
"use strict";

(function () {
  const missing = (value) => value === null || value === undefined || value === "" || Number.isNaN(value);
  const two = (number) => String(number).padStart(2, "0");
  const finite = (number) => (Number.isFinite(number) ? number : null);

  function withNumbers(work) {
    return (...values) => {
      const numbers = values.map(toNumber);
      return numbers.includes(null) ? null : finite(work(...numbers));
    };
  }

  function toNumber(value) {
    if (missing(value)) return null;
    if (typeof value === "boolean") return value ? 1 : 0;
    return typeof value === "number" ? finite(value) : null;
  }

  // 0.1 + 0.2 is 0.3 to a person.
  const tidy = (number) => Number(number.toPrecision(12));

  // Days are counted at noon UTC, so that no summer time can shift one.
  function dayNumber(value) {
    if (missing(value)) return null;
    const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(String(value));
    return parts ? Math.round(Date.UTC(+parts[1], parts[2] - 1, +parts[3]) / 86400000) : null;
  }

  function dayFromNumber(number) {
    const date = new Date(number * 86400000);
    return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0
      ? null
      : `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  }

  function today() {
    const date = new Date();
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  }

  function now() {
    const date = new Date();
    return `${today()}T${two(date.getHours())}:${two(date.getMinutes())}`;
  }

  function addDays(moment, days) {
    const start = dayNumber(moment);
    const count = toNumber(days);
    if (start === null || count === null) return null;
    const day = dayFromNumber(start + Math.round(count));
    return day === null ? null : day + String(moment).slice(10);
  }

  function daysBetween(from, to) {
    const start = dayNumber(from);
    const end = dayNumber(to);
    return start === null || end === null ? null : end - start;
  }

  // Whole years, as ages and jubilees are counted.
  function yearsBetween(from, to) {
    if (dayNumber(from) === null || dayNumber(to) === null) return null;
    const [low, high] = [String(from), String(to)];
    const years = Number(high.slice(0, 4)) - Number(low.slice(0, 4));
    if (high >= low) return high.slice(5, 10) < low.slice(5, 10) ? years - 1 : years;
    return high.slice(5, 10) > low.slice(5, 10) ? years + 1 : years;
  }

  function compare(test) {
    return (one, other) => !missing(one) && !missing(other) && test(one, other);
  }

  function round(value, digits = 0) {
    const number = toNumber(value);
    const places = toNumber(digits);
    if (number === null || places === null) return null;
    const factor = 10 ** Math.min(Math.max(Math.round(places), -12), 12);
    return finite((Math.sign(number) * Math.round(tidy(Math.abs(number) * factor))) / factor);
  }

  const part = (from, to) => (moment) => (dayNumber(moment) === null ? null : Number(String(moment).slice(from, to)));

  homespun.missing = missing;
  homespun.days = { dayNumber, dayFromNumber };
  homespun.calculate = {
    today,
    now,
    addDays,
    daysBetween,
    yearsBetween,
    round,
    add: withNumbers((one, other) => tidy(one + other)),
    subtract: withNumbers((one, other) => tidy(one - other)),
    multiply: withNumbers((one, other) => tidy(one * other)),
    divide: withNumbers((one, other) => (other === 0 ? NaN : tidy(one / other))),
    negate: withNumbers((value) => -value),
    absolute: withNumbers(Math.abs),
    smallest: extreme((one, other) => one < other),
    largest: extreme((one, other) => one > other),
    same: compare((one, other) => one === other),
    differs: compare((one, other) => one !== other),
    below: compare((one, other) => one < other),
    atMost: compare((one, other) => one <= other),
    above: compare((one, other) => one > other),
    atLeast: compare((one, other) => one >= other),
    includes: (tags, tag) => Array.isArray(tags) && tags.includes(tag),
    lacks: (tags, tag) => Array.isArray(tags) && !tags.includes(tag),
    yearOf: part(0, 4),
    monthOf: part(5, 7),
    lengthOf: (value) => (missing(value) ? null : Array.isArray(value) ? value.length : [...String(value)].length),
    dayOf: (moment) => (missing(moment) ? null : String(moment).slice(0, 10)),
    timeOf: (moment) => (missing(moment) ? null : String(moment).slice(-5)),
    momentOf: (day) => (missing(day) ? null : `${day}T00:00`.slice(0, 16)),
    nameOf: (entity, id) => homespun.nameOf(entity, id),
  };

  // Works for numbers and for dates, which compare as text.
  function extreme(better) {
    return (...values) =>
      values.some(missing) ? null : values.reduce((best, value) => (better(value, best) ? value : best));
  }
})();
