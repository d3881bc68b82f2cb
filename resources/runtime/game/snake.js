// Snake: eat, grow, do not bite yourself, and mind the walls if there are any.
// Needs: game/stage, game/canvas, chance.
"use strict";

(function () {
  const { say } = homespun;
  const STEPS_A_SECOND = { slow: 5, medium: 8, fast: 12 };
  const FASTEST = 1.6; // times the speed at the beginning
  const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const FOOD = ["🍎", "🍓", "🍌", "🍇", "🥕"];

  homespun.games.snake = (stage, section) => {
    const size = section.size;
    const foods = section.faces?.length ? section.faces : FOOD;
    const canvas = homespun.gameCanvas(stage, { width: size, height: size, draw: drawAll });
    let snake, way, wishes, food, face, due;

    function start() {
      const middle = Math.floor(size / 2);
      snake = [2, 1, 0].map((back) => ({ x: 1 + back, y: middle }));
      way = WAYS.ArrowRight;
      wishes = [];
      due = 0;
      placeFood();
    }

    const isSnake = (x, y) => snake.some((part) => part.x === x && part.y === y);

    function placeFood() {
      const free = [];
      for (let x = 0; x < size; x++) for (let y = 0; y < size; y++) if (!isSnake(x, y)) free.push({ x, y });
      food = free.length ? homespun.pick(free) : null;
      face = homespun.pick(foods);
    }

    // Two quick turns are both taken, one a step; turning back into itself is not a turn.
    function turn(key) {
      const last = wishes.at(-1) ?? way;
      const next = WAYS[key];
      if (wishes.length < 2 && next[0] !== -last[0] && next !== last) wishes.push(next);
    }

    function step(seconds) {
      const eaten = snake.length - 3;
      const pace = STEPS_A_SECOND[section.speed] * Math.min(FASTEST, 1 + eaten / 60);
      due += seconds * pace;
      while (due >= 1 && stage.playing()) {
        due -= 1;
        creep();
      }
    }

    function creep() {
      way = wishes.shift() ?? way;
      const head = { x: snake[0].x + way[0], y: snake[0].y + way[1] };
      if (section.noWalls) {
        head.x = (head.x + size) % size;
        head.y = (head.y + size) % size;
      }
      const isOut = head.x < 0 || head.y < 0 || head.x >= size || head.y >= size;
      const eats = food && head.x === food.x && head.y === food.y;
      if (!eats) snake.pop();
      if (isOut || isSnake(head.x, head.y)) return over(false);
      snake.unshift(head);
      if (eats) eat();
    }

    function eat() {
      stage.addScore(1);
      stage.sound("good");
      placeFood();
      if (!food) over(true);
    }

    const over = (won) => stage.end({ won, words: won ? say("game_snake_full") : say("game_snake_over", { length: snake.length + (won ? 0 : 1) }) });

    function drawAll(pen) {
      pen.fillStyle = canvas.colour("line");
      pen.globalAlpha = 0.4;
      for (let x = 0; x < size; x++) for (let y = x % 2; y < size; y += 2) pen.fillRect(x, y, 1, 1);
      pen.globalAlpha = 1;
      if (food) canvas.face(face, food.x + 0.5, food.y + 0.5, 0.85);
      snake.forEach((part, at) => {
        const inset = at === 0 ? 0.02 : 0.08;
        canvas.box(part.x + inset, part.y + inset, 1 - 2 * inset, 1 - 2 * inset, 0.32, canvas.colour("game"));
      });
      drawEyes();
    }

    function drawEyes() {
      const { x, y } = snake[0];
      for (const side of [-1, 1]) {
        const across = 0.5 + way[0] * 0.16 + side * way[1] * 0.2;
        const along = 0.5 + way[1] * 0.16 + side * way[0] * 0.2;
        canvas.disc(x + across, y + along, 0.1, canvas.colour("on-game"));
      }
    }

    return {
      help: say("game_snake_help"),
      live: true,
      start,
      step,
      draw: canvas.redraw,
      keys: Object.fromEntries(Object.keys(WAYS).map((key) => [key, () => turn(key)])),
      swipe: true,
      pad: ["ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"],
      describe: () =>
        food
          ? say("game_snake_sees", { length: snake.length, column: snake[0].x + 1, row: snake[0].y + 1, food_column: food.x + 1, food_row: food.y + 1 })
          : say("game_snake_full"),
    };
  };
})();
