// Whether what somebody typed is the answer: case, accents, blanks and full stops do not matter.
// Needs: values.
"use strict";

(function () {
  const plain = (words) =>
    String(words)
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/ß/g, "ss")
      .replace(/[’‘`´]/g, "'")
      .replace(/[.,;:!?"“”„«»()]/g, " ")
      .replace(/\s+/g, " ")
      .trim();

  // "1,5", "1.5" and "-3" as numbers; null for everything else.
  function numberIn(words) {
    const written = String(words).trim().replace(/[\s'’_]/g, "").replace("−", "-").replace(",", ".");
    return /^-?(\d+\.?\d*|\.\d+)$/.test(written) ? Number(written) : null;
  }

  // "1,234" can be a little more than one, or over a thousand.
  function readings(words) {
    const grouped = /^\s*-?\d{1,3}([.,'’\s]\d{3})+\s*$/.test(words) ? Number(words.replace(/[.,'’\s]/g, "")) : null;
    return [numberIn(words), grouped].filter((number) => number !== null);
  }

  homespun.numberIn = numberIn;

  homespun.sameAnswer = (said, wanted) => {
    const number = numberIn(wanted);
    if (number !== null) return readings(String(said)).includes(number);
    return plain(said) === (plain(wanted) || String(wanted).trim()) && String(said).trim() !== "";
  };
})();
