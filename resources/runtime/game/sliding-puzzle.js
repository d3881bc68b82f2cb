// Sliding puzzle: one place is free, and every tile beside it can slide there, until all are in order.
// Needs: game/stage, chance.
"use strict";

(function () {
  const { make, say } = homespun;

  // The free place is where the last tile would be; a tile slides towards it.
  const WAYS = { ArrowLeft: [0, 1], ArrowRight: [0, -1], ArrowUp: [1, 0], ArrowDown: [-1, 0] };

  homespun.games["sliding puzzle"] = (stage, section) => {
    const { size } = section;
    const last = size * size - 1;
    const isPictured = (section.faces?.length ?? 0) >= last;
    const face = (tile) => (isPictured ? section.faces[tile] : String(tile + 1));
    let places; // which tile is at each place; `last` is the free one

    const board = make("div", { class: "fifteen", role: "group", "aria-label": say("game_board"), style: { "--size": String(size) } });
    const tiles = Array.from({ length: last }, (_, tile) =>
      make("button", { type: "button", class: "fifteen-tile", tabindex: "-1", onclick: () => slideTo(places.indexOf(tile)) }, make("span", { dir: "auto" }, face(tile))),
    );
    board.append(...tiles);
    stage.area.append(board);

    const rowOf = (place) => Math.floor(place / size);
    const columnOf = (place) => place % size;

    function start() {
      do places = mixed();
      while (isDone());
      show();
    }

    // Only every second order can be slid into place. If it is one of the others, two tiles change places.
    function mixed() {
      const order = homespun.shuffle(Array.from({ length: last }, (_, tile) => tile));
      let turns = 0;
      for (let one = 0; one < last; one++) for (let other = one + 1; other < last; other++) if (order[one] > order[other]) turns += 1;
      if (turns % 2) [order[0], order[1]] = [order[1], order[0]];
      return [...order, last];
    }

    const isDone = () => places.every((tile, place) => tile === place);

    // Slides the tile at a place, and all between it and the free place.
    function slideTo(place) {
      const free = places.indexOf(last);
      const isInLine = rowOf(place) === rowOf(free) || columnOf(place) === columnOf(free);
      if (!stage.playing() || !isInLine || place === free) return;
      const step = rowOf(place) === rowOf(free) ? Math.sign(place - free) : Math.sign(place - free) * size;
      let moves = 0;
      for (let at = free; at !== place; at += step) {
        [places[at], places[at + step]] = [places[at + step], places[at]];
        moves += 1;
      }
      const moved = places[free];
      stage.addScore(moves);
      stage.sound("tick");
      show();
      if (isDone()) stage.end({ won: true, words: say("game_sliding_done", { moves: stage.score() }) });
      else stage.announce(say("game_sliding_moved", { tile: homespun.isolate(face(moved)), row: rowOf(free) + 1, column: columnOf(free) + 1 }));
    }

    function pushed([down, across]) {
      const free = places.indexOf(last);
      const [row, column] = [rowOf(free) + down, columnOf(free) + across];
      if (row >= 0 && column >= 0 && row < size && column < size) slideTo(row * size + column);
    }

    function show() {
      tiles.forEach((button, tile) => {
        const place = places.indexOf(tile);
        button.style.setProperty("--row", String(rowOf(place)));
        button.style.setProperty("--column", String(columnOf(place)));
        button.classList.toggle("is-home", place === tile);
        button.setAttribute("aria-label", say("game_square", { row: rowOf(place) + 1, column: columnOf(place) + 1, what: homespun.isolate(face(tile)) }));
      });
    }

    const keys = Object.fromEntries(Object.entries(WAYS).map(([key, way]) => [key, () => pushed(way)]));
    return { help: say("game_sliding_help"), best: "least", scoreName: "moves", start, keys };
  };
})();
