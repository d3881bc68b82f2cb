// Maze: find the way to the other corner. Every maze is new, and there is always exactly one way.
// Needs: game/stage, game/canvas, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const WAYS = { ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowLeft: [-1, 0] };
  const KEYS = Object.keys(WAYS);
  const BACK = { ArrowUp: "ArrowDown", ArrowDown: "ArrowUp", ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };
  const WORDS = { ArrowUp: "game_up", ArrowRight: "game_right", ArrowDown: "game_down", ArrowLeft: "game_left" };
  const GROWS = 2; // squares more on each side of the next maze
  const MARGIN = 0.1;
  const HINT = 8; // how many steps of the way a hint shows
  const HINT_S = 2.5;

  // Digs from square to square, always on to one that is still closed, and back where there is none.
  function dig(size) {
    const open = Array.from({ length: size * size }, () => new Set());
    const seen = new Set([0]);
    const path = [0];
    while (path.length) {
      const here = path.at(-1);
      const next = homespun.shuffle(KEYS).find((key) => !seen.has(beside(size, here, key) ?? here));
      if (!next) {
        path.pop();
        continue;
      }
      const there = beside(size, here, next);
      open[here].add(next);
      open[there].add(BACK[next]);
      seen.add(there);
      path.push(there);
    }
    return open;
  }

  // The square on one side of another; null outside.
  function beside(size, square, key) {
    const [x, y] = [(square % size) + WAYS[key][0], Math.floor(square / size) + WAYS[key][1]];
    return x < 0 || y < 0 || x >= size || y >= size ? null : y * size + x;
  }

  homespun.games.maze = (stage, section) => {
    const [hero = "🐭", goal = "🧀"] = section.faces ?? [];
    const SIDE = 20; // of the drawing, whatever the size of the maze
    const canvas = homespun.gameCanvas(stage, { width: SIDE, height: SIDE, draw: drawAll });
    let size, open, here, seen, level, taken, hint;

    const hintButton = make("button", { type: "button", onclick: showHint }, say("game_maze_hint"));
    stage.under.append(hintButton);

    function start() {
      [level, taken] = [1, 0];
      enter();
    }

    function enter() {
      size = section.size + (level - 1) * GROWS;
      open = dig(size);
      [here, seen, hint] = [0, new Set([0]), { way: [], left: 0 }];
      if (section.levels > 1) stage.fact("level", `${level} / ${section.levels}`);
    }

    function step(seconds) {
      taken += seconds;
      hint.left -= seconds;
      if (Math.floor(taken) !== stage.score()) stage.setScore(Math.floor(taken));
    }

    function go(key) {
      if (!open[here].has(key)) return;
      here = beside(size, here, key);
      seen.add(here);
      if (here === size * size - 1) arrive();
      else if (open[here].size > 2) stage.announce(describe()); // a fork: here one has to choose
    }

    function arrive() {
      stage.setScore(Math.ceil(taken));
      if (level === section.levels) return stage.end({ won: true, words: say("game_maze_done", { seconds: Math.ceil(taken) }) });
      level += 1;
      stage.sound("good");
      stage.announce(say("game_next_level", { level }));
      enter();
    }

    // --- help: the next steps of the way

    function wayOut() {
      const from = new Map([[size * size - 1, null]]);
      const waiting = [size * size - 1];
      for (const square of waiting) {
        for (const key of open[square]) {
          const next = beside(size, square, key);
          if (from.has(next)) continue;
          from.set(next, { square, key: BACK[key] });
          waiting.push(next);
        }
      }
      const way = [];
      for (let at = from.get(here); at; at = from.get(at.square)) way.push(at);
      return way;
    }

    function showHint() {
      if (!stage.playing()) return;
      hint = { way: wayOut().slice(0, HINT), left: HINT_S };
      stage.announce(hint.way.map(({ key }) => say(WORDS[key])).join(", "));
    }

    // --- what is seen

    function drawAll(pen) {
      const side = (SIDE - 2 * MARGIN) / size;
      const corner = (at) => MARGIN + at * side;
      const middle = (square) => [corner(square % size) + side / 2, corner(Math.floor(square / size)) + side / 2];
      for (const square of seen) canvas.disc(...middle(square), side * 0.08, canvas.colour("edge"));
      if (hint.left > 0) for (const { square } of hint.way) canvas.disc(...middle(square), side * 0.16, canvas.colour("game"));
      drawWalls(pen, corner);
      const [x, y] = middle(size * size - 1);
      canvas.face(goal, x, y, side * 0.7);
      const [a, b] = middle(here);
      canvas.face(hero, a, b, side * 0.7);
    }

    function drawWalls(pen, corner) {
      pen.strokeStyle = canvas.colour("text");
      pen.lineWidth = 2 * MARGIN;
      pen.lineCap = "square";
      pen.beginPath();
      pen.rect(corner(0), corner(0), SIDE - 2 * MARGIN, SIDE - 2 * MARGIN);
      open.forEach((ways, square) => {
        const [x, y] = [square % size, Math.floor(square / size)];
        if (!ways.has("ArrowRight") && x < size - 1) {
          pen.moveTo(corner(x + 1), corner(y));
          pen.lineTo(corner(x + 1), corner(y + 1));
        }
        if (!ways.has("ArrowDown") && y < size - 1) {
          pen.moveTo(corner(x), corner(y + 1));
          pen.lineTo(corner(x + 1), corner(y + 1));
        }
      });
      pen.stroke();
    }

    const describe = () =>
      say("game_maze_sees", { column: (here % size) + 1, row: Math.floor(here / size) + 1, size, ways: KEYS.filter((key) => open[here].has(key)).map((key) => say(WORDS[key])).join(", ") });

    return {
      help: say("game_maze_help"),
      live: true,
      best: "least",
      scoreName: "taken",
      asScore: (seconds) => say("game_seconds", { seconds }),
      start,
      step,
      draw: canvas.redraw,
      keys: { ...Object.fromEntries(KEYS.map((key) => [key, () => go(key)])), h: showHint },
      swipe: true,
      pad: ["ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"],
      describe,
    };
  };
})();
