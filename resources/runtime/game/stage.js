// The stage that every game is played on: score, best score, start, pause, again, sound and the end.
//
// A game is one function, homespun.games["snake"] = (stage, section) => game. It draws into `stage.area`
// (with homespun.gameCanvas or homespun.gameGrid) and gives back an object; all but `help` and `start` may
// be left out:
//
//   help      how it is played, in words that are shown and read aloud
//   live      true: time runs, so there are Start and Pause and a cover over the area while it waits;
//             otherwise it is there at once, and there is New game
//   best      "most" (as a rule), "least" or "none": which score is the best one, kept over a reload
//   scoreName what the score is called, if not "score": "moves" is say("game_moves")
//   asScore   (score) => words for it, if it is not just a number
//   start()   sets up a new game; called when the page opens (to have something to show) and for each game
//   step(s)   time goes on by s seconds (at most 0.05); called for each frame while the game is played
//   draw()    shows the game as it is; called after each step, and when size or colours change
//   keys      { ArrowLeft: (again) => …, " ": …, f: … }: keys while it is played; W A S D count as arrows
//   holds     () => keys that are only asked for with stage.isHeld(key)
//   swipe     true: swiping in the area is pressing arrow keys ("once": one a swipe); `tap`: the key a tap presses
//   pad       keys that also get a button on the screen, for fingers: ["ArrowLeft", "ArrowRight", " "];
//             `padWords`: { " ": words } names them, if not by Left, Right, Up, Down, Go
//   point     (x, y, isDown) => …: mouse or finger in the area, both from 0 to 1
//   describe  () => words for what is to be seen, the drawing's alternative; asked at each start, pause and end
//   leave()   the page is left
//
// stage: section, element, area · playing() · setScore(n), addScore(n), score() · fact("lives", 3): a figure
// beside the score, a number or words, named by say("game_lives"); null takes it away · tell(words): the line above the area, read
// aloud · announce(words): only read aloud · later(ms, work): a timeout that waits during a pause and is dropped
// by a new game; gives a function that cancels it · end({ won, words, score }): over; without `score` (null: none) the score counts ·
// isHeld(key) · sound("tick" | "good" | "bad" | "win" | "lose"), notes([[pitch, seconds]…]) · calm(): no needless motion ·
// whenLooksChange(work) · choices(key, [[value, words]…], value, chosen): a row of choices under the area.
// Needs: elements, formats, store, game/sound, game/hands, game/colour, game/timers.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const LONGEST_STEP_S = 0.05; // a slow computer gets a slower game, not a jumping one
  const CALM_DOWN_MS = 600;
  homespun.games ??= Object.create(null);

  const less = window.matchMedia("(prefers-reduced-motion: reduce)");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  homespun.stage = (section, makeGame) => {
    const bestKey = `${section.key} best`;
    let state = "ready"; // → playing ⇄ paused → over
    let points = 0;
    let frame = 0;
    let before = 0;
    const looks = [];
    const timers = homespun.gameTimers(() => state === "playing");

    // --- what is to be seen

    const area = make("div", { class: "game-area", dir: "ltr" });
    const facts = make("dl", { class: "game-facts" });
    const status = make("p", { class: "game-status", role: "status", dir: "auto" });
    const cover = make("div", { class: "game-cover" });
    const board = make("div", { class: "game-board", tabindex: "-1" }, area, cover);
    const buttons = make("div", { class: "game-buttons" });
    const under = make("div", { class: "game-under" });
    const element = make("div", { class: "game card" }, make("div", { class: "game-bar" }, facts, buttons), status, board, under);
    element.dataset.state = state;

    function fact(key, value) {
      let place = facts.querySelector(`[data-fact="${key}"]`);
      if (value === null) return place?.remove();
      if (!place) {
        place = make("div", { "data-fact": key }, make("dt", {}, say(`game_${key}`)), make("dd", { dir: "auto" }));
        facts.append(place);
      }
      const words = typeof value === "number" ? value.toLocaleString(homespun.locale) : value;
      if (place.lastChild.textContent !== words) place.lastChild.textContent = words;
    }

    const asScore = (value) => (game.asScore ? game.asScore(value) : value);
    let best = store.recall(bestKey, null);
    function showBest() {
      if (game.best !== "none") fact("best", best === null ? say("game_no_best") : asScore(best));
    }

    function setScore(value) {
      points = value;
      fact(game.scoreName ?? "score", asScore(value));
    }

    // --- time

    function tick(now) {
      frame = 0;
      if (state !== "playing" || !area.isConnected) return;
      const seconds = Math.min((now - before) / 1000, LONGEST_STEP_S);
      before = now;
      if (seconds > 0) game.step(seconds);
      game.draw?.();
      if (state === "playing") frame = requestAnimationFrame(tick);
    }

    function goOn() {
      timers.go();
      if (!game.step || frame) return;
      before = performance.now();
      frame = requestAnimationFrame(tick);
    }

    // --- from one state to the next

    function become(next) {
      state = next;
      element.dataset.state = next;
      if (next !== "playing") {
        cancelAnimationFrame(frame);
        frame = 0;
        hands.letGo();
      }
      const canvas = area.querySelector(".game-canvas");
      canvas?.setAttribute("aria-label", game.describe ? `${title}. ${game.describe()}` : title);
      showButtons();
      game.draw?.();
    }

    function setUp() {
      timers.drop();
      state = "ready";
      element.classList.remove("is-won");
      if (game.best !== "none") setScore(0);
      tell("");
      game.start();
    }

    function getReady() {
      setUp();
      become("ready");
      showCover(title, "", say("game_start"), play);
    }

    function play() {
      setUp();
      become("playing");
      hideCover();
      focusGame();
      goOn();
    }

    function pause() {
      if (state !== "playing" || !game.live) return false;
      timers.hold();
      become("paused");
      showCover(say("game_paused"), "", say("game_continue"), resume);
      return true;
    }

    function resume() {
      if (state !== "paused") return false;
      become("playing");
      hideCover();
      focusGame();
      goOn();
      return true;
    }

    // The end: the words say how it went. What counts for the best score is `score`, null for nothing.
    function end({ won = false, words, score = points }) {
      timers.drop();
      const isBest = score !== null && keepBest(score);
      const all = isBest ? `${words} ${say("game_new_best")}` : words;
      become("over");
      sound(won ? "win" : "lose");
      const endedAt = Date.now(); // a key still hammered in the heat of the game does not begin the next one
      const again = () => Date.now() - endedAt > CALM_DOWN_MS && play();
      if (game.live) showCover(won ? say("game_won") : say("game_over"), all, say("game_again"), again);
      else tell(all);
      if (game.live) homespun.announce(all);
      element.classList.toggle("is-won", won);
    }

    function keepBest(score) {
      if (game.best === "none" || score === 0) return false;
      const isBetter = best === null || (game.best === "least" ? score < best : score > best);
      if (!isBetter) return false;
      best = score;
      store.remember(bestKey, score);
      showBest();
      return true;
    }

    // --- the cover and the buttons

    function showCover(heading, words, label, work) {
      const hadFocus = element.contains(document.activeElement);
      const go = make("button", { type: "button", class: "main game-go", onclick: work }, label);
      cover.replaceChildren(make("p", { class: "game-cover-title" }, heading), words ? make("p", { class: "game-cover-words", dir: "auto" }, words) : "", go);
      cover.hidden = false;
      area.inert = area.querySelector("button") !== null; // nothing is pressed behind the cover
      if (hadFocus) go.focus({ preventScroll: true });
    }

    function hideCover() {
      cover.hidden = true;
      cover.replaceChildren();
      area.inert = false;
    }

    // The next key is for the game, not again for the button that began it.
    function focusGame() {
      (area.querySelector('[tabindex="0"]') ?? board).focus({ preventScroll: true });
      if (game.live) (hands.pad?.checkVisibility() ? hands.pad : board).scrollIntoView({ block: "nearest" });
    }

    function button(words, work, settings = {}) {
      return make("button", { type: "button", class: "quiet", onclick: work, ...settings }, words);
    }

    const soundButton = make("button", {
      type: "button",
      class: "quiet game-sound",
      "aria-label": say("game_sound"),
      title: say("game_sound"),
      onclick: async () => {
        await homespun.gameSound.set(!homespun.gameSound.isOn());
        showSound();
        sound("good");
      },
    });
    const speaker = homespun.draw("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, homespun.draw("path", {}));
    soundButton.append(speaker);
    function showSound() {
      const on = homespun.gameSound.isOn();
      soundButton.setAttribute("aria-pressed", String(on));
      speaker.firstChild.setAttribute("d", `M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z${on ? "M15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" : "M16 9.5l5 5M21 9.5l-5 5"}`);
    }

    const pauseButton = button("", () => (state === "paused" ? resume() : pause()), { class: "quiet game-pause" });
    const againButton = button(say("game_new"), play, { class: "quiet game-new" });
    function showButtons() {
      pauseButton.hidden = !game.live || state === "ready" || state === "over";
      pauseButton.textContent = say(state === "paused" ? "game_continue" : "game_pause");
      againButton.hidden = game.live && state !== "paused";
      showSound();
    }

    function choices(key, options, value, chosen) {
      const id = homespun.newId("game");
      const row = options.map(([option, words]) =>
        make(
          "label",
          {},
          make("input", { type: "radio", name: id, checked: option === value, onchange: (event) => chooseAnew(event.target, chosen, option) }),
          make("span", { dir: "auto" }, words),
        ),
      );
      under.prepend(make("fieldset", { class: "game-choices" }, make("legend", {}, say(`game_${key}`)), make("div", { class: "segments" }, row)));
    }

    // Another game is set up; the focus stays at the choice, so that arrow keys can go on choosing.
    function chooseAnew(input, chosen, option) {
      chosen(option);
      if (game.live) getReady();
      else play();
      input.focus();
    }

    // --- telling

    const tell = (words) => (status.textContent = words);
    const sound = (name) => homespun.gameSound.play(name);

    const whenHidden = () => document.hidden && pause();
    const whenColours = () => {
      homespun.paintGame(element, section.colour);
      looks.forEach((work) => work());
    };

    const stage = {
      section, element, area, under, setScore, fact, end, sound, choices, tell,
      later: timers.later,
      playing: () => state === "playing",
      score: () => points,
      addScore: (more) => setScore(points + more),
      announce: homespun.announce,
      isHeld: (key) => hands.isHeld(key),
      notes: (list) => homespun.gameSound.playNotes(list),
      calm: () => less.matches,
      whenLooksChange: (work) => looks.push(work),
      togglePause: () => (state === "paused" ? resume() : pause()),
    };

    const title = section.title || say(`game_${section.variant.replaceAll(" ", "_")}`);
    homespun.paintGame(element, section.colour);
    const game = makeGame(stage, section);
    const hands = homespun.gameHands(stage, game);
    buttons.append(pauseButton, againButton, soundButton);
    if (hands.pad) under.prepend(hands.pad);
    under.append(make("p", { class: "game-help muted", dir: "auto" }, game.help));
    board.setAttribute("aria-label", title);
    board.setAttribute("role", "group");
    if (game.live) element.classList.add("is-live");
    if (game.live) getReady();
    else {
      setUp();
      cover.hidden = true;
      become("playing");
      goOn();
    }
    showBest();
    document.addEventListener("visibilitychange", whenHidden);
    dark.addEventListener("change", whenColours);

    function leave() {
      pause();
      timers.drop();
      cancelAnimationFrame(frame);
      hands.leave();
      document.removeEventListener("visibilitychange", whenHidden);
      dark.removeEventListener("change", whenColours);
      game.leave?.();
    }

    return { element, leave };
  };
})();
