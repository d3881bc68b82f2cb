// Flappy: each flap lifts the bird a little. Fly through the gaps as far as you can.
// Needs: game/stage, game/canvas, chance.
"use strict";

(function () {
  const { say } = homespun;
  const WIDE = 24;
  const HIGH = 24;
  const GROUND = 1.5;
  const BIRD = { x: 6, radius: 0.95, touches: 0.72 }; // what touches is smaller than what is seen: a near miss is a miss
  const FALL = 42; // units a second, more each second
  const FLAP = -13;
  const PACE = { slow: 6, medium: 7.5, fast: 9.5 };
  const GAP = { slow: 8, medium: 7, fast: 6.2 };
  const BETWEEN = 9.5; // from one wall to the next
  const WALL = 3;
  const STEEPEST = 6.5; // how far the next gap may be above or below: any two can be flown
  const EDGE = 2;

  homespun.games.flappy = (stage, section) => {
    const canvas = homespun.gameCanvas(stage, { width: WIDE, height: HIGH, draw: drawAll });
    const face = section.faces?.[0];
    const gap = GAP[section.speed];
    let bird, walls, hasBegun, flown;

    function start() {
      bird = { y: HIGH * 0.42, speed: 0 };
      [walls, hasBegun, flown] = [[], false, 0];
      addWall(WIDE + 4, HIGH * 0.42);
    }

    // `near` is the middle of the gap before.
    function addWall(x, near) {
      const low = Math.max(EDGE + gap / 2, near - STEEPEST);
      const high = Math.min(HIGH - GROUND - EDGE - gap / 2, near + STEEPEST);
      walls.push({ x, middle: low + homespun.random() * (high - low), isPassed: false });
    }

    function flap(again) {
      if (again) return;
      hasBegun = true;
      bird.speed = FLAP;
      stage.sound("tick");
    }

    // Until the first flap the bird hovers, so that nobody is surprised.
    function step(seconds) {
      flown += seconds;
      if (!hasBegun) return;
      bird.speed += FALL * seconds;
      bird.y += bird.speed * seconds;
      for (const wall of walls) wall.x -= PACE[section.speed] * seconds;
      if (walls.at(-1).x < WIDE - BETWEEN) addWall(walls.at(-1).x + BETWEEN, walls.at(-1).middle);
      walls = walls.filter((wall) => wall.x > -WALL);
      for (const wall of walls) pass(wall);
      if (bird.y < BIRD.touches) [bird.y, bird.speed] = [BIRD.touches, 0];
      if (bird.y > HIGH - GROUND - BIRD.touches || walls.some(touches)) over();
    }

    function pass(wall) {
      if (wall.isPassed || wall.x + WALL > BIRD.x) return;
      wall.isPassed = true;
      stage.addScore(1);
      stage.sound("good");
    }

    function touches({ x, middle }) {
      const across = Math.max(x - BIRD.x, 0, BIRD.x - (x + WALL));
      const fromTop = Math.max(0, bird.y - (middle - gap / 2));
      const fromBottom = Math.max(0, middle + gap / 2 - bird.y);
      return Math.min(Math.hypot(across, fromTop), Math.hypot(across, fromBottom)) < BIRD.touches;
    }

    const over = () => stage.end({ words: say("game_flappy_over", { count: stage.score() }) });

    // --- what is seen

    function drawAll(pen) {
      for (const { x, middle } of walls) {
        drawWall(x, -1, middle - gap / 2 + 1);
        drawWall(x, middle + gap / 2, HIGH - GROUND - middle - gap / 2);
      }
      pen.fillStyle = canvas.colour("line");
      pen.fillRect(0, HIGH - GROUND, WIDE, GROUND);
      drawBird(pen);
      if (hasBegun || !stage.playing()) return;
      pen.font = "600 1px system-ui, sans-serif";
      pen.textAlign = "center";
      pen.fillStyle = canvas.colour("muted");
      pen.fillText(say("game_flappy_begin"), WIDE / 2, HIGH * 0.7, WIDE - 2);
    }

    function drawWall(x, y, high) {
      canvas.box(x, y, WALL, high, 0.4, canvas.colour("tint-3"));
      const isUpper = y < 0;
      canvas.box(x - 0.25, isUpper ? y + high - 1 : y, WALL + 0.5, 1, 0.3, canvas.colour("tint-3"));
    }

    function drawBird(pen) {
      const bob = hasBegun || stage.calm() ? 0 : Math.sin(flown * 4) * 0.3;
      pen.save();
      pen.translate(BIRD.x, bird.y + bob);
      if (!stage.calm()) pen.rotate(Math.max(-0.4, Math.min(0.9, bird.speed / 22)));
      if (face) canvas.face(face, 0, 0, BIRD.radius * 2);
      else drawOwnBird(pen);
      pen.restore();
    }

    function drawOwnBird(pen) {
      canvas.disc(0, 0, BIRD.radius, canvas.colour("game"));
      canvas.disc(0.35, -0.3, 0.3, canvas.colour("surface"));
      canvas.disc(0.44, -0.28, 0.14, canvas.colour("text"));
      pen.fillStyle = canvas.colour("star");
      pen.beginPath();
      pen.moveTo(0.75, -0.1);
      pen.lineTo(1.45, 0.15);
      pen.lineTo(0.75, 0.4);
      pen.fill();
      const lift = bird.speed < 0 ? -0.35 : 0.15;
      pen.fillStyle = canvas.colour("on-game");
      pen.globalAlpha = 0.45;
      pen.beginPath();
      pen.ellipse(-0.4, 0.15 + lift * 0.4, 0.5, 0.3, lift, 0, 2 * Math.PI);
      pen.fill();
      pen.globalAlpha = 1;
    }

    function describe() {
      const next = walls.find((wall) => !wall.isPassed) ?? walls[0];
      return say("game_flappy_sees", { height: Math.round(HIGH - bird.y), gap: Math.round(HIGH - next.middle) });
    }

    return {
      help: say("game_flappy_help"),
      live: true,
      start,
      step,
      draw: canvas.redraw,
      keys: { " ": flap, ArrowUp: flap },
      point: (x, y, isDown) => isDown && flap(false),
      describe,
    };
  };
})();
