// Numbers as people type them: 2,5 where the app's language has commas, 2.5 everywhere, with or without 1 000s.
// Needs: locale.
"use strict";

(function () {
  const decimal = new Intl.NumberFormat(homespun.locale).formatToParts(1.5).find((part) => part.type === "decimal").value;
  const SPACES = /[\s'’\u200e\u200f\u061c]/g;
  const EASTERN = /[\u0660-\u0669\u06f0-\u06f9]/g; // digits of Arabic and Persian keyboards

  const western = (words) =>
    words
      .normalize("NFKC")
      .replace(EASTERN, (digit) => String(digit.charCodeAt(0) & 15))
      .replaceAll("٫", ".")
      .replaceAll("٬", "")
      .replace("−", "-")
      .replace(SPACES, "");

  // Which sign in front of the decimals: the last one of two kinds; a single kind is one of thousands
  // if it is not the language's own and stands as thousands do.
  function decimalOf(digits) {
    const [comma, point] = [digits.lastIndexOf(","), digits.lastIndexOf(".")];
    if (comma >= 0 && point >= 0) return comma > point ? "," : ".";
    const sign = comma >= 0 ? "," : ".";
    const thousands = new RegExp(`^[-+]?\\d{1,3}(\\${sign}\\d{3})+$`);
    return sign !== decimal && thousands.test(digits) ? (sign === "," ? "." : ",") : sign;
  }

  // The number that some words are, null for nothing, NaN for anything else.
  homespun.numberFrom = (words) => {
    const digits = western(words);
    if (!digits) return null;
    const sign = decimalOf(digits);
    const plain = digits.replaceAll(sign === "," ? "." : ",", "").replace(sign, ".");
    return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  };

  // What is in an input; words that are no number, or not yet, count as nothing.
  homespun.numberTyped = (input) => {
    const number = homespun.numberFrom(input.value);
    return Number.isNaN(number) ? null : number;
  };

  // A number as it is typed: no exponent as long as a person can still read it.
  homespun.numberToType = (number) => {
    if (typeof number !== "number" || !Number.isFinite(number)) return "";
    const size = Math.abs(number);
    const plain = number === 0 || (size >= 1e-9 && size < 1e21) ? number.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 12 }) : String(number);
    return plain.replace(".", decimal);
  };
})();
