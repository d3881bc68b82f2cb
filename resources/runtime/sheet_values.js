// What the words in a cell of a spreadsheet mean as the value of a field, in the ways of many countries.
// A reader gives the value, null for nothing, or undefined for words that fit nothing.
// Needs: values, formats, sheet.
"use strict";

(function () {
  const { say } = homespun;
  const tidy = (words) => words.normalize("NFC").trim();
  const same = (one, other) => tidy(one).toLowerCase() === tidy(other).toLowerCase();
  const two = (number) => String(number).padStart(2, "0");

  // "1,234.50", "1.234,50 €", "12 %", "-7": in a file with semicolons a comma is decimal.
  function number(words, { separator }) {
    let digits = words.replace(/[\s\u00a0\u202f'’]/g, "").replace(/^[^\d.,−-]+|[^\d.,]+$/g, "").replace("−", "-");
    const decimal = /,\d*$/.test(digits) && digits.includes(".") ? "," : /\.\d*$/.test(digits) && digits.includes(",") ? "." : null;
    if (decimal) digits = digits.replaceAll(decimal === "," ? "." : ",", "");
    else if (separator === ";" && /^-?\d{1,3}(\.\d{3})+$/.test(digits)) digits = digits.replaceAll(".", "");
    else if (separator !== ";" && /^-?\d{1,3}(,\d{3})+$/.test(digits)) digits = digits.replaceAll(",", "");
    const plain = digits.replace(",", ".");
    return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
  }

  function duration(words, column) {
    const clock = /^(\d+)\s*[:h]\s*([0-5]?\d)?(?::[0-5]\d)?\s*(?:m|min)?$/i.exec(words);
    return clock ? Number(clock[1]) * 60 + Number(clock[2] ?? 0) : number(words, column);
  }

  // Which comes first in 03/04/2026 is told by the whole column, or else by the person's own country.
  const dayFirstHere = new Intl.DateTimeFormat(homespun.locale).formatToParts(new Date(2026, 2, 4)).findIndex((part) => part.type === "day") < new Intl.DateTimeFormat(homespun.locale).formatToParts(new Date(2026, 2, 4)).findIndex((part) => part.type === "month");
  const PARTED = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b/;

  homespun.dayComesFirst = (cells) => {
    const parts = cells.map((words) => PARTED.exec(tidy(words))).filter(Boolean);
    if (parts.some((each) => Number(each[1]) > 12)) return true;
    if (parts.some((each) => Number(each[2]) > 12)) return false;
    return parts.some((each) => each[0].includes(".")) || dayFirstHere;
  };

  function day(words, { dayFirst }) {
    const iso = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/.exec(words);
    const parted = PARTED.exec(words);
    if (!iso && parted?.[0] !== words) return undefined;
    const [first, second, third] = (iso ? [iso[3], iso[2], iso[1]] : [parted[1], parted[2], parted[3]]).map(Number);
    const [date, month] = iso || dayFirst ? [first, second] : [second, first];
    const year = third < 100 ? third + (third > (new Date().getFullYear() % 100) + 20 ? 1900 : 2000) : third;
    const found = new Date(Date.UTC(year, month - 1, date));
    return found.getUTCDate() === date && found.getUTCMonth() === month - 1 ? `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}` : undefined;
  }

  function time(words) {
    const parts = /^(\d{1,2})[:.h]([0-5]\d)(?:[:.][0-5]\d(?:\.\d+)?)?\s*([ap])?\.?m?\.?z?$/i.exec(words);
    if (!parts) return undefined;
    const half = parts[3]?.toLowerCase();
    const hour = half ? (Number(parts[1]) % 12) + (half === "p" ? 12 : 0) : Number(parts[1]);
    return hour < 24 ? `${two(hour)}:${parts[2]}` : undefined;
  }

  function moment(words, column) {
    const parts = /^(\S+?)(?:[T ,]+(.+))?$/.exec(words);
    const [date, clock] = [day(parts[1], column), parts[2] ? time(parts[2]) : "00:00"];
    return date && clock ? `${date}T${clock}` : undefined;
  }

  const YES = ["yes", "y", "true", "1", "x", "✓", "ja", "oui", "sí", "si", "sim", "是", "نعم", "wahr", "vrai"];
  const NO = ["no", "n", "false", "0", "nein", "non", "não", "否", "لا", "falsch", "faux", "–", "-"];
  function yesNo(words) {
    if (same(words, say("yes")) || YES.includes(words.toLowerCase())) return true;
    return same(words, say("no")) || NO.includes(words.toLowerCase()) ? false : undefined;
  }

  const option = (words, { field }) => field.options.find((each) => same(each, words));

  function every(words, one) {
    const found = words.split(/\s*[|]\s*/).filter(Boolean).map(one);
    return found.includes(undefined) ? undefined : found;
  }

  // Tags may be cut by commas too, because no option has one in its name.
  const tags = (words, column) => every(words.replace(/[,;]/g, "|"), (each) => option(each, column));

  function rating(words, column) {
    const stars = number(words.replace(/^(\d)\s+\D.*$/s, "$1"), column);
    return Number.isInteger(stars) && stars >= 1 && stars <= 5 ? stars : undefined;
  }

  const link = (words) => (/^[a-z][a-z\d+.-]*:/i.test(words) ? words : `https://${words}`);
  const colour = (words) => (/^#[\da-f]{6}$/i.test(words) || CSS.supports("color", words) ? words : undefined);

  const readers = {
    number, money: number, percent: number, duration, rating, date: day, time, "date and time": moment, "yes/no": yesNo,
    choice: option, tags, link, colour,
    reference: (words, { named }) => named.get(homespun.plainWords(words)),
    references: (words, { named }) => every(words, (each) => named.get(homespun.plainWords(each))),
    image: () => null,
    file: () => null,
  };

  const WRONG = {
    number: "must_be_number", money: "must_be_number", percent: "must_be_number", duration: "must_be_duration", rating: "must_be_rating",
    date: "must_be_date", time: "must_be_time", "date and time": "must_be_date",
  };

  // Reads a cell: [value, sentence about what is wrong with it or ""]. `column` is { field, separator,
  // dayFirst, named }; `named` has the ids of the records that a reference may mean, by their names.
  homespun.readCell = (cell, column) => {
    const { field } = column;
    const words = tidy(cell.replace(/^\s*'(?=\s*[=+@\t\r\n＝＋－＠-])/, ""));
    if (!words) return [null, ""];
    const value = (readers[field.type] ?? ((each) => each))(words, column);
    if (value !== undefined) return [value, ""];
    const shown = words.length > 60 ? `${words.slice(0, 60)}…` : words;
    return [null, say(WRONG[field.type] ?? "not_one_of_these", { value: homespun.isolate(shown) })];
  };
})();
