// Sudoku: every number once in each row, each column and each box. With notes, hints, and kind words for mistakes.
// Needs: game/stage, game/grid, game/sudoku-maker.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const SECOND_MS = 1000;

  homespun.games.sudoku = (stage, section) => {
    const size = section.size < 5 ? 4 : section.size < 8 ? 6 : 9;
    const [high, wide] = homespun.sudokuBox(size);
    const peers = homespun.sudokuPeers(size);
    const keptKey = `${section.key} board`;
    let level = section.level;
    let board; // { puzzle, solution, numbers, notes, seconds, hints, level }
    let chosen = 0;
    let isNoting = false;
    let isShowing = false;
    let isFirst = true;

    const grid = homespun.gameGrid(stage, { rows: size, columns: size, words: say("game_board"), name, show, press: choose });
    grid.element.classList.add("sudoku");
    grid.element.addEventListener("focusin", (event) => event.target.dataset.row && choose(Number(event.target.dataset.row), Number(event.target.dataset.column)));
    const levels = ["easy", "medium", "hard"].map((each) => [each, say(`game_${each}`)]);
    stage.choices("level", levels, level, (other) => (level = other));

    // Like the keys, these leave the focus on the board; Tab passes them by where the keyboard can do the same.
    const quick = (words, work, settings = {}) => make("button", { type: "button", tabindex: "-1", onpointerdown: (event) => event.preventDefault(), onclick: work, ...settings }, words);
    const numbers = Array.from({ length: size }, (_, at) => quick(String(at + 1), () => put(at + 1), { class: "sudoku-number" }));
    const noteButton = quick(say("game_sudoku_notes"), switchNoting, { "aria-pressed": "false", tabindex: "0" });
    const showButton = quick(say("game_sudoku_check"), showMistakes, { tabindex: "0" });
    const hintButton = quick(say("game_sudoku_hint"), hint, { tabindex: "0" });
    stage.area.append(
      make("div", { class: "sudoku-tools", role: "group", "aria-label": say("game_keys") }, make("div", { class: "sudoku-numbers", style: { "--columns": String(size) } }, numbers), make("div", { class: "row" }, noteButton, quick(say("game_erase"), erase), showButton, hintButton)),
    );

    // --- the board, kept until it is solved: a sudoku may take longer than a lesson

    function start() {
      const kept = isFirst ? store.recall(keptKey) : null;
      isFirst = false;
      board = kept?.puzzle?.length === size * size && kept.level === level ? kept : anew();
      isShowing = false;
      stage.tell("");
      showTime();
      stage.later(SECOND_MS, countSecond);
      grid.paint();
    }

    function anew() {
      const { puzzle, solution } = homespun.makeSudoku(size, level);
      return { puzzle, solution, numbers: [...puzzle], notes: puzzle.map(() => []), seconds: 0, hints: 0, level };
    }

    const keep = () => store.remember(keptKey, board);

    function countSecond() {
      if (!document.hidden) board.seconds += 1;
      showTime();
      stage.later(SECOND_MS, countSecond);
    }

    const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const bests = {}; // easy ones are faster: each level has its own best
    const best = () => (bests[level] ??= store.recall(`${section.key} best ${level}`));

    function keepBest() {
      if (board.hints || (best() !== null && board.seconds >= best())) return false;
      bests[level] = board.seconds;
      store.remember(`${section.key} best ${level}`, board.seconds);
      return true;
    }

    function showTime() {
      stage.fact("taken", clock(board.seconds));
      stage.fact("best", best() === null ? say("game_no_best") : clock(best()));
    }

    // --- moves

    function choose(row, column) {
      if (chosen === row * size + column) return;
      chosen = row * size + column;
      grid.paint();
    }

    const isOpen = (at) => stage.playing() && !board.puzzle[at];

    function put(number) {
      if (!isOpen(chosen)) return;
      isShowing = false;
      if (isNoting) note(number);
      else write(number);
      changed();
    }

    function note(number) {
      if (board.numbers[chosen]) return;
      const notes = board.notes[chosen];
      board.notes[chosen] = notes.includes(number) ? notes.filter((other) => other !== number) : [...notes, number].sort();
    }

    // The number is crossed out in the notes around it.
    function write(number) {
      board.numbers[chosen] = board.numbers[chosen] === number ? 0 : number;
      board.notes[chosen] = [];
      if (board.numbers[chosen]) for (const peer of peers[chosen]) board.notes[peer] = board.notes[peer].filter((other) => other !== number);
      stage.sound("tick");
      stage.tell(isClashing(chosen) ? say("game_sudoku_clash", { number }) : "");
    }

    function erase() {
      if (!isOpen(chosen)) return;
      board.numbers[chosen] = 0;
      board.notes[chosen] = [];
      stage.tell("");
      changed();
    }

    function changed() {
      keep();
      if (board.numbers.every((number, at) => number === board.solution[at])) finish();
      else if (!board.numbers.includes(0)) stage.tell(say("game_sudoku_nearly"));
      grid.paint();
    }

    function finish() {
      store.remember(keptKey, null);
      const words = say("game_sudoku_done", { time: clock(board.seconds) });
      stage.end({ won: true, words: keepBest() ? `${words} ${say("game_new_best")}` : words, score: null });
      showTime();
    }

    // --- help

    function switchNoting() {
      isNoting = !isNoting;
      noteButton.setAttribute("aria-pressed", String(isNoting));
      stage.announce(say(isNoting ? "game_sudoku_notes_on" : "game_sudoku_notes_off"));
    }

    const isWrong = (at) => board.numbers[at] > 0 && board.numbers[at] !== board.solution[at];
    const isClashing = (at) => board.numbers[at] > 0 && peers[at].some((peer) => board.numbers[peer] === board.numbers[at]);

    function showMistakes() {
      if (!stage.playing()) return;
      const count = board.numbers.filter((_, at) => isWrong(at)).length;
      isShowing = count > 0;
      stage.tell(count ? say("game_sudoku_mistakes", { count }) : say("game_sudoku_fine"));
      grid.paint();
    }

    function hint() {
      if (!stage.playing()) return;
      const open = board.numbers.flatMap((number, at) => (number === board.solution[at] ? [] : [at]));
      chosen = open.includes(chosen) ? chosen : homespun.pick(open);
      board.numbers[chosen] = 0;
      board.hints += 1;
      write(board.solution[chosen]);
      const [row, column] = [Math.floor(chosen / size), chosen % size];
      grid.moveTo(row, column, false);
      stage.tell(say("game_square", { row: row + 1, column: column + 1, what: board.solution[chosen] }));
      changed();
    }

    // --- what is seen

    function name(row, column) {
      const at = row * size + column;
      const { numbers: filled, notes, puzzle } = board;
      let what = say("game_empty");
      if (puzzle[at]) what = say("game_sudoku_given", { number: puzzle[at] });
      else if (filled[at]) what = isClashing(at) || (isShowing && isWrong(at)) ? say("game_sudoku_wrong", { number: filled[at] }) : String(filled[at]);
      else if (notes[at].length) what = say("game_sudoku_noted", { numbers: notes[at].join(", ") });
      return say("game_square", { row: row + 1, column: column + 1, what });
    }

    function show(button, row, column) {
      const at = row * size + column;
      const number = board.numbers[at];
      const names = {
        "is-given": board.puzzle[at] > 0,
        "is-chosen": at === chosen,
        "is-near": peers[chosen].includes(at),
        "is-alike": number > 0 && number === board.numbers[chosen] && at !== chosen,
        "is-wrong": !board.puzzle[at] && (isClashing(at) || (isShowing && isWrong(at))),
        "box-below": row % high === high - 1 && row < size - 1,
        "box-beside": column % wide === wide - 1 && column < size - 1,
      };
      for (const [key, isSo] of Object.entries(names)) button.classList.toggle(key, isSo);
      const looks = `${number} ${board.notes[at]}`;
      if (button.dataset.looks === looks) return;
      button.dataset.looks = looks;
      if (number || !board.notes[at].length) return button.replaceChildren(number ? make("span", {}, String(number)) : "");
      const marks = Array.from({ length: size }, (_, mark) => make("i", {}, board.notes[at].includes(mark + 1) ? String(mark + 1) : ""));
      button.replaceChildren(make("span", { class: "sudoku-notes", style: { "--columns": String(wide) } }, marks));
    }

    const keys = { 0: erase, Backspace: erase, Delete: erase, n: switchNoting };
    for (let number = 1; number <= size; number++) keys[number] = () => put(number);
    return { help: say("game_sudoku_help", { size }), best: "none", start, keys, leave: () => stage.playing() && keep() };
  };
})();
