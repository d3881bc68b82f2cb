// Breakout: bounce the ball off your paddle until every brick is gone.
// Needs: game/stage, game/canvas, chance.
"use strict";

(function () {
  const { say } = homespun;
  const WIDE = 24;
  const HIGH = 24;
  const TOP = 2; // free space above the bricks
  const BRICK = 1.1; // how high one is
  const PADDLE = { wide: 4.4, high: 0.7, y: 22.4, speed: 22 };
  const BALL = 0.38; // its radius
  const PACE = { slow: 10.5, medium: 14, fast: 18 }; // in units a second
  const FASTER = 1.12; // each level makes the ball faster
  const STEEPEST = 1.05; // the flattest way up from the paddle, as an angle from straight up

  homespun.games.breakout = (stage, section) => {
    const canvas = homespun.gameCanvas(stage, { width: WIDE, height: HIGH, draw: drawAll });
    const across = WIDE / section.size;
    let bricks, paddle, ball, level, lives;

    function start() {
      [level, lives, paddle] = [1, section.lives, WIDE / 2];
      build();
      tellFigures();
    }

    // Later levels have more rows, and their upper rows need two hits.
    function build() {
      bricks = [];
      const rows = Math.min(8, 3 + level);
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < section.size; column++)
          bricks.push({ x: column * across, y: TOP + row * BRICK, row, hits: row < level - 1 && row < 3 ? 2 : 1, worth: (rows - row) * 10 });
      ball = null;
    }

    function tellFigures() {
      stage.fact("lives", lives);
      if (section.levels > 1) stage.fact("level", `${level} / ${section.levels}`);
    }

    function launch() {
      if (ball) return;
      const slope = (homespun.random() - 0.5) * 0.8;
      ball = { x: paddle, y: PADDLE.y - BALL, across: Math.sin(slope), along: -Math.cos(slope) };
      stage.sound("tick");
    }

    const movePaddle = (x) => (paddle = Math.max(PADDLE.wide / 2, Math.min(WIDE - PADDLE.wide / 2, x)));

    function step(seconds) {
      movePaddle(paddle + (Number(stage.isHeld("ArrowRight")) - Number(stage.isHeld("ArrowLeft"))) * PADDLE.speed * seconds);
      if (!ball) return;
      const pace = PACE[section.speed] * FASTER ** (level - 1);
      const parts = Math.ceil((pace * seconds) / (BALL * 0.8));
      for (let part = 0; part < parts && ball && stage.playing(); part++) fly((pace * seconds) / parts);
    }

    function fly(way) {
      ball.x += ball.across * way;
      ball.y += ball.along * way;
      if ((ball.x < BALL && ball.across < 0) || (ball.x > WIDE - BALL && ball.across > 0)) ball.across *= -1;
      if (ball.y < BALL && ball.along < 0) ball.along *= -1;
      if (ball.y > PADDLE.y - BALL && ball.along > 0) meetPaddle();
      if (ball.y > HIGH + 1) return lose();
      const brick = bricks.find(touches);
      if (brick) hit(brick);
    }

    function meetPaddle() {
      const off = ball.x - paddle;
      if (ball.y > PADDLE.y + PADDLE.high || Math.abs(off) > PADDLE.wide / 2 + BALL) return;
      const slope = Math.max(-1, Math.min(1, off / (PADDLE.wide / 2))) * STEEPEST;
      ball.across = Math.sin(slope);
      ball.along = -Math.cos(slope);
      stage.sound("tick");
    }

    const nearest = (value, low, high) => Math.max(low, Math.min(high, value));
    const touches = (brick) =>
      Math.hypot(ball.x - nearest(ball.x, brick.x, brick.x + across), ball.y - nearest(ball.y, brick.y, brick.y + BRICK)) < BALL;

    // From the side the ball turns sideways, from above or below it turns up or down.
    function hit(brick) {
      const isFromSide = ball.y > brick.y && ball.y < brick.y + BRICK;
      const towards = isFromSide ? Math.sign(brick.x + across / 2 - ball.x) : Math.sign(brick.y + BRICK / 2 - ball.y);
      if (isFromSide) ball.across = -Math.abs(ball.across) * towards;
      else ball.along = -Math.abs(ball.along) * towards;
      brick.hits -= 1;
      if (brick.hits === 0) bricks.splice(bricks.indexOf(brick), 1);
      stage.addScore(brick.worth);
      stage.sound("good");
      if (!bricks.length) clear();
    }

    function clear() {
      if (level === section.levels) return stage.end({ won: true, words: say("game_scored", { score: stage.score() }) });
      level += 1;
      build();
      tellFigures();
      stage.announce(say("game_next_level", { level }));
    }

    function lose() {
      lives -= 1;
      ball = null;
      tellFigures();
      if (lives === 0) return stage.end({ words: say("game_scored", { score: stage.score() }) });
      stage.sound("bad");
      stage.announce(say("game_lives_left", { lives }));
    }

    // --- what is seen

    function drawAll(pen) {
      for (const brick of bricks) {
        canvas.box(brick.x + 0.08, brick.y + 0.08, across - 0.16, BRICK - 0.16, 0.2, canvas.colour(section.colour ? "game" : `tint-${(brick.row % 8) + 1}`));
        if (brick.hits > 1) canvas.box(brick.x + 0.3, brick.y + 0.42, across - 0.6, 0.26, 0.1, canvas.colour("surface"));
      }
      canvas.box(paddle - PADDLE.wide / 2, PADDLE.y, PADDLE.wide, PADDLE.high, 0.35, canvas.colour("game"));
      canvas.disc(ball?.x ?? paddle, ball?.y ?? PADDLE.y - BALL, BALL, canvas.colour("text"));
      if (ball || !stage.playing()) return;
      pen.font = "600 1px system-ui, sans-serif";
      pen.textAlign = "center";
      pen.fillStyle = canvas.colour("muted");
      pen.fillText(say("game_breakout_launch"), WIDE / 2, HIGH * 0.7, WIDE - 2);
    }

    return {
      help: say("game_breakout_help"),
      live: true,
      start,
      step,
      draw: canvas.redraw,
      keys: { " ": launch, ArrowUp: launch },
      holds: () => ["ArrowLeft", "ArrowRight"],
      pad: ["ArrowLeft", " ", "ArrowRight"],
      tap: " ",
      point: (x) => movePaddle(x * WIDE),
      describe: () => say("game_breakout_sees", { bricks: bricks.length, lives }),
    };
  };
})();
