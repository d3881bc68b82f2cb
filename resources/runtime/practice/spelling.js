// Spelling: a word is shown for a moment, then it is to be written.
// Needs: chance, formats.
"use strict";

homespun.practices ??= Object.create(null);

homespun.practices.spelling = (section) => {
  const { say } = homespun;
  const words = section.words ?? say("spelling_words").split(" ");
  const order = [];

  // Here every letter, accent and capital counts.
  const question = (word) => ({
    ask: say("spelling_ask"),
    flash: { words: word, seconds: section.show },
    accept: (said) => said.trim().normalize("NFC") === word.normalize("NFC"),
    right: [word],
    line: section.line,
  });

  function make() {
    if (!order.length) order.push(...homespun.shuffle(words));
    return question(order.pop());
  }

  return { count: words.length, make, apart: 0, once: true };
};
