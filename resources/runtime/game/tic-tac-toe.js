// Tic tac toe: get your signs in a row, against the computer or somebody beside you.
// Needs: game/match, game/grid, game/face, chance.
"use strict";

(function () {
  const { say } = homespun;

  // Every line in which somebody can win: as long as the board is, but never longer than four.
  function linesOf(size) {
    const long = Math.min(size, 4);
    const lines = [];
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++)
        for (const [down, across] of [[0, 1], [1, 0], [1, 1], [1, -1]]) {
          const line = Array.from({ length: long }, (_, at) => [row + down * at, column + across * at]);
          if (line.every(([y, x]) => y < size && x >= 0 && x < size)) lines.push(line.map(([y, x]) => y * size + x));
        }
    return lines;
  }

  homespun.games["tic tac toe"] = (stage, section) => {
    const { size } = section;
    const lines = linesOf(size);
    const signs = section.faces?.length > 1 ? section.faces : ["✕", "◯"];
    let squares, winning;

    const grid = homespun.gameGrid(stage, {
      rows: size,
      columns: size,
      words: say("game_board"),
      name: (row, column) => say("game_square", { row: row + 1, column: column + 1, what: squares[row * size + column] === null ? say("game_empty") : signs[squares[row * size + column]] }),
      show,
      press: (row, column) => choose(row * size + column),
    });
    grid.element.classList.add("tic-tac-toe");
    const match = homespun.gameMatch(stage, section, signs, () => put(think()));

    function start() {
      squares = Array(size * size).fill(null);
      winning = null;
      match.begin();
      grid.paint();
    }

    function show(button, row, column) {
      const sign = squares[row * size + column];
      button.classList.toggle("is-line", winning?.includes(row * size + column) ?? false);
      button.classList.toggle("is-second", sign === 1);
      if (button.textContent !== (signs[sign] ?? "")) button.replaceChildren(sign === null ? "" : homespun.makeFace(signs[sign], "arrives"));
    }

    function choose(at) {
      if (match.mayMove() && squares[at] === null) put(at);
    }

    function put(at) {
      squares[at] = match.turn();
      stage.sound("tick");
      winning = lines.find((line) => line.every((square) => squares[square] === match.turn())) ?? null;
      if (winning || !squares.includes(null)) match.finish(winning !== null);
      else match.pass();
      grid.paint();
    }

    // --- the computer

    function think() {
      const free = squares.flatMap((sign, at) => (sign === null ? [at] : []));
      const carelessness = { easy: 0.75, medium: 0.2, hard: 0 }[match.level()];
      if (homespun.random() < carelessness) return homespun.pick(free);
      const isPerfect = match.level() === "hard" && size === 3 && free.length < 9; // any first move will do
      const rated = free.map((at) => ({ at, worth: isPerfect ? foresee(at, 1, 0) : rate(at) }));
      const best = Math.max(...rated.map(({ worth }) => worth));
      return homespun.pick(rated.filter(({ worth }) => worth === best)).at;
    }

    // How good a square looks: lines that are still open count more, the fuller they are.
    function rate(at) {
      let worth = 0;
      for (const line of lines.filter((squaresOf) => squaresOf.includes(at))) {
        const mine = line.filter((square) => squares[square] === 1).length;
        const theirs = line.filter((square) => squares[square] === 0).length;
        if (mine === line.length - 1) worth += 10_000;
        else if (theirs === line.length - 1) worth += 1_000;
        else if (!theirs) worth += 1 + mine * 10;
        else if (!mine) worth += theirs * 8;
      }
      return worth;
    }

    // Looks through every way the small board can go on: 10 for a win, less the longer it takes.
    function foresee(at, who, depth) {
      squares[at] = who;
      const isWon = lines.some((line) => line.every((square) => squares[square] === who));
      const free = squares.flatMap((sign, square) => (sign === null ? [square] : []));
      let worth = 0;
      if (isWon) worth = who === 1 ? 10 - depth : depth - 10;
      else if (free.length) {
        const replies = free.map((square) => foresee(square, 1 - who, depth + 1));
        worth = who === 1 ? Math.min(...replies) : Math.max(...replies);
      }
      squares[at] = null;
      return worth;
    }

    return { help: say("game_tic_tac_toe_help", { count: Math.min(size, 4) }), scoreName: "streak", start };
  };
})();
