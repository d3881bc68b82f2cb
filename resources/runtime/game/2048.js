// 2048: slide all tiles at once; two alike that meet become one of twice the worth.
// Needs: game/stage, game/face, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const SLIDE_MS = 130;
  const MOST_UNDO = 20;
  const WAYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  homespun.games["2048"] = (stage, section) => {
    const { size, goal } = section;
    let tiles, history, hasWon, points;

    const board = make("div", { class: "sliding", role: "img", style: { "--size": String(size) } });
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) board.append(make("span", { class: "sliding-place", style: { "--row": String(row), "--column": String(column) } }));
    stage.area.append(board);
    stage.area.classList.add("swiped");
    const undoButton = make("button", { type: "button", class: "quiet", onclick: undo }, say("undo"));
    stage.under.append(undoButton);

    function start() {
      clear();
      [tiles, history, hasWon, points] = [[], [], false, 0];
      add();
      add();
      show();
    }

    const clear = () => board.querySelectorAll(".tile-2048").forEach((element) => element.remove());

    const at = (row, column) => tiles.find((tile) => tile.row === row && tile.column === column) ?? null;

    function add() {
      const free = [];
      for (let row = 0; row < size; row++) for (let column = 0; column < size; column++) if (!at(row, column)) free.push([row, column]);
      if (!free.length) return;
      const [row, column] = homespun.pick(free);
      put(row, column, homespun.random() < 0.9 ? 2 : 4, "is-new");
    }

    function put(row, column, worth, looks = "") {
      const element = make("span", { class: `tile-2048 ${looks}` });
      board.append(element);
      tiles.push({ row, column, worth, element });
    }

    // --- moving

    function move([down, across]) {
      if (!stage.playing()) return;
      const before = { tiles: tiles.map(({ row, column, worth }) => ({ row, column, worth })), points };
      const merged = new Set();
      const gone = [];
      for (const tile of inOrder(down, across)) slide(tile, down, across, merged, gone);
      if (!gone.length && tiles.every((tile, index) => tile.row === before.tiles[index].row && tile.column === before.tiles[index].column)) return;
      tiles = tiles.filter((tile) => !gone.includes(tile));
      history = [...history, before].slice(-MOST_UNDO);
      add();
      show();
      for (const tile of gone) tile.element.classList.add("is-gone");
      setTimeout(() => gone.forEach((tile) => tile.element.remove()), SLIDE_MS); // also when this move was the last
      stage.sound(merged.size ? "good" : "tick");
      check();
    }

    // The tiles that are farthest on the way go first.
    const inOrder = (down, across) => [...tiles].sort((one, other) => (other.row - one.row) * down + (other.column - one.column) * across);

    function slide(tile, down, across, merged, gone) {
      const isHere = (row, column) => tiles.find((other) => other !== tile && !gone.includes(other) && other.row === row && other.column === column);
      for (;;) {
        const [row, column] = [tile.row + down, tile.column + across];
        if (row < 0 || column < 0 || row >= size || column >= size) return;
        const other = isHere(row, column);
        if (other && (other.worth !== tile.worth || merged.has(other))) return;
        [tile.row, tile.column] = [row, column];
        if (!other) continue;
        other.worth *= 2;
        points += other.worth;
        merged.add(other);
        gone.push(tile);
        other.element.classList.remove("is-new", "is-merged");
        void other.element.offsetWidth; // so that the browser plays the animation again
        other.element.classList.add("is-merged");
        return;
      }
    }

    function check() {
      const largest = Math.max(...tiles.map((tile) => tile.worth));
      if (!hasWon && largest >= goal) {
        hasWon = true;
        stage.sound("win");
        stage.tell(say("game_2048_won", { goal: named(goal) }));
      } else if (isStuck()) stage.end({ won: hasWon, words: say("game_2048_over", { largest: named(largest) }) });
      else stage.tell("");
    }

    function isStuck() {
      if (tiles.length < size * size) return false;
      return tiles.every(({ row, column, worth }) => at(row, column + 1)?.worth !== worth && at(row + 1, column)?.worth !== worth);
    }

    function undo() {
      const last = history.pop();
      if (!last || !stage.playing()) return;
      clear();
      tiles = [];
      points = last.points;
      for (const { row, column, worth } of last.tiles) put(row, column, worth);
      stage.tell("");
      show();
    }

    // --- what is seen

    // With faces, the first stands for 2, the next for 4, and so on.
    const step = (worth) => Math.round(Math.log2(worth)) - 1;
    const named = (worth) => section.faces?.[step(worth)] ?? String(worth);

    function show() {
      for (const { row, column, worth, element } of tiles) place(element, row, column, worth);
      stage.setScore(points);
      undoButton.disabled = history.length === 0;
      const rows = Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => (at(row, column) ? named(at(row, column).worth) : "–")).join(" "));
      board.setAttribute("aria-label", `${say("game_board")}: ${rows.join("; ")}`);
      stage.announce(rows.join("; "));
    }

    function place(element, row, column, worth) {
      const words = named(worth);
      if (element.textContent !== words) element.textContent = words;
      element.style.setProperty("font-family", section.faces ? homespun.faceFont(words) : "inherit");
      element.dataset.step = Math.min(11, step(worth) + 1);
      element.dataset.long = [...words].length;
      element.style.setProperty("--row", String(row));
      element.style.setProperty("--column", String(column));
    }

    const keys = Object.fromEntries(Object.entries(WAYS).map(([key, way]) => [key, () => move(way)]));
    return { help: say("game_2048_help", { goal: named(goal) }), start, keys: { ...keys, u: undo }, swipe: "once" };
  };
})();
