// Minesweeper: open every square that hides no mine. A number says how many mines are around it.
// Needs: game/stage, game/grid, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const SECOND_MS = 1000;
  const AROUND = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => [down, across])).filter(([down, across]) => down || across);

  homespun.games.minesweeper = (stage, section) => {
    const { size } = section;
    const count = Math.min(section.mines, size * size - 9); // the first square and those around it are free
    const [mine, flag] = [section.faces?.[0] ?? "💣", section.faces?.[1] ?? "🚩"];
    let squares, isLaid, burst;
    let isFlagging = false;

    const grid = homespun.gameGrid(stage, { rows: size, columns: size, words: say("game_board"), name, show, press, other: putFlag });
    grid.element.classList.add("mines");
    stage.area.classList.add("wide-board");
    const flagButton = make("button", { type: "button", "aria-pressed": "false", onclick: switchFlagging }, `${flag} ${say("game_mines_flag")}`);
    stage.under.append(flagButton);

    const at = (row, column) => squares[row]?.[column] ?? null;
    const around = (row, column) => AROUND.map(([down, across]) => [row + down, column + across]).filter(([y, x]) => at(y, x));
    const all = () => squares.flat();

    function start() {
      squares = Array.from({ length: size }, () => Array.from({ length: size }, () => ({ isMine: false, isOpen: false, isFlagged: false, near: 0 })));
      [isLaid, burst] = [false, null];
      tellLeft();
      grid.paint();
    }

    const tellLeft = () => stage.fact("mines", count - all().filter((square) => square.isFlagged).length);

    // The mines are laid after the first square was chosen, so that it is never one of them.
    function lay(row, column) {
      const near = new Set([at(row, column), ...around(row, column).map(([y, x]) => at(y, x))]);
      const free = all().filter((square) => !near.has(square));
      for (const square of homespun.shuffle(free).slice(0, count)) square.isMine = true;
      squares.forEach((line, y) => line.forEach((square, x) => (square.near = around(y, x).filter(([a, b]) => at(a, b).isMine).length)));
      isLaid = true;
      stage.later(SECOND_MS, countSecond);
    }

    function countSecond() {
      if (!document.hidden) stage.addScore(1);
      stage.later(SECOND_MS, countSecond);
    }

    function switchFlagging() {
      isFlagging = !isFlagging;
      flagButton.setAttribute("aria-pressed", String(isFlagging));
    }

    // --- moves

    function press(row, column) {
      if (!stage.playing()) return;
      const square = at(row, column);
      if (isFlagging && !square.isOpen) return putFlag(row, column);
      if (square.isFlagged) return;
      if (!isLaid) lay(row, column);
      if (square.isOpen) openAround(row, column);
      else open(row, column);
      stage.announce(what(square));
      after();
    }

    function open(row, column) {
      const waiting = [[row, column]];
      while (waiting.length) {
        const [y, x] = waiting.pop();
        const square = at(y, x);
        if (square.isOpen || square.isFlagged) continue;
        square.isOpen = true;
        if (square.isMine) burst = square;
        else if (!square.near) waiting.push(...around(y, x));
      }
      stage.sound("tick");
    }

    // A number whose mines are all flagged opens everything else around it.
    function openAround(row, column) {
      const near = around(row, column);
      if (near.filter(([y, x]) => at(y, x).isFlagged).length !== at(row, column).near) return;
      for (const [y, x] of near) open(y, x);
    }

    function putFlag(row, column) {
      const square = at(row, column);
      if (!stage.playing() || square.isOpen) return;
      square.isFlagged = !square.isFlagged;
      stage.sound("tick");
      stage.announce(what(square));
      tellLeft();
      grid.paint();
    }

    function after() {
      const isWon = !burst && all().every((square) => square.isOpen || square.isMine);
      if (isWon) all().forEach((square) => (square.isFlagged = square.isMine));
      if (burst) stage.end({ words: say("game_mines_lost"), score: null });
      else if (isWon) stage.end({ won: true, words: say("game_mines_won", { seconds: stage.score() }), score: Math.max(1, stage.score()) });
      tellLeft();
      grid.paint();
    }

    // --- what is seen

    const isOver = () => !stage.playing() && burst !== null;

    function what(square) {
      if (square.isMine && (square.isOpen || isOver())) return say("game_mines_mine");
      if (square.isFlagged) return say(isOver() ? "game_mines_wrong_flag" : "game_mines_flagged");
      if (!square.isOpen) return say("game_mines_closed");
      return square.near ? say("game_mines_near", { count: square.near }) : say("game_empty");
    }

    function name(row, column) {
      return say("game_square", { row: row + 1, column: column + 1, what: what(at(row, column)) });
    }

    function sign(square) {
      if (square.isMine && (square.isOpen || (isOver() && !square.isFlagged))) return mine;
      if (square.isFlagged) return flag;
      return square.isOpen && square.near ? String(square.near) : "";
    }

    function show(button, row, column) {
      const square = at(row, column);
      const isWrong = isOver() && square.isFlagged && !square.isMine;
      const looks = `${sign(square)} ${square.isOpen} ${isWrong} ${square === burst}`;
      if (button.dataset.looks === looks) return;
      button.dataset.looks = looks;
      button.classList.toggle("is-open", square.isOpen);
      button.classList.toggle("is-burst", square === burst);
      button.classList.toggle("is-wrong", isWrong);
      button.replaceChildren(make("span", { class: square.isOpen && !square.isMine ? `mines-${square.near}` : "mines-sign" }, sign(square)));
    }

    return { help: say("game_minesweeper_help"), best: "least", scoreName: "taken", asScore: (seconds) => say("game_seconds", { seconds }), start };
  };
})();
