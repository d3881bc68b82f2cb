// Shooter: a crowd comes down from above. Send it all away before it lands, and mind what it drops.
// Needs: game/stage, game/canvas, chance.
"use strict";

(function () {
  const { say } = homespun;
  const WIDE = 24;
  const HIGH = 26;
  const SHIP = { wide: 2.2, high: 1.5, y: 24, speed: 15 };
  const FACES = ["👾", "👻", "🤖"];
  const COLUMNS = 7;
  const CELL = 2.4;
  const FOE = 0.85; // radius of what can be hit
  const PACE = { slow: 1.1, medium: 1.6, fast: 2.3 }; // of the whole crowd, sideways
  const DROP_S = { slow: 1.7, medium: 1.2, fast: 0.8 }; // about how long from one drop to the next
  const FASTER = 1.25; // each level
  const DOWN = 0.8; // how far the crowd comes down at each edge
  const SHOT = { speed: 26, every: 0.32 };
  const DROP = { speed: 8.5, radius: 0.28 };
  const SAFE_S = 1.6; // after a hit nothing hurts for so long

  homespun.games.shooter = (stage, section) => {
    const faces = section.faces?.length ? section.faces : FACES;
    const canvas = homespun.gameCanvas(stage, { width: WIDE, height: HIGH, draw: drawAll });
    const stars = Array.from({ length: 40 }, () => [homespun.random() * WIDE, homespun.random() * HIGH]);
    let ship, foes, shots, drops, way, level, lives, cooling, due, safe;
    let isFingerDown = false;
    for (const kind of ["pointerup", "pointercancel", "pointerleave"]) stage.area.addEventListener(kind, () => (isFingerDown = false));

    function start() {
      [ship, level, lives] = [WIDE / 2, 1, section.lives];
      bring();
    }

    function bring() {
      const rows = Math.min(6, 2 + level);
      foes = [];
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < COLUMNS; column++) foes.push({ x: 2 + column * CELL, y: 2 + row * 2, face: faces[row % faces.length], worth: (rows - row) * 10 });
      [shots, drops, way, cooling, due, safe] = [[], [], 1, 0, dropTime() + 1, SAFE_S];
      tellFigures();
    }

    function tellFigures() {
      stage.fact("lives", lives);
      if (section.levels > 1) stage.fact("level", `${level} / ${section.levels}`);
    }

    const harder = () => FASTER ** (level - 1);
    const dropTime = () => (DROP_S[section.speed] / harder()) * (0.5 + homespun.random());
    const moveShip = (x) => (ship = Math.max(SHIP.wide / 2, Math.min(WIDE - SHIP.wide / 2, x)));

    function shoot() {
      if (cooling > 0) return;
      cooling = SHOT.every;
      shots.push({ x: ship, y: SHIP.y - 0.6 });
      stage.sound("tick");
    }

    // --- time

    function step(seconds) {
      moveShip(ship + (Number(stage.isHeld("ArrowRight")) - Number(stage.isHeld("ArrowLeft"))) * SHIP.speed * seconds);
      cooling -= seconds;
      safe -= seconds;
      if (stage.isHeld(" ") || isFingerDown) shoot();
      march(seconds);
      flyShots(seconds);
      if (foes.length) fall(seconds);
      else clear();
    }

    // The fewer are left, the faster they are.
    function march(seconds) {
      const all = COLUMNS * Math.min(6, 2 + level);
      const pace = PACE[section.speed] * harder() * (1 + (1 - foes.length / all) * 2);
      const isAtEdge = foes.some(({ x }) => (way > 0 ? x > WIDE - 1.2 : x < 1.2));
      if (isAtEdge) way = -way;
      for (const foe of foes) {
        foe.x += way * pace * seconds;
        if (isAtEdge) foe.y += DOWN;
      }
      if (foes.some(({ y }) => y > SHIP.y - 1.2)) over();
    }

    function flyShots(seconds) {
      for (const shot of shots) {
        shot.y -= SHOT.speed * seconds;
        const hit = foes.find(({ x, y }) => Math.hypot(x - shot.x, y - shot.y) < FOE + 0.15);
        if (!hit) continue;
        foes.splice(foes.indexOf(hit), 1);
        shot.y = -1;
        stage.addScore(hit.worth);
        stage.sound("good");
      }
      shots = shots.filter(({ y }) => y > 0);
    }

    function fall(seconds) {
      due -= seconds;
      if (due <= 0) {
        const { x, y } = homespun.pick(foes);
        drops.push({ x, y: y + 0.8 });
        due = dropTime();
      }
      for (const drop of drops) drop.y += DROP.speed * seconds;
      const isHit = safe <= 0 && drops.some(({ x, y }) => Math.abs(x - ship) < SHIP.wide / 2 && Math.abs(y - SHIP.y - 0.4) < 0.7);
      drops = drops.filter(({ y }) => y < HIGH);
      if (isHit) lose();
    }

    function lose() {
      lives -= 1;
      [drops, safe] = [[], SAFE_S];
      tellFigures();
      if (lives === 0) return over();
      stage.sound("bad");
      stage.announce(say("game_lives_left", { lives }));
    }

    function clear() {
      if (level === section.levels) return stage.end({ won: true, words: say("game_scored", { score: stage.score() }) });
      level += 1;
      bring();
      stage.sound("win");
      stage.announce(say("game_next_level", { level }));
    }

    const over = () => stage.playing() && stage.end({ words: say("game_scored", { score: stage.score() }) });

    // --- what is seen

    function drawAll(pen) {
      pen.fillStyle = canvas.colour("edge");
      pen.globalAlpha = 0.5;
      for (const [x, y] of stars) pen.fillRect(x, y, 0.09, 0.09);
      pen.globalAlpha = 1;
      for (const { x, y, face } of foes) canvas.face(face, x, y, 1.6);
      for (const { x, y } of shots) canvas.box(x - 0.12, y - 0.5, 0.24, 0.9, 0.12, canvas.colour("game"));
      for (const { x, y } of drops) canvas.disc(x, y, DROP.radius, canvas.colour("danger"));
      drawShip(pen);
    }

    function drawShip(pen) {
      pen.globalAlpha = safe > 0 ? 0.5 : 1;
      pen.fillStyle = canvas.colour("game");
      pen.beginPath();
      pen.moveTo(ship, SHIP.y - 0.8);
      pen.lineTo(ship + SHIP.wide / 2, SHIP.y + SHIP.high / 2);
      pen.lineTo(ship, SHIP.y + 0.3);
      pen.lineTo(ship - SHIP.wide / 2, SHIP.y + SHIP.high / 2);
      pen.closePath();
      pen.fill();
      pen.globalAlpha = 1;
    }

    return {
      help: say("game_shooter_help"),
      live: true,
      start,
      step,
      draw: canvas.redraw,
      keys: { " ": shoot },
      holds: () => ["ArrowLeft", "ArrowRight"],
      pad: ["ArrowLeft", " ", "ArrowRight"],
      padWords: { " ": say("game_shoot") },
      point: (x, y, isDown) => {
        moveShip(x * WIDE);
        if (isDown) isFingerDown = true;
      },
      describe: () => say("game_shooter_sees", { count: foes.length, lives }),
    };
  };
})();
