// Bingo cards, each different, to print; and a caller that draws the words one by one.
// Needs: elements, formats, chance, blocks/generating, blocks/settings, blocks/word_box.
"use strict";

(function () {
  const { make, say } = homespun;
  const numbers = Array.from({ length: 75 }, (_, at) => String(at + 1));

  homespun.generators.bingo = (section) => {
    const box = homespun.wordBox(section, numbers, () => made.renew(false));
    const settings = homespun.settings(
      section.key,
      [
        { name: "size", label: say("generator_bingo_size"), low: 3, high: 5, start: section.size },
        { name: "cards", label: say("generator_bingo_cards"), low: 1, high: 40, start: section.cards },
      ],
      () => made.renew(),
    );
    let called = [];

    function card(words, number) {
      const { size } = settings.values;
      const free = size % 2 ? (size * size - 1) / 2 : -1;
      const chosen = homespun.shuffle(words);
      const cells = Array.from({ length: size * size }, (_, at) => (at === free ? "★" : chosen.pop()));
      const rows = Array.from({ length: size }, (_, row) => make("tr", {}, cells.slice(row * size, (row + 1) * size).map((word) => make("td", { dir: "auto" }, word))));
      return make("table", { class: "bingo-card", "aria-label": say("generator_bingo_card", { number }) }, make("tbody", {}, rows));
    }

    function create() {
      called = [];
      showCalled();
      const words = [...new Set(box.words())];
      const { size, cards } = settings.values;
      const needed = size * size - (size % 2);
      if (words.length < needed) return homespun.generating.tooFew(words.length, needed);
      return make("div", { class: "bingo-cards" }, Array.from({ length: cards }, (_, at) => card(words, at + 1)));
    }

    const last = make("p", { class: "bingo-called", "aria-live": "polite", dir: "auto" });
    const before = make("p", { class: "muted", dir: "auto" });
    const call = make("button", { type: "button", onclick: callNext }, say("generator_bingo_call"));

    function callNext() {
      const left = [...new Set(box.words())].filter((word) => !called.includes(word));
      if (left.length) called.unshift(homespun.pick(left));
      showCalled(left.length <= 1);
    }

    function showCalled(over = false) {
      last.textContent = called[0] ?? "";
      before.textContent = called.slice(1).join(" · ");
      call.disabled = over;
    }

    const made = homespun.generating({ create, print: () => {}, label: "generator_bingo_new" });
    made.renew(false);
    return { parts: [make("div", { class: "row bingo-caller" }, call, last), before, made.result, made.buttons, settings.element, box.element], update: box.update };
  };
})();
