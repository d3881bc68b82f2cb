// Falling blocks: turn and move the pieces so that they fill whole lines, which then disappear.
// Needs: game/stage, game/canvas, chance.
"use strict";

(function () {
  const { say } = homespun;
  const HIGH = 20;
  const SIDE = 5.5; // room beside the well for the next piece
  const FALL_S = { slow: 0.95, medium: 0.7, fast: 0.45 }; // seconds a row at the first level
  const FASTER = 0.82; // the part of that which is left at the next level
  const LOCK_S = 0.45; // how long a piece can still be moved when it has landed
  const LINES_A_LEVEL = 10;
  const WORTH = [0, 40, 100, 300, 1200];
  const SOFT_S = 0.04; // seconds a row while the piece is hurried down
  const KICKS = [[0, 0], [-1, 0], [1, 0], [0, -1], [-2, 0], [2, 0]]; // where a turned piece may give way to
  const PIECES = [
    ["....", "####", "....", "...."],
    ["##", "##"],
    [".#.", "###", "..."],
    [".##", "##.", "..."],
    ["##.", ".##", "..."],
    ["#..", "###", "..."],
    ["..#", "###", "..."],
  ];

  const cellsOf = (shape) => shape.flatMap((line, y) => [...line].flatMap((sign, x) => (sign === "#" ? [[x, y]] : [])));
  const turned = (shape) => shape.map((line, y) => [...line].map((_, x) => shape[shape.length - 1 - x][y]).join(""));

  homespun.games["falling blocks"] = (stage, section) => {
    const wide = section.size;
    const canvas = homespun.gameCanvas(stage, { width: wide + SIDE, height: HIGH, draw: drawAll });
    let well, bag, piece, next, due, landed, lines, level;

    function start() {
      well = Array.from({ length: HIGH }, () => Array(wide).fill(0));
      [bag, due, landed, lines, level] = [[], 0, 0, 0, 1];
      next = draw();
      tellFigures();
      bring();
    }

    // All seven pieces come once before any of them comes again.
    function draw() {
      if (!bag.length) bag = homespun.shuffle(PIECES.map((_, kind) => kind));
      return bag.pop();
    }

    function tellFigures() {
      stage.fact("lines", lines);
      stage.fact("level", level);
    }

    function bring() {
      const shape = PIECES[next];
      piece = { kind: next + 1, shape, x: Math.floor((wide - shape.length) / 2), y: next === 0 ? -1 : 0 };
      next = draw();
      [due, landed] = [0, 0];
      if (!fits(piece)) stage.end({ words: say("game_falling_over", { lines }) });
    }

    const fits = ({ shape, x, y }) => cellsOf(shape).every(([dx, dy]) => x + dx >= 0 && x + dx < wide && y + dy < HIGH && (y + dy < 0 || !well[y + dy][x + dx]));

    function attempt(change) {
      const moved = { ...piece, ...change };
      if (!fits(moved)) return false;
      piece = moved;
      landed = 0;
      return true;
    }

    const sideways = (way) => attempt({ x: piece.x + way });
    const down = () => attempt({ y: piece.y + 1 });

    function turn() {
      const shape = turned(piece.shape);
      KICKS.some(([dx, dy]) => attempt({ shape, x: piece.x + dx, y: piece.y + dy }));
    }

    function hurry() {
      if (down()) stage.addScore(1);
    }

    function drop() {
      let rows = 0;
      while (down()) rows += 1;
      stage.addScore(rows * 2);
      lock();
    }

    function step(seconds) {
      due += seconds;
      const row = Math.max(SOFT_S, FALL_S[section.speed] * FASTER ** (level - 1));
      while (due >= row && stage.playing()) {
        due -= row;
        if (!down()) break;
      }
      if (fits({ ...piece, y: piece.y + 1 })) return;
      landed += seconds;
      if (landed >= LOCK_S) lock();
    }

    function lock() {
      for (const [dx, dy] of cellsOf(piece.shape)) if (piece.y + dy >= 0) well[piece.y + dy][piece.x + dx] = piece.kind;
      const left = well.filter((line) => line.includes(0));
      const full = HIGH - left.length;
      well = [...Array.from({ length: full }, () => Array(wide).fill(0)), ...left];
      stage.sound(full ? "good" : "tick");
      if (full) count(full);
      bring();
    }

    function count(full) {
      lines += full;
      stage.addScore(WORTH[full] * level);
      const before = level;
      level = 1 + Math.floor(lines / LINES_A_LEVEL);
      if (level > before) stage.announce(say("game_next_level", { level }));
      tellFigures();
    }

    // --- what is seen

    const colourOf = (kind) => canvas.colour(kind === 1 ? "game" : `tint-${kind}`);

    function block(x, y, kind, size = 1) {
      canvas.box(x + 0.05 * size, y + 0.05 * size, 0.9 * size, 0.9 * size, 0.16 * size, colourOf(kind));
    }

    function drawAll(pen) {
      pen.fillStyle = canvas.colour("surface");
      pen.fillRect(wide, 0, SIDE, HIGH);
      pen.fillStyle = canvas.colour("line");
      for (let x = 1; x <= wide; x++) pen.fillRect(x - 0.02, 0, 0.04, HIGH);
      well.forEach((line, y) => line.forEach((kind, x) => kind && block(x, y, kind)));
      if (stage.playing()) drawShadow(pen);
      for (const [dx, dy] of cellsOf(piece.shape)) block(piece.x + dx, piece.y + dy, piece.kind);
      drawNext(pen);
    }

    // Where the piece would land.
    function drawShadow(pen) {
      let y = piece.y;
      while (fits({ ...piece, y: y + 1 })) y += 1;
      pen.strokeStyle = colourOf(piece.kind);
      pen.lineWidth = 0.08;
      for (const [dx, dy] of cellsOf(piece.shape)) pen.strokeRect(piece.x + dx + 0.12, y + dy + 0.12, 0.76, 0.76);
    }

    function drawNext(pen) {
      pen.fillStyle = canvas.colour("muted");
      pen.font = "600 0.8px system-ui, sans-serif";
      pen.textAlign = "center";
      pen.textBaseline = "top";
      pen.fillText(say("game_falling_next"), wide + SIDE / 2, 1, SIDE - 0.5);
      const shape = PIECES[next];
      const size = 0.9;
      const left = wide + (SIDE - shape.length * size) / 2;
      for (const [dx, dy] of cellsOf(shape)) block(left + dx * size, 2.6 + dy * size, next + 1, size);
    }

    function describe() {
      const heights = Array.from({ length: wide }, (_, x) => {
        const top = well.findIndex((line) => line[x]);
        return top < 0 ? 0 : HIGH - top;
      });
      return say("game_falling_sees", { heights: heights.join(", ") });
    }

    return {
      help: say("game_falling_help"),
      live: true,
      start,
      step,
      draw: canvas.redraw,
      keys: {
        ArrowLeft: () => sideways(-1),
        ArrowRight: () => sideways(1),
        ArrowDown: hurry,
        ArrowUp: (again) => again || turn(),
        " ": (again) => again || drop(),
      },
      swipe: true,
      tap: "ArrowUp",
      pad: ["ArrowLeft", "ArrowUp", "ArrowDown", " ", "ArrowRight"],
      padWords: { ArrowUp: say("game_falling_turn"), " ": say("game_falling_drop") },
      describe,
    };
  };
})();
