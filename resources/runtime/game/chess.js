// Chess: two at one board, or one against the computer. Choose a piece, then where it goes.
// Needs: game/match, game/grid, game/chess-rules, game/chess-player.
"use strict";

(function () {
  const { make, draw, say, chess } = homespun;
  const FOOT = "M11 41h23v-3l-4-4H15l-4 4z";
  const DRAWINGS = {
    K: `M21 4h3v4h4v3h-4v4c6 0 11 3 11 8 0 4-3 7-5 11H15c-2-4-5-7-5-11 0-5 5-8 11-8v-4h-4V8h4z${FOOT}`,
    Q: `M8 12l6 22h17l6-22-8 9-3-13-3.5 12L19 8l-3 13z${FOOT}`,
    R: `M11 7h5v4h4V7h5v4h4V7h5v9l-4 3v15H15V19l-4-3z${FOOT}`,
    B: `M22.5 5a3 3 0 0 1 2 5.2c5 4 7.5 8 7.5 12.5 0 4-2 8-4 11.3H17c-2-3-4-7-4-11.3 0-4.5 2.5-8.5 7.5-12.5a3 3 0 0 1 2-5.2z${FOOT}`,
    N: `M15 34c0-7 7-9 8-14-3 1-5 3-7 5-2 1-5 0-6-3 2-3 3-6 5-9 1-2 2-3 4-4l1-4 4 3c7 1 11 8 11 15 0 5-3 7-3 11z${FOOT}`,
    P: `M22.5 9a5.5 5.5 0 0 1 3.5 9.7c1 6 4 9 4.5 15.3h-16c.5-6 3.5-9 4.5-15.3A5.5 5.5 0 0 1 22.5 9z${FOOT}`,
  };

  const drawPiece = (piece) => draw("svg", { viewBox: "0 0 45 45", class: `piece piece-${chess.isWhite(piece) ? "white" : "black"}`, "aria-hidden": "true" }, draw("path", { d: DRAWINGS[piece.toUpperCase()] }));
  const colourOf = (white) => say(white ? "game_chess_white" : "game_chess_black");
  const nameOf = (piece) => say(`game_chess_${chess.isWhite(piece) ? "white" : "black"}_${piece.toLowerCase()}`);

  homespun.games.chess = (stage, section) => {
    let positions; // from the beginning to now
    let made; // the moves that led there
    let written; // and how they are written
    let chosen; // the square whose piece is to move; -1 for none
    let isTurned; // black below

    const names = [0, 1].map((player) => colourOf(player === 0));
    const promoting = make("div", { class: "chess-promoting", role: "group", "aria-label": say("game_chess_promote"), hidden: true });
    const grid = homespun.gameGrid(stage, { rows: 8, columns: 8, words: say("game_board"), name, show, press: (row, column) => press(squareAt(row, column)) });
    grid.element.classList.add("chess");
    const list = make("ol", { class: "chess-moves", "aria-label": say("game_chess_moves") });
    const undoButton = make("button", { type: "button", class: "quiet", onclick: undo }, say("undo"));
    stage.area.append(promoting);
    const match = homespun.gameMatch(stage, section, names, () => move(homespun.chessMove(now(), match.level())));

    stage.under.prepend(undoButton, list);

    const now = () => positions.at(-1);
    const squareAt = (row, column) => (isTurned ? 63 - (row * 8 + column) : row * 8 + column);

    // Who begins has white; against the computer the person's own pieces are below.
    function start() {
      [positions, made, written, chosen] = [[chess.begin()], [], [], -1];
      stage.fact("ending", null);
      match.begin();
      isTurned = match.isComputers();
      [names[match.turn()], names[1 - match.turn()]] = [colourOf(true), colourOf(false)];
      if (!match.isAlone()) stage.tell(say("game_turn", { player: homespun.isolate(names[match.turn()]) }));
      showAll();
    }

    // --- moves

    const targets = () => (chosen < 0 ? [] : chess.moves(now()).filter((one) => one.from === chosen));

    function press(square) {
      if (!match.mayMove()) return;
      promoting.hidden = true;
      const ways = targets().filter((one) => one.to === square);
      if (ways.length > 1) return askWhat(ways);
      if (ways.length) return move(ways[0]);
      const piece = now().squares[square];
      const isOwn = piece !== "" && chess.isWhite(piece) === now().white;
      chosen = isOwn && square !== chosen ? square : -1;
      if (isOwn && chosen >= 0) stage.announce(targets().length ? say("game_chess_can_go", { squares: targets().map(({ to }) => chess.squareName(to)).join(", ") }) : say("game_chess_cannot"));
      showAll();
    }

    function askWhat(ways) {
      const buttons = ways.map((way) => {
        const piece = now().white ? way.becomes : way.becomes.toLowerCase();
        return make("button", { type: "button", "aria-label": nameOf(piece), onclick: () => (promoting.hidden = true) && move(way) }, drawPiece(piece));
      });
      promoting.replaceChildren(...buttons);
      promoting.hidden = false;
      buttons[0].focus();
    }

    function move(one) {
      const isComputers = match.isComputers();
      const words = chess.inWriting(now(), one);
      positions.push(chess.play(now(), one));
      made.push(one);
      written.push(words);
      chosen = -1;
      stage.sound("tick");
      if (isComputers) stage.announce(say("game_chess_played", { move: words }));
      else focusOn(one.to);
      const ending = chess.outcome(positions);
      if (ending) stage.fact("ending", say(`game_chess_${ending}`));
      if (ending) match.finish(ending === "mate");
      else goOn();
      showAll();
    }

    function goOn() {
      match.pass();
      if (chess.isChecked(now(), now().white)) stage.tell(say(match.isComputers() ? "game_chess_check" : "game_chess_in_check", { player: colourOf(now().white) }));
    }

    function focusOn(square) {
      const place = isTurned ? 63 - square : square;
      grid.moveTo(place >> 3, place & 7, grid.element.contains(document.activeElement) || promoting.contains(document.activeElement));
    }

    // Against the computer its answer is taken back, too.
    function undo() {
      const count = match.isAlone() ? 2 : 1;
      if (!match.mayMove() || made.length < count) return;
      for (const kept of [positions, made, written]) kept.splice(kept.length - count);
      chosen = -1;
      promoting.hidden = true;
      if (count === 1) match.pass();
      else stage.tell(say("game_your_turn"));
      showAll();
    }

    // --- what is seen

    function showAll() {
      grid.paint();
      undoButton.disabled = made.length < (match.isAlone() ? 2 : 1) || !stage.playing();
      const pairs = Array.from({ length: Math.ceil(written.length / 2) }, (_, at) => written.slice(at * 2, at * 2 + 2));
      list.replaceChildren(...pairs.map((pair) => make("li", {}, pair.map((words) => make("span", {}, words)))));
      list.scrollTop = list.scrollHeight;
    }

    function name(row, column) {
      const square = squareAt(row, column);
      const piece = now().squares[square];
      const what = piece ? nameOf(piece) : say("game_empty");
      const key = square === chosen ? "game_chess_chosen" : targets().some((one) => one.to === square) ? "game_chess_target" : "game_chess_square";
      return say(key, { square: chess.squareName(square), what });
    }

    function show(button, row, column) {
      const square = squareAt(row, column);
      const piece = now().squares[square];
      const last = made.at(-1);
      const isKing = piece === (now().white ? "K" : "k");
      const looks = {
        "is-dark": (row + column) % 2 === 1,
        "is-chosen": square === chosen,
        "is-target": targets().some((one) => one.to === square),
        "is-last": last !== undefined && (square === last.from || square === last.to),
        "is-checked": isKing && chess.isChecked(now(), now().white),
      };
      for (const [key, isSo] of Object.entries(looks)) button.classList.toggle(key, isSo);
      const coordinates = `${column === 0 ? 8 - (square >> 3) : ""} ${row === 7 ? chess.squareName(square)[0] : ""}`;
      if (button.dataset.looks === piece + coordinates) return;
      button.dataset.looks = piece + coordinates;
      const [rank, file] = coordinates.split(" ");
      button.replaceChildren(piece ? drawPiece(piece) : "", rank ? make("small", { class: "chess-rank" }, rank) : "", file ? make("small", { class: "chess-file" }, file) : "");
    }

    const keys = { u: undo, Escape: () => chosen >= 0 && press(chosen) };
    return { help: say("game_chess_help"), scoreName: "streak", start, keys };
  };
})();
