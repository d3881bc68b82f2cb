// Catch: hold the basket under what is good and keep away from what stings, until the time is up.
// Needs: game/stage, game/canvas, chance.
"use strict";

(function () {
  const { say } = homespun;
  const WIDE = 24;
  const HIGH = 24;
  const BASKET = { wide: 4, high: 1.8, y: 21.6, speed: 20 };
  const FACES = ["🍎", "🍐", "🍓", "🍒", "🍌"];
  const STINGS = ["🌵", "🐝"]; // the second one if the first is to be caught
  const PACE = { slow: 5.5, medium: 7.5, fast: 10 };
  const FASTER = 0.7; // how much faster things fall at the end: 1.7 times
  const EVERY_S = { slow: 1.15, medium: 0.85, fast: 0.6 };
  const STING_SHARE = 0.22;
  const SEEN_S = 0.5; // how long "+1" is seen

  homespun.games.catch = (stage, section) => {
    const faces = section.faces?.length ? section.faces : FACES;
    const sting = STINGS.find((sign) => !faces.includes(sign));
    const canvas = homespun.gameCanvas(stage, { width: WIDE, height: HIGH, draw: drawAll });
    let basket, things, due, left, told, lives, notes;

    function start() {
      [basket, things, notes] = [WIDE / 2, [], []];
      [due, left, lives] = [0.3, section.seconds, section.lives];
      stage.fact("lives", lives);
      tellTime();
    }

    function tellTime() {
      told = Math.ceil(left);
      stage.fact("time", say("game_seconds", { seconds: told }));
    }

    const moveBasket = (x) => (basket = Math.max(BASKET.wide / 2, Math.min(WIDE - BASKET.wide / 2, x)));

    function step(seconds) {
      moveBasket(basket + (Number(stage.isHeld("ArrowRight")) - Number(stage.isHeld("ArrowLeft"))) * BASKET.speed * seconds);
      left = Math.max(0, left - seconds);
      if (Math.ceil(left) !== told) tellTime();
      if (left === 0) return stage.end({ won: stage.score() > 0, words: say("game_catch_done", { count: stage.score() }) });
      drop(seconds);
      fall(seconds);
    }

    const hurry = () => 1 + FASTER * (1 - left / section.seconds);

    function drop(seconds) {
      due -= seconds;
      if (due > 0) return;
      due = EVERY_S[section.speed] / hurry();
      const isSting = homespun.random() < STING_SHARE;
      things.push({ x: 1.2 + homespun.random() * (WIDE - 2.4), y: -1, isSting, face: isSting ? sting : homespun.pick(faces) });
    }

    function fall(seconds) {
      for (const thing of things) thing.y += PACE[section.speed] * hurry() * seconds;
      const isIn = ({ x, y }) => Math.abs(x - basket) < BASKET.wide / 2 && y > BASKET.y - 0.3 && y < BASKET.y + 1.2;
      const caught = things.filter(isIn);
      things = things.filter((thing) => !isIn(thing) && thing.y < HIGH + 1);
      for (const thing of caught) take(thing);
      notes = notes.map((note) => ({ ...note, left: note.left - seconds })).filter((note) => note.left > 0);
    }

    function take({ x, isSting }) {
      if (!stage.playing()) return;
      notes.push({ x, words: isSting ? "✕" : "+1", isSting, left: SEEN_S });
      if (!isSting) {
        stage.addScore(1);
        return stage.sound("good");
      }
      lives -= 1;
      stage.fact("lives", lives);
      if (lives === 0) return stage.end({ words: say("game_catch_done", { count: stage.score() }) });
      stage.sound("bad");
      stage.announce(say("game_lives_left", { lives }));
    }

    // --- what is seen

    function drawAll(pen) {
      for (const { x, y, face } of things) canvas.face(face, x, y, 1.9);
      const { wide, high, y } = BASKET;
      pen.fillStyle = canvas.colour("game");
      pen.beginPath();
      pen.moveTo(basket - wide / 2, y);
      pen.lineTo(basket + wide / 2, y);
      pen.lineTo(basket + wide / 2 - 0.7, y + high);
      pen.lineTo(basket - wide / 2 + 0.7, y + high);
      pen.closePath();
      pen.fill();
      canvas.box(basket - wide / 2 - 0.2, y - 0.25, wide + 0.4, 0.55, 0.27, canvas.colour("text"));
      pen.font = "700 1.3px system-ui, sans-serif";
      pen.textAlign = "center";
      for (const note of notes) {
        pen.fillStyle = canvas.colour(note.isSting ? "danger" : "good");
        pen.fillText(note.words, note.x, y - 2 + note.left * 2);
      }
    }

    return {
      help: say("game_catch_help", { sting }),
      live: true,
      start,
      step,
      draw: canvas.redraw,
      holds: () => ["ArrowLeft", "ArrowRight"],
      pad: ["ArrowLeft", "ArrowRight"],
      point: (x) => moveBasket(x * WIDE),
      describe: () => say("game_catch_sees", { count: things.length, lives }),
    };
  };
})();
