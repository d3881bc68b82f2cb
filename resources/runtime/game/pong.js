// Pong: keep the ball in play with your paddle, against the computer or somebody beside you.
// Needs: game/stage, game/canvas, chance.
"use strict";

(function () {
  const { say } = homespun;
  const WIDE = 30;
  const HIGH = 20;
  const PADDLE = { wide: 0.7, high: 4, edge: 1, speed: 19 };
  const BALL = 0.45; // its radius
  const PACE = { slow: 12, medium: 16, fast: 21 }; // of the ball, in units a second
  const COMPUTER = { slow: 7, medium: 9.5, fast: 12.5 }; // how fast the computer's paddle moves
  const FASTER = 1.05; // each hit makes the ball faster …
  const FASTEST = 1.9; // … up to this many times its first pace
  const SERVE_S = 0.9;

  homespun.games.pong = (stage, section) => {
    const canvas = homespun.gameCanvas(stage, { width: WIDE, height: HIGH, draw: drawAll });
    let players = section.players;
    let paddles, ball, goals, rally, longest, wait, aim;

    stage.choices("against", [[1, say("game_against_computer")], [2, say("game_against_friend")]], players, (chosen) => (players = chosen));

    function start() {
      paddles = [HIGH / 2, HIGH / 2]; // where their middles are
      [goals, longest, aim] = [[0, 0], 0, 0];
      serve(homespun.random() < 0.5 ? -1 : 1);
      tellFigures();
    }

    function serve(way) {
      const slope = (homespun.random() - 0.5) * 0.8;
      ball = { x: WIDE / 2, y: HIGH / 2, across: way * Math.cos(slope), along: Math.sin(slope), pace: PACE[section.speed] };
      [rally, wait] = [0, SERVE_S];
      stage.setScore(0);
    }

    function tellFigures() {
      stage.fact(players === 1 ? "you" : "first", goals[0]);
      stage.fact(players === 1 ? "computer" : "second", goals[1]);
      for (const name of players === 1 ? ["first", "second"] : ["you", "computer"]) stage.fact(name, null);
    }

    // --- time

    function step(seconds) {
      movePaddles(seconds);
      wait -= seconds;
      if (wait > 0) return;
      const parts = Math.ceil((ball.pace * seconds) / BALL); // in small steps, or it jumps through a paddle
      for (let part = 0; part < parts && wait <= 0 && stage.playing(); part++) fly(seconds / parts);
    }

    function movePaddles(seconds) {
      const [up, down] = players === 2 ? ["w", "s"] : ["ArrowUp", "ArrowDown"];
      push(0, (Number(stage.isHeld(down)) - Number(stage.isHeld(up))) * PADDLE.speed * seconds);
      if (players === 2) push(1, (Number(stage.isHeld("ArrowDown")) - Number(stage.isHeld("ArrowUp"))) * PADDLE.speed * seconds);
      else think(seconds);
    }

    // The computer follows the ball only while it comes, aims a little beside it, and is not too quick.
    function think(seconds) {
      const wish = ball.across > 0 ? ball.y + aim : HIGH / 2;
      const most = COMPUTER[section.speed] * seconds;
      push(1, Math.max(-most, Math.min(most, wish - paddles[1])));
    }

    const push = (side, way) => place(side, paddles[side] + way);
    const place = (side, y) => (paddles[side] = Math.max(PADDLE.high / 2, Math.min(HIGH - PADDLE.high / 2, y)));

    function fly(seconds) {
      ball.x += ball.across * ball.pace * seconds;
      ball.y += ball.along * ball.pace * seconds;
      if ((ball.y < BALL && ball.along < 0) || (ball.y > HIGH - BALL && ball.along > 0)) ball.along *= -1;
      const side = ball.across < 0 ? 0 : 1;
      const depth = side === 0 ? ball.x : WIDE - ball.x;
      const isAtPaddle = depth < PADDLE.edge + PADDLE.wide + BALL && depth > PADDLE.edge;
      if (isAtPaddle && Math.abs(ball.y - paddles[side]) < PADDLE.high / 2 + BALL) bounce(side);
      else if (depth < -1) goal(1 - side);
    }

    // The farther from the paddle's middle it is hit, the steeper the ball flies.
    function bounce(side) {
      const slope = ((ball.y - paddles[side]) / (PADDLE.high / 2)) * 0.95;
      ball.across = Math.cos(slope) * (side === 0 ? 1 : -1);
      ball.along = Math.sin(slope);
      ball.pace = Math.min(ball.pace * FASTER, PACE[section.speed] * FASTEST);
      aim = (homespun.random() - 0.5) * PADDLE.high * 0.9;
      rally += 1;
      longest = Math.max(longest, rally);
      stage.setScore(rally);
      stage.sound("tick");
    }

    function goal(winner) {
      goals[winner] += 1;
      tellFigures();
      stage.sound(winner === 0 ? "good" : "bad");
      stage.announce(say("game_stands", { first: goals[0], second: goals[1] }));
      if (goals[winner] >= section.goal) return over(winner);
      serve(winner === 0 ? 1 : -1);
    }

    function over(winner) {
      const name = say(winner === 0 ? "game_first" : "game_second");
      const words = players === 2 ? say("game_player_wins", { player: name }) : say(winner === 0 ? "game_you_win" : "game_computer_wins");
      stage.end({ won: players === 2 || winner === 0, words: `${words} ${say("game_pong_over", { rally: longest })}`, score: longest });
    }

    // --- what is seen

    function drawAll(pen) {
      pen.fillStyle = canvas.colour("line");
      for (let y = 0.5; y < HIGH; y += 2) pen.fillRect(WIDE / 2 - 0.1, y, 0.2, 1);
      pen.font = "700 3px system-ui, sans-serif";
      pen.textAlign = "center";
      pen.textBaseline = "top";
      pen.fillStyle = canvas.colour("muted");
      goals.forEach((count, side) => pen.fillText(String(count), WIDE / 2 + (side === 0 ? -4 : 4), 1));
      drawPaddle(0, PADDLE.edge, "game");
      drawPaddle(1, WIDE - PADDLE.edge - PADDLE.wide, players === 2 ? "tint-2" : "muted");
      canvas.disc(ball.x, ball.y, BALL, canvas.colour("text"));
    }

    const drawPaddle = (side, x, colour) => canvas.box(x, paddles[side] - PADDLE.high / 2, PADDLE.wide, PADDLE.high, 0.3, canvas.colour(colour));

    return {
      help: say("game_pong_help", { goal: section.goal }),
      live: true,
      scoreName: "rally",
      start,
      step,
      draw: canvas.redraw,
      holds: () => (players === 2 ? ["ArrowUp", "ArrowDown", "w", "s"] : ["ArrowUp", "ArrowDown"]),
      point: (x, y) => place(players === 2 && x > 0.5 ? 1 : 0, y * HIGH),
      describe: () => say("game_stands", { first: goals[0], second: goals[1] }),
    };
  };
})();
