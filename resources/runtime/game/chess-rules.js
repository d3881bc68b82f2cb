// The rules of chess: which moves there are, what they lead to, and when a game is over. Knows nothing of the screen.
"use strict";

(function () {
  // A position: 64 squares from a8 to h1, each "" or a letter (white capital, black small: K Q R B N P); whose
  // turn it is; for whom castling is still open ("KQkq"); the square a pawn has just jumped over, or -1.
  const BEGINNING = "rnbqkbnrpppppppp" + " ".repeat(32) + "PPPPPPPPRNBQKBNR";
  const STRAIGHT = [[0, 1], [0, -1], [1, 0], [-1, 0]];
  const SLANTING = [[1, 1], [1, -1], [-1, 1], [-1, -1]];
  const LEAPS = [[1, 2], [2, 1], [2, -1], [1, -2], [-1, -2], [-2, -1], [-2, 1], [-1, 2]];
  const WAYS = { R: STRAIGHT, B: SLANTING, Q: [...STRAIGHT, ...SLANTING], K: [...STRAIGHT, ...SLANTING], N: LEAPS };
  const CASTLING = [
    { right: "K", king: 60, to: 62, rook: 63, rookTo: 61 },
    { right: "Q", king: 60, to: 58, rook: 56, rookTo: 59 },
    { right: "k", king: 4, to: 6, rook: 7, rookTo: 5 },
    { right: "q", king: 4, to: 2, rook: 0, rookTo: 3 },
  ];

  const isWhite = (piece) => piece !== "" && piece === piece.toUpperCase();
  const belongsTo = (piece, white) => piece !== "" && isWhite(piece) === white;
  const rowOf = (square) => square >> 3;
  const columnOf = (square) => square & 7;
  const squareName = (square) => "abcdefgh"[columnOf(square)] + (8 - rowOf(square));

  // The square that many rows down and columns across from another; -1 outside the board.
  function beside(square, [down, across]) {
    const [row, column] = [rowOf(square) + down, columnOf(square) + across];
    return row < 0 || row > 7 || column < 0 || column > 7 ? -1 : row * 8 + column;
  }

  const begin = () => ({ squares: [...BEGINNING].map((letter) => letter.trim()), white: true, castling: "KQkq", passant: -1 });

  // Whether a side could take on a square.
  function isAttacked(squares, square, white) {
    const own = (letter) => (white ? letter : letter.toLowerCase());
    const pawnsStand = white ? [[1, -1], [1, 1]] : [[-1, -1], [-1, 1]];
    if (pawnsStand.some((way) => squares[beside(square, way)] === own("P"))) return true;
    if (LEAPS.some((way) => squares[beside(square, way)] === own("N"))) return true;
    if (WAYS.K.some((way) => squares[beside(square, way)] === own("K"))) return true;
    const isReached = (ways, letter) =>
      ways.some((way) => {
        let at = beside(square, way);
        while (at >= 0 && squares[at] === "") at = beside(at, way);
        return at >= 0 && (squares[at] === own(letter) || squares[at] === own("Q"));
      });
    return isReached(STRAIGHT, "R") || isReached(SLANTING, "B");
  }

  const isChecked = ({ squares }, white) => isAttacked(squares, squares.indexOf(white ? "K" : "k"), !white);

  // --- moves, first without asking whether the own king is left in danger

  function pieceMoves({ squares, white }, from) {
    const letter = squares[from].toUpperCase();
    const found = [];
    for (const way of WAYS[letter]) {
      let to = beside(from, way);
      while (to >= 0 && !belongsTo(squares[to], white)) {
        found.push({ from, to });
        if (squares[to] !== "" || letter === "N" || letter === "K") break;
        to = beside(to, way);
      }
    }
    return found;
  }

  function pawnMoves({ squares, white, passant }, from) {
    const ahead = white ? -1 : 1;
    const found = [];
    const one = beside(from, [ahead, 0]);
    if (squares[one] === "") {
      found.push({ from, to: one });
      const two = beside(from, [2 * ahead, 0]);
      if (rowOf(from) === (white ? 6 : 1) && squares[two] === "") found.push({ from, to: two });
    }
    for (const across of [-1, 1]) {
      const to = beside(from, [ahead, across]);
      if (to >= 0 && (belongsTo(squares[to], !white) || to === passant)) found.push({ from, to });
    }
    return found.flatMap((move) => (rowOf(move.to) % 7 ? [move] : ["Q", "R", "B", "N"].map((becomes) => ({ ...move, becomes }))));
  }

  function castlingMoves({ squares, white, castling }) {
    return CASTLING.filter(({ right, king, to, rook }) => {
      if (isWhite(right) !== white || !castling.includes(right)) return false;
      const between = (one, other) => Array.from({ length: Math.abs(one - other) - 1 }, (_, at) => Math.min(one, other) + 1 + at);
      if (between(king, rook).some((square) => squares[square] !== "")) return false;
      return [king, to, ...between(king, to)].every((square) => !isAttacked(squares, square, !white));
    }).map(({ king, to }) => ({ from: king, to }));
  }

  function moves(position) {
    const { squares, white } = position;
    const found = castlingMoves(position);
    squares.forEach((piece, from) => {
      if (belongsTo(piece, white)) found.push(...(piece.toUpperCase() === "P" ? pawnMoves : pieceMoves)(position, from));
    });
    return found.filter((move) => !isChecked(play(position, move), white));
  }

  // What a position becomes; the one before stays as it was.
  function play({ squares: before, white, castling, passant }, { from, to, becomes }) {
    const squares = [...before];
    const piece = squares[from];
    squares[to] = becomes ? (white ? becomes : becomes.toLowerCase()) : piece;
    squares[from] = "";
    const isPawn = piece.toUpperCase() === "P";
    if (isPawn && to === passant) squares[to + (white ? 8 : -8)] = "";
    const castle = piece.toUpperCase() === "K" && CASTLING.find((one) => one.king === from && one.to === to);
    if (castle) [squares[castle.rookTo], squares[castle.rook]] = [squares[castle.rook], ""];
    const left = CASTLING.filter(({ right, king, rook }) => castling.includes(right) && ![king, rook].includes(from) && ![king, rook].includes(to));
    const jumped = isPawn && Math.abs(from - to) === 16 ? (from + to) / 2 : -1;
    return { squares, white: !white, castling: left.map(({ right }) => right).join(""), passant: jumped };
  }

  // --- the end

  const hasTooLittle = ({ squares }) => {
    const others = squares.filter((piece) => piece !== "" && piece.toUpperCase() !== "K");
    return others.length === 0 || (others.length === 1 && "BNbn".includes(others[0]));
  };

  const sameAs = (position) => JSON.stringify(position);

  // "mate", "stalemate", "draw" (nobody can mate any more, or the same position for the third time), or "".
  function outcome(positions) {
    const position = positions.at(-1);
    if (!moves(position).length) return isChecked(position, position.white) ? "mate" : "stalemate";
    const times = positions.filter((other) => sameAs(other) === sameAs(position)).length;
    return hasTooLittle(position) || times >= 3 ? "draw" : "";
  }

  // A move in writing, with signs for the pieces so that it reads in every language: ♞f3, exd5, O-O, ♛h5#.
  const SIGNS = { K: "♚", Q: "♛", R: "♜", B: "♝", N: "♞", P: "" };
  function inWriting(position, move) {
    const { squares, passant } = position;
    const letter = squares[move.from].toUpperCase();
    const after = play(position, move);
    const check = !isChecked(after, after.white) ? "" : moves(after).length ? "+" : "#";
    if (letter === "K" && Math.abs(move.to - move.from) === 2) return (move.to > move.from ? "O-O" : "O-O-O") + check;
    const takes = squares[move.to] !== "" || (letter === "P" && move.to === passant);
    const from = letter === "P" ? (takes ? squareName(move.from)[0] : "") : whichOf(position, move);
    return SIGNS[letter] + from + (takes ? "x" : "") + squareName(move.to) + (move.becomes ? `=${SIGNS[move.becomes]}` : "") + check;
  }

  // Where several alike could go there, the column, the row or both say which one went.
  function whichOf(position, { from, to }) {
    const alike = moves(position).filter((other) => other.to === to && other.from !== from && position.squares[other.from] === position.squares[from]);
    if (!alike.length) return "";
    if (alike.every((other) => columnOf(other.from) !== columnOf(from))) return squareName(from)[0];
    return alike.every((other) => rowOf(other.from) !== rowOf(from)) ? squareName(from)[1] : squareName(from);
  }

  homespun.chess = { begin, moves, play, isChecked, isWhite, outcome, inWriting, squareName };
})();
