// Hides words in a square of letters: across, down and aslant. To solve on the screen or to print.
// Needs: elements, formats, chance, blocks/generating, blocks/settings, blocks/word_box.
"use strict";

(function () {
  const { make, say } = homespun;
  const DIRECTIONS = [[0, 1], [1, 0], [1, 1], [-1, 1]];
  const TRIES = 200;
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  const letters = (word) => [...word.toLocaleUpperCase(homespun.locale).replace(/[^\p{L}\p{N}]/gu, "")];

  // Tries places by chance until one fits; gives the cells or null.
  function place(grid, word, size) {
    for (let tries = 0; tries < TRIES; tries++) {
      const [down, across] = homespun.pick(DIRECTIONS);
      const row = homespun.randomWhole(0, size - 1);
      const column = homespun.randomWhole(0, size - 1);
      const cells = word.map((letter, at) => [row + down * at, column + across * at, letter]);
      const fits = cells.every(([r, c, letter]) => r >= 0 && r < size && c >= 0 && c < size && (!grid[r][c] || grid[r][c] === letter));
      if (!fits) continue;
      for (const [r, c, letter] of cells) grid[r][c] = letter;
      return cells.map(([r, c]) => `${r} ${c}`);
    }
    return null;
  }

  homespun.generators["word search"] = (section) => {
    const box = homespun.wordBox(section, say("words_animals").split(" | "), () => made.renew(false));
    const settings = homespun.settings(section.key, [{ name: "size", label: say("generator_search_size"), low: 6, high: 20, start: section.size }], () => made.renew());

    function create() {
      const { size } = settings.values;
      const grid = Array.from({ length: size }, () => Array(size).fill(""));
      const hidden = new Map();
      const left = [];
      for (const word of [...new Set(box.words())].sort((one, other) => other.length - one.length)) {
        const cells = place(grid, letters(word), size);
        if (cells) hidden.set(word, cells);
        else left.push(word);
      }
      const fill = [...new Set([...hidden.keys()].flatMap(letters))];
      const filling = fill.length > 5 ? fill : [...LETTERS];
      const rows = grid.map((row, r) => make("tr", {}, row.map((letter, c) => make("td", { "data-cell": `${r} ${c}` }, letter || homespun.pick(filling)))));
      const table = make("table", { class: "search-grid", style: { "--size": size }, "aria-label": say("generator_search_grid") }, make("tbody", {}, rows));
      const list = [...hidden].map(([word, cells]) => wordButton(word, cells, table));
      return [table, make("ul", { class: "search-words" }, list), left.length ? make("p", { class: "muted no-print" }, say("generator_search_left", { words: left.join(", ") })) : null];
    }

    // Pressing a word shows where it is.
    function wordButton(word, cells, table) {
      const button = make("button", { type: "button", class: "small", "aria-pressed": "false", dir: "auto" }, word);
      button.addEventListener("click", () => {
        const shown = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(shown));
        for (const cell of table.querySelectorAll("td")) if (cells.includes(cell.dataset.cell)) cell.classList.toggle("found", shown);
        if (shown) homespun.announce(placeWords(word, cells));
      });
      return make("li", {}, button);
    }

    function placeWords(word, cells) {
      const [row, column] = cells[0].split(" ").map(Number);
      return say("generator_search_found", { word: homespun.isolate(word), row: row + 1, column: column + 1 });
    }

    const made = homespun.generating({ create, print: () => {} });
    made.renew(false);
    return { parts: [made.result, made.buttons, settings.element, box.element], update: box.update };
  };
})();
