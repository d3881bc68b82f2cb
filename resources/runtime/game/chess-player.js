// The computer as a chess player: it looks a few moves ahead and counts what the pieces are worth.
// Needs: game/chess-rules, chance.
"use strict";

(function () {
  const { chess } = homespun;
  const AHEAD = { easy: 1, medium: 2, hard: 3 };
  const CARELESS = { easy: 0.3, medium: 0, hard: 0 }; // how often it takes any move
  const WORTH = { P: 100, N: 320, B: 330, R: 500, Q: 900, K: 0 };
  const MATE = 100_000;
  const EXCHANGES = 3; // captures that are followed beyond what it looks ahead

  // In the middle of the board pieces do more; a pawn is worth more the farther it has come.
  const middle = (square) => 3.5 - Math.max(Math.abs((square & 7) - 3.5), Math.abs((square >> 3) - 3.5));
  const PLACE = {
    P: (square) => (6 - (square >> 3)) * 6 + middle(square) * 5,
    N: (square) => middle(square) * 14,
    B: (square) => middle(square) * 7,
    R: () => 0,
    Q: (square) => middle(square) * 2,
    K: (square) => ((square >> 3) === 7 ? 20 - middle(square) * 10 : -10),
  };

  // What a position is worth to the one whose turn it is.
  function count({ squares, white }) {
    let sum = 0;
    squares.forEach((piece, square) => {
      if (!piece) return;
      const letter = piece.toUpperCase();
      const own = chess.isWhite(piece);
      sum += (own ? 1 : -1) * (WORTH[letter] + PLACE[letter](own ? square : 63 - square));
    });
    return white ? sum : -sum;
  }

  const gain = (position, move) => (WORTH[position.squares[move.to].toUpperCase()] ?? 0) + (move.becomes ? WORTH[move.becomes] : 0);
  const promisingFirst = (position, moves) => moves.sort((one, other) => gain(position, other) - gain(position, one));

  // "Negamax with alpha-beta"; below the last move only captures are followed, so that no piece is left hanging.
  function search(position, depth, low, high) {
    const moves = chess.moves(position);
    if (!moves.length) return chess.isChecked(position, position.white) ? -MATE - depth : 0;
    let best = depth > 0 ? -Infinity : count(position);
    if (depth <= -EXCHANGES || best >= high) return best;
    const followed = depth > 0 ? moves : moves.filter((move) => gain(position, move) > 0);
    for (const move of promisingFirst(position, followed)) {
      best = Math.max(best, -search(chess.play(position, move), depth - 1, -high, -Math.max(low, best)));
      if (best >= high) break;
    }
    return best;
  }

  homespun.chessMove = (position, level) => {
    const moves = homespun.shuffle(chess.moves(position));
    if (homespun.random() < CARELESS[level]) return moves[0];
    let best = -Infinity;
    let chosen = moves[0];
    for (const move of promisingFirst(position, moves)) {
      const worth = -search(chess.play(position, move), AHEAD[level] - 1, -Infinity, -best);
      if (worth > best) [best, chosen] = [worth, move];
    }
    return chosen;
  };
})();
