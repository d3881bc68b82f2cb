// Makes sudokus: a full board first, then numbers are taken away as long as there is one way only to fill it again.
// Needs: chance.
"use strict";

(function () {
  const BOX = { 4: [2, 2], 6: [2, 3], 9: [3, 3] }; // rows and columns of a box, by the size of the board
  const GIVEN = { 4: { easy: 9, medium: 7, hard: 5 }, 6: { easy: 20, medium: 16, hard: 12 }, 9: { easy: 42, medium: 34, hard: 28 } };

  // For each square those that must hold another number: in its row, its column and its box.
  function peersOf(size) {
    const [high, wide] = BOX[size];
    const houses = (at) => {
      const [row, column] = [Math.floor(at / size), at % size];
      return [row, column, Math.floor(row / high) * size + Math.floor(column / wide)];
    };
    const squares = Array.from({ length: size * size }, (_, at) => at);
    return squares.map((at) => squares.filter((other) => other !== at && houses(at).some((house, kind) => house === houses(other)[kind])));
  }

  function fitting(board, at, size, peers) {
    const taken = new Set(peers[at].map((peer) => board[peer]));
    return Array.from({ length: size }, (_, number) => number + 1).filter((number) => !taken.has(number));
  }

  // Fills the board where the fewest numbers fit, and counts the ways to do so, up to `most`; after
  // the last of these the board stays full.
  function fill(board, size, peers, most) {
    let best = -1;
    let numbers = [];
    for (let at = 0; at < board.length; at++) {
      if (board[at]) continue;
      const found = fitting(board, at, size, peers);
      if (best >= 0 && found.length >= numbers.length) continue;
      [best, numbers] = [at, found];
      if (found.length < 2) break;
    }
    if (best < 0) return 1;
    let ways = 0;
    for (const number of homespun.shuffle(numbers)) {
      board[best] = number;
      ways += fill(board, size, peers, most - ways);
      if (ways >= most) return ways;
    }
    board[best] = 0;
    return ways;
  }

  homespun.sudokuBox = (size) => BOX[size];
  homespun.sudokuPeers = peersOf;

  // A new puzzle and its one solution: lists of numbers, row after row, 0 for an open square.
  homespun.makeSudoku = (size, level) => {
    const peers = peersOf(size);
    const solution = Array(size * size).fill(0);
    fill(solution, size, peers, 1);
    const puzzle = [...solution];
    let given = puzzle.length;
    for (const at of homespun.shuffle(puzzle.map((_, place) => place))) {
      if (given === GIVEN[size][level]) break;
      puzzle[at] = 0;
      if (fill([...puzzle], size, peers, 2) === 1) given -= 1;
      else puzzle[at] = solution[at];
    }
    return { puzzle, solution };
  };
})();
