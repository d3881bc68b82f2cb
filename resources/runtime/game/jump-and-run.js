// Jump and run: over gaps and up ledges to the flag. Coins are worth points, and who is jumped upon is gone.
// Needs: game/stage, game/canvas, game/worlds.
"use strict";

(function () {
  const { say } = homespun;
  const VIEW = { wide: 16, high: 11, ahead: 6 }; // squares that are seen, and those of them behind the hero
  const HERO = { wide: 0.7, high: 0.9 };
  const RUN = { slow: 5.5, medium: 6.8, fast: 8.2 };
  const FALL = 42;
  const FASTEST_FALL = 17;
  const JUMP = -16.4;
  const SHORT_JUMP = -8.5; // what is left of a jump whose key is let go at once
  const BOUNCE = -11;
  const FORGIVEN_S = 0.12; // a jump counts if it is a little late after an edge, or a little early before landing
  const FOE_PACE = 1.6;
  const SAFE_S = 1.5;
  const WORTH = { coin: 10, foe: 20, goal: 100 };

  homespun.games["jump and run"] = (stage, section) => {
    const [heroFace, foeFace = "🐌", coinFace] = section.faces ?? [];
    const canvas = homespun.gameCanvas(stage, { width: VIEW.wide, height: VIEW.high, draw: drawAll });
    let rows, coins, foes, goal, hero, level, lives;

    function start() {
      [level, lives] = [1, section.lives];
      enter();
    }

    function enter() {
      const drawn = homespun.worlds[level - 1];
      rows = [...Array(VIEW.high - drawn.length).fill(" ".repeat(drawn[0].length)), ...drawn];
      const find = (letter) => rows.flatMap((row, y) => [...row].flatMap((sign, x) => (sign === letter ? [{ x, y }] : [])));
      coins = find("o");
      foes = find("e").map(({ x, y }) => ({ x, y, way: -1 }));
      goal = find("G")[0];
      hero = { x: 1, y: 0, down: 0, looks: 1, safe: 0, sinceGround: 1, sinceWish: 1, home: 1 };
      hero.y = rows.findIndex((row) => row[1] === "#") - HERO.high;
      tellFigures();
    }

    function tellFigures() {
      stage.fact("lives", lives);
      stage.fact("level", `${level} / ${homespun.worlds.length}`);
    }

    const at = (x, y) => rows[Math.floor(y)]?.[Math.floor(x)] ?? " ";
    const isGround = (x, y) => x < 0 || x >= rows[0].length || at(x, y) === "#";
    const jump = (again) => again || (hero.sinceWish = 0);
    const isJumpHeld = () => stage.isHeld(" ") || stage.isHeld("ArrowUp");

    // --- time

    function step(seconds) {
      hero.safe -= seconds;
      hero.sinceWish += seconds;
      hero.sinceGround += seconds;
      run(seconds);
      leap();
      rise(seconds);
      foes.forEach((foe) => walk(foe, seconds));
      meet();
      if (hero.y > VIEW.high + 1) lose();
    }

    function run(seconds) {
      const way = Number(stage.isHeld("ArrowRight")) - Number(stage.isHeld("ArrowLeft"));
      if (!way) return;
      hero.looks = way;
      const x = hero.x + way * RUN[section.speed] * seconds;
      const edge = way > 0 ? x + HERO.wide : x;
      const isStopped = [hero.y + 0.05, hero.y + HERO.high - 0.05].some((y) => isGround(edge, y));
      if (!isStopped) hero.x = x;
      else hero.x = way > 0 ? Math.floor(edge) - HERO.wide - 0.001 : Math.floor(edge) + 1.001;
    }

    function leap() {
      if (hero.sinceWish < FORGIVEN_S && hero.sinceGround < FORGIVEN_S) {
        hero.down = JUMP;
        [hero.sinceWish, hero.sinceGround] = [1, 1];
        stage.sound("tick");
      }
      if (hero.down < SHORT_JUMP && !isJumpHeld()) hero.down = SHORT_JUMP;
    }

    function rise(seconds) {
      hero.down = Math.min(hero.down + FALL * seconds, FASTEST_FALL);
      const before = hero.y + HERO.high;
      hero.y += hero.down * seconds;
      const sides = [hero.x + 0.05, hero.x + HERO.wide - 0.05];
      const feet = hero.y + HERO.high;
      if (hero.down > 0 && sides.some((x) => isGround(x, feet) || (at(x, feet) === "=" && before <= Math.floor(feet) + 0.01))) land(Math.floor(feet));
      else if (hero.down < 0 && sides.some((x) => isGround(x, hero.y))) [hero.y, hero.down] = [Math.floor(hero.y) + 1, 0];
    }

    // The last piece of firm ground with more of it on both sides is where one comes back to.
    function land(y) {
      hero.y = y - HERO.high - 0.001;
      hero.down = 0;
      hero.sinceGround = 0;
      const isFirm = [-1, 0, 1].every((side) => at(hero.x + side, y) === "#" && at(hero.x + side, y - 1) === " ");
      if (isFirm && !foes.some((foe) => Math.abs(foe.x - hero.x) < 4)) hero.home = hero.x;
    }

    function walk(foe, seconds) {
      const x = foe.x + foe.way * FOE_PACE * seconds;
      const front = foe.way > 0 ? x + 1 : x;
      if (isGround(front, foe.y) || at(front, foe.y) === "^" || !isGround(front, foe.y + 1)) foe.way = -foe.way;
      else foe.x = x;
    }

    const isOn = (x, y, near = 0.75) => Math.abs(hero.x + HERO.wide / 2 - x - 0.5) < near && Math.abs(hero.y + HERO.high / 2 - y - 0.5) < near;

    function meet() {
      const taken = coins.filter(({ x, y }) => isOn(x, y));
      coins = coins.filter((coin) => !taken.includes(coin));
      if (taken.length) earn(WORTH.coin * taken.length);
      const foe = foes.find(({ x, y }) => isOn(x, y, 0.7));
      if (foe && hero.down > 0 && hero.y + HERO.high < foe.y + 0.7) stomp(foe);
      else if (foe || at(hero.x + HERO.wide / 2, hero.y + HERO.high - 0.2) === "^") hurt();
      if (stage.playing() && hero.x > goal.x - 0.2) arrive(); // also high above the flag
    }

    function earn(points) {
      stage.addScore(points);
      stage.sound("good");
    }

    function stomp(foe) {
      foes.splice(foes.indexOf(foe), 1);
      hero.down = BOUNCE;
      earn(WORTH.foe);
    }

    const hurt = () => hero.safe > 0 || lose();

    function lose() {
      lives -= 1;
      tellFigures();
      if (lives === 0) return stage.end({ words: say("game_scored", { score: stage.score() }) });
      stage.sound("bad");
      stage.announce(say("game_lives_left", { lives }));
      Object.assign(hero, { x: hero.home, y: 2, down: 0, safe: SAFE_S });
    }

    function arrive() {
      stage.addScore(WORTH.goal);
      if (level === homespun.worlds.length) return stage.end({ won: true, words: say("game_scored", { score: stage.score() }) });
      level += 1;
      stage.sound("win");
      stage.announce(say("game_next_level", { level }));
      enter();
    }

    // --- what is seen

    const camera = () => Math.max(0, Math.min(rows[0].length - VIEW.wide, hero.x - VIEW.ahead));

    function drawAll(pen) {
      const left = camera();
      drawHills(pen, left);
      pen.save();
      pen.translate(-left, 0);
      const [from, to] = [Math.floor(left), Math.ceil(left + VIEW.wide)];
      rows.forEach((row, y) => {
        for (let x = from; x <= to; x++) drawSquare(pen, row[x], x, y);
      });
      for (const { x, y } of coins) drawCoin(x + 0.5, y + 0.5);
      for (const { x, y } of foes) canvas.face(foeFace, x + 0.5, y + 0.55, 0.95);
      canvas.face("🚩", goal.x + 0.5, goal.y + 0.3, 1.6);
      drawHero(pen);
      pen.restore();
    }

    // Far away, and so half as fast.
    function drawHills(pen, left) {
      pen.fillStyle = canvas.colour("soft");
      for (let hill = -1; hill < 10; hill++) {
        pen.beginPath();
        pen.ellipse(hill * 9 + 4 - left / 2, VIEW.high, 6, 3.5 + (hill % 3), 0, 0, 2 * Math.PI);
        pen.fill();
      }
    }

    function drawSquare(pen, sign, x, y) {
      if (sign === "#") {
        pen.fillStyle = canvas.colour("edge");
        pen.fillRect(x - 0.01, y, 1.02, 1.02);
        if (at(x, y - 1) === "#") return;
        pen.fillStyle = canvas.colour("good");
        pen.fillRect(x - 0.01, y, 1.02, 0.28);
      } else if (sign === "=") canvas.box(x, y, 1, 0.4, 0.1, canvas.colour("tint-4"));
      else if (sign === "^") drawThorns(pen, x, y);
    }

    function drawThorns(pen, x, y) {
      pen.fillStyle = canvas.colour("danger");
      pen.beginPath();
      for (const at of [0, 1 / 3, 2 / 3]) {
        pen.moveTo(x + at, y + 1);
        pen.lineTo(x + at + 1 / 6, y + 0.35);
        pen.lineTo(x + at + 1 / 3, y + 1);
      }
      pen.fill();
    }

    function drawCoin(x, y) {
      if (coinFace) return canvas.face(coinFace, x, y, 0.7);
      canvas.disc(x, y, 0.3, canvas.colour("star"));
      canvas.disc(x, y, 0.17, canvas.colour("surface"));
    }

    function drawHero(pen) {
      const { x, y, looks } = hero;
      pen.globalAlpha = hero.safe > 0 ? 0.5 : 1;
      if (heroFace) canvas.face(heroFace, x + HERO.wide / 2, y + HERO.high / 2, 1);
      else {
        canvas.box(x, y, HERO.wide, HERO.high, 0.22, canvas.colour("game"));
        for (const eye of [0.12, 0.38]) canvas.disc(x + HERO.wide / 2 - 0.25 + eye + looks * 0.1, y + 0.32, 0.09, canvas.colour("on-game"));
      }
      pen.globalAlpha = 1;
    }

    // What comes next, for those who cannot see it.
    function describe() {
      const ground = rows.findIndex((row) => row.startsWith("#"));
      const here = Math.floor(hero.x);
      const isTrouble = (x) => at(x, ground) !== "#" || at(x, ground - 1) === "#" || at(x, ground - 1) === "^" || foes.some((foe) => Math.floor(foe.x) === x);
      let next = here + 1;
      while (next < goal.x && !isTrouble(next)) next += 1;
      return say("game_run_sees", { place: here, goal: goal.x, next: next - here, lives });
    }

    return {
      help: say("game_run_help"),
      live: true,
      start,
      step,
      draw: canvas.redraw,
      keys: { " ": jump, ArrowUp: jump },
      holds: () => ["ArrowLeft", "ArrowRight"],
      pad: ["ArrowLeft", " ", "ArrowRight"],
      padWords: { " ": say("game_jump") },
      describe,
    };
  };
})();
