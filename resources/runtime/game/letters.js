// Letters for word games: the alphabet, a keyboard on the screen, and letters that count as the same.
// Needs: elements, formats.
"use strict";

(function () {
  const { make, say } = homespun;

  const big = (word) => word.normalize("NFC").toLocaleUpperCase(homespun.locale);
  const isLetter = (sign) => /\p{L}/u.test(sign);
  const bare = (letter) => letter.normalize("NFD").replace(/\p{M}/gu, "");

  // The letters of the language in rows as on a keyboard; for other words, what these words need.
  function rowsFor(words) {
    const rows = say("game_keyboard").split(" ").map((row) => [...row]);
    const known = new Set(rows.flat());
    const needed = new Set(words.flatMap((word) => [...big(word)]).filter((sign) => isLetter(sign) && !known.has(sign) && !known.has(bare(sign))));
    const isForeign = words.length > 0 && !words.some((word) => [...big(word)].some((sign) => known.has(sign) || known.has(bare(sign))));
    const more = [...needed].sort((one, other) => one.localeCompare(other, homespun.locale));
    return isForeign ? [more] : [...rows, ...(more.length ? [more] : [])];
  }

  homespun.gameLetters = (words) => {
    const rows = rowsFor(words);
    const known = new Set(rows.flat());
    return {
      rows,
      all: [...known],
      big,
      isLetter,
      // The key that stands for a letter: É is pressed as E where there is no key É.
      keyFor: (letter) => (known.has(big(letter)) ? big(letter) : bare(big(letter))),
    };
  };

  // Buttons with letters; those of the real keyboard do the same, so Tab passes them by.
  homespun.letterKeys = (rows, press, more = []) => {
    const buttons = new Map();
    const key = (name, words, work, extra = "") => {
      const settings = { type: "button", class: `letter-key ${extra}`, tabindex: "-1", onpointerdown: (event) => event.preventDefault(), onclick: work };
      const button = make("button", settings, words);
      buttons.set(name, button);
      return button;
    };
    const lines = rows.map((row) => row.map((letter) => key(letter, letter, () => press(letter))));
    lines.at(-1).push(...more.map(({ name, words, work }) => key(name, words, work, "letter-wide")));
    const element = make("div", { class: "letter-keys", role: "group", "aria-label": say("game_keys"), dir: "auto" }, lines.map((line) => make("div", { class: "letter-row" }, line)));
    return { element, buttons };
  };

  // Words given in the blueprint, or our own from the catalogue: "cat | dog | …".
  homespun.gameWords = (section, key) => (section.words?.length ? section.words : say(key).split(" | "));
})();
