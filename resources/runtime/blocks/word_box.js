// The words a block works with: names of records, or a list that the person can change and that is kept.
// Needs: elements, formats, store, records.
"use strict";

(function () {
  const { make, say, store } = homespun;

  const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

  // Gives { words, element, update }. `sample` is the list to begin with if the blueprint gives none;
  // `element` is null where the words are records, which have their own places to be changed.
  homespun.wordBox = (section, sample, changed = () => {}) => {
    if (section.entity) {
      const words = () => {
        const records = store.list(section.entity);
        const chosen = section.where ? records.filter((record) => section.where(homespun.view(record))) : records;
        return chosen.map((record) => homespun.title(record));
      };
      return { words, element: null, update: changed };
    }
    const start = (section.words ?? sample).join("\n");
    const kept = store.recall(`${section.key} words`, null);
    const id = homespun.newId("words");
    const area = make("textarea", { id, rows: 6, dir: "auto", spellcheck: "false", value: kept && kept.from === start ? kept.now : start });
    area.addEventListener("input", () => {
      store.remember(`${section.key} words`, { from: start, now: area.value });
      changed();
    });
    const element = make(
      "details",
      { class: "word-box" },
      make("summary", {}, say("words_change")),
      make("label", { class: "label", for: id }, say("words_one_a_line")),
      area,
    );
    return { words: () => linesOf(area.value), element, update: () => {} };
  };

  homespun.linesOf = linesOf;
})();
