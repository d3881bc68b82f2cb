// Memory: turn over two cards at a time and find the pairs, alone or with somebody else.
// Needs: game/stage, game/grid, game/face, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const FACES = ["🐶", "🐱", "🦊", "🐻", "🐼", "🐸", "🐵", "🦁", "🐮", "🐷", "🐰", "🐨", "🐔", "🐧", "🦉", "🐢", "🐙", "🦋"];
  const LOOK_MS = 1000; // how long two different cards stay open

  // As near to a square as so many cards allow; nothing wider than a phone can show.
  function columnsFor(cards) {
    const fitting = [6, 5, 4, 3, 2].filter((columns) => cards % columns === 0);
    return fitting.sort((one, other) => Math.abs(cards / one - one) - Math.abs(cards / other - other))[0];
  }

  homespun.games.memory = (stage, section) => {
    const all = section.words?.length > 1 ? section.words : FACES;
    const pairs = Math.min(section.pairs, all.length);
    const columns = columnsFor(pairs * 2);
    let players = section.players;
    let cards, open, moves, turn, found, hide;

    const grid = homespun.gameGrid(stage, {
      rows: (pairs * 2) / columns,
      columns,
      words: say("game_memory_board"),
      name,
      show,
      press: (row, column) => turnOver(row * columns + column),
    });
    grid.element.classList.add("memory");
    stage.choices("players", [[1, "1"], [2, "2"]], players, (chosen) => (players = chosen));

    function start() {
      const faces = homespun.shuffle(all).slice(0, pairs);
      cards = homespun.shuffle([...faces, ...faces]).map((face) => ({ face, isOpen: false, isFound: false }));
      [open, moves, turn, found, hide] = [[], 0, 0, [0, 0], null];
      grid.paint();
      tellFigures();
    }

    function name(row, column) {
      const number = row * columns + column + 1;
      const card = cards[number - 1];
      const key = card.isFound ? "game_memory_found" : card.isOpen ? "game_memory_open" : "game_memory_closed";
      return say(key, { number, face: homespun.isolate(card.face) });
    }

    function show(button, row, column) {
      const card = cards[row * columns + column];
      const isUp = card.isOpen || card.isFound;
      button.classList.toggle("is-open", isUp);
      button.classList.toggle("is-found", card.isFound);
      const isLong = [...card.face].length > 3;
      button.replaceChildren(isUp ? homespun.makeFace(card.face, isLong ? "memory-word" : "memory-face") : make("span", { class: "memory-back" }));
    }

    function turnOver(at) {
      if (!stage.playing()) return;
      if (open.length === 2) closeBoth();
      const card = cards[at];
      if (card.isOpen || card.isFound) return;
      card.isOpen = true;
      open.push(card);
      stage.sound("tick");
      stage.announce(card.face);
      if (open.length === 2) compare();
      grid.paint();
    }

    function compare() {
      moves += 1;
      const [one, other] = open;
      if (one.face === other.face) {
        open.forEach((card) => Object.assign(card, { isOpen: false, isFound: true }));
        open = [];
        found[turn] += 1;
        stage.sound("good");
        stage.tell(say("game_memory_pair", { face: homespun.isolate(one.face) }));
      } else {
        hide = stage.later(LOOK_MS, closeBoth);
        stage.tell("");
      }
      tellFigures();
      if (cards.every((card) => card.isFound)) finish();
    }

    function closeBoth() {
      hide?.();
      hide = null;
      open.forEach((card) => (card.isOpen = false));
      open = [];
      if (players === 2) {
        turn = 1 - turn;
        stage.tell(say("game_turn", { player: playerName(turn) }));
      }
      grid.paint();
    }

    const playerName = (at) => say(at === 0 ? "game_first" : "game_second");

    function tellFigures() {
      stage.setScore(moves);
      stage.fact("first", players === 2 ? found[0] : null);
      stage.fact("second", players === 2 ? found[1] : null);
    }

    function finish() {
      if (players === 1) return stage.end({ won: true, words: say("game_memory_done", { moves }), score: moves });
      const best = Math.max(...found);
      const words = found[0] === found[1] ? say("game_draw") : say("game_memory_wins", { player: playerName(found.indexOf(best)), pairs: best });
      stage.end({ won: true, words, score: null });
    }

    return { help: say("game_memory_help"), best: "least", scoreName: "moves", start };
  };
})();
