// Connect four: drop your discs and get four in a row, against the computer or somebody beside you.
// Needs: game/match, game/grid, game/face, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const ROWS = 6;
  const COLUMNS = 7;
  const AHEAD = { easy: 1, medium: 3, hard: 6 }; // how many moves the computer looks ahead
  const CARELESS = { easy: 0.35, medium: 0.08, hard: 0 };
  const MIDDLE_FIRST = [3, 2, 4, 1, 5, 0, 6];
  const WIN = 100_000;

  const LINES = [];
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++)
      for (const [down, across] of [[0, 1], [1, 0], [1, 1], [1, -1]]) {
        const line = [0, 1, 2, 3].map((at) => [row + down * at, column + across * at]);
        if (line.every(([y, x]) => y < ROWS && x >= 0 && x < COLUMNS)) LINES.push(line.map(([y, x]) => y * COLUMNS + x));
      }

  homespun.games["connect four"] = (stage, section) => {
    const faces = section.faces?.length > 1 ? section.faces : null;
    const names = faces ?? [say("game_disc_first"), say("game_disc_second")];
    let squares, winning, last;

    stage.element.style.setProperty("--ratio", String(COLUMNS / ROWS));
    const grid = homespun.gameGrid(stage, {
      rows: ROWS,
      columns: COLUMNS,
      words: say("game_board"),
      name: (row, column) => say("game_square", { row: row + 1, column: column + 1, what: squares[row * COLUMNS + column] === null ? say("game_empty") : names[squares[row * COLUMNS + column]] }),
      show,
      press: (row, column) => choose(column),
    });
    grid.element.classList.add("connect-four");
    const match = homespun.gameMatch(stage, section, names, () => drop(think()));

    function start() {
      squares = Array(ROWS * COLUMNS).fill(null);
      [winning, last] = [null, null];
      match.begin();
      grid.paint();
    }

    function show(button, row, column) {
      const at = row * COLUMNS + column;
      const who = squares[at];
      button.classList.toggle("is-line", winning?.includes(at) ?? false);
      if (who === null) return button.replaceChildren(make("span", { class: "disc" }));
      if (button.querySelector(`.disc-${who}`)) return;
      const kind = `disc disc-${who}${at === last ? " falls" : ""}`;
      button.replaceChildren(homespun.makeFace(faces ? faces[who] : "", kind, { style: { "--fall": String(row + 1) } }));
    }

    const landing = (column) => {
      for (let row = ROWS - 1; row >= 0; row--) if (squares[row * COLUMNS + column] === null) return row * COLUMNS + column;
      return -1;
    };

    function choose(column) {
      if (!match.mayMove()) return;
      if (landing(column) < 0) return stage.tell(say("game_column_full"));
      drop(column);
    }

    function drop(column) {
      last = landing(column);
      squares[last] = match.turn();
      stage.sound("tick");
      if (match.isComputers()) stage.announce(say("game_dropped", { column: column + 1 }));
      winning = lineOf(match.turn());
      if (winning || !squares.includes(null)) match.finish(winning !== null);
      else match.pass();
      grid.paint();
    }

    const lineOf = (who) => LINES.find((line) => line.every((at) => squares[at] === who)) ?? null;

    // --- the computer: looks some moves ahead and takes what ends best if both play well

    function think() {
      const open = MIDDLE_FIRST.filter((column) => landing(column) >= 0);
      if (homespun.random() < CARELESS[match.level()]) return homespun.pick(open);
      let best = -Infinity;
      let chosen = open[0];
      for (const column of open) {
        const worth = after(column, 1, (depth) => -search(0, depth, -Infinity, -best), AHEAD[match.level()] - 1);
        if (worth > best) [best, chosen] = [worth, column];
      }
      return chosen;
    }

    // Tries a move, asks what it leads to, and takes it back.
    function after(column, who, judge, depth) {
      const at = landing(column);
      squares[at] = who;
      const worth = LINES.some((line) => line.includes(at) && line.every((square) => squares[square] === who)) ? WIN + depth : judge(depth);
      squares[at] = null;
      return worth;
    }

    // "Negamax with alpha-beta": what the position is worth to the one whose turn it is.
    function search(who, depth, low, high) {
      if (depth <= 0) return (who === 1 ? 1 : -1) * outlook();
      let best = -Infinity;
      for (const column of MIDDLE_FIRST) {
        if (landing(column) < 0) continue;
        const worth = after(column, who, (left) => -search(1 - who, left, -high, -Math.max(low, best)), depth - 1);
        best = Math.max(best, worth);
        if (best >= high) break;
      }
      return best === -Infinity ? 0 : best; // the board is full
    }

    function outlook() {
      let worth = 0;
      for (const line of LINES) {
        let mine = 0;
        let theirs = 0;
        for (const at of line) {
          if (squares[at] === 1) mine += 1;
          else if (squares[at] === 0) theirs += 1;
        }
        if (!theirs) worth += mine * mine * mine;
        else if (!mine) worth -= theirs * theirs * theirs;
      }
      return worth;
    }

    return { help: say("game_connect_four_help"), scoreName: "streak", start };
  };
})();
