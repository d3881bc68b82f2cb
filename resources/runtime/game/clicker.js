// Clicker: every click earns a point, points buy helpers, and helpers earn points by themselves. It is
// kept as it is when the page is left.
// Needs: game/stage, game/face, toast, chance.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const FACE = "🍪";
  const PRICES = [15, 100, 700, 4_000, 20_000];
  const EARNS = [0.5, 4, 22, 100, 450]; // points a second of one such helper
  const DEARER = 1.15; // what the next one costs, for each one there is
  const CLICK_SHARE = 0.05; // a click also earns this part of a second's points
  const SAVE_EVERY_S = 5;
  const MOST_SPARKS = 12;

  homespun.games.clicker = (stage, section) => {
    const names = (section.words?.length ? section.words : say("game_clicker_helpers").split(" | ")).slice(0, PRICES.length);
    const face = section.faces?.[0] ?? FACE;
    const key = `${section.key} clicker`;
    let state = null;
    let sinceSaved = 0;
    let shown = "";

    const earned = make("p", { class: "clicker-points" });
    const rate = make("p", { class: "clicker-rate muted" });
    const bar = make("progress", { max: section.goal, "aria-label": say("game_goal") });
    const big = make("button", { type: "button", class: "clicker-button", "aria-label": say("game_clicker_click", { face: homespun.isolate(face) }), onclick: click }, homespun.makeFace(face, "clicker-face"));
    const sparks = make("div", { class: "clicker-sparks", "aria-hidden": "true" });
    const helpers = names.map((name, at) => makeHelper(name, at));
    stage.area.append(
      make("div", { class: "clicker" }, make("div", { class: "clicker-main" }, earned, rate, make("div", { class: "clicker-press" }, big, sparks), bar), make("ul", { class: "clicker-helpers", "aria-label": say("game_helpers") }, helpers.map((helper) => helper.element))),
    );

    function makeHelper(name, at) {
      const count = make("span", { class: "clicker-count" });
      const price = make("span", { class: "muted" });
      const button = make("button", { type: "button", onclick: () => buy(at) }, make("span", { class: "clicker-name", dir: "auto" }, name), price, count);
      return { element: make("li", {}, button), button, price, count, name };
    }

    const fresh = () => ({ points: 0, total: 0, owned: names.map(() => 0), won: false });

    // The first start takes up what was kept; a new game begins with nothing, and that can be undone.
    function start() {
      const before = state;
      state = before ? fresh() : { ...fresh(), ...store.recall(key, null) };
      state.owned = names.map((_, at) => state.owned[at] ?? 0);
      if (before?.total) homespun.toast(say("game_clicker_anew"), () => bringBack(before));
      save();
      show();
    }

    async function bringBack(before) {
      state = before;
      show();
      await save();
    }

    const save = () => store.remember(key, state);
    const perSecond = () => state.owned.reduce((sum, count, at) => sum + count * EARNS[at], 0);
    const priceOf = (at) => Math.ceil(PRICES[at] * DEARER ** state.owned[at]);
    const perClick = () => 1 + Math.floor(perSecond() * CLICK_SHARE);

    function earn(points) {
      state.points += points;
      state.total += points;
      if (state.won || state.total < section.goal) return;
      state.won = true;
      stage.sound("win");
      stage.tell(say("game_clicker_won", { goal: section.goal.toLocaleString(homespun.locale) }));
      save();
    }

    function click() {
      earn(perClick());
      stage.sound("tick");
      if (!stage.calm()) fly(perClick());
      show();
    }

    function fly(points) {
      if (sparks.childElementCount >= MOST_SPARKS) sparks.firstChild.remove();
      const spark = make("span", { style: { "--across": `${Math.round((homespun.random() - 0.5) * 120)}px` }, onanimationend: () => spark.remove() }, `+${points.toLocaleString(homespun.locale)}`);
      sparks.append(spark);
    }

    function buy(at) {
      if (state.points < priceOf(at)) return stage.tell(say("game_clicker_poor", { price: priceOf(at).toLocaleString(homespun.locale) }));
      state.points -= priceOf(at);
      state.owned[at] += 1;
      stage.sound("good");
      stage.tell(say("game_clicker_bought", { name: homespun.isolate(names[at]), count: state.owned[at] }));
      save();
      show();
    }

    function step(seconds) {
      earn(perSecond() * seconds);
      sinceSaved += seconds;
      if (sinceSaved > SAVE_EVERY_S && perSecond()) {
        sinceSaved = 0;
        save();
      }
      show();
    }

    const whole = (value) => Math.floor(value).toLocaleString(homespun.locale);

    function show() {
      const looks = `${whole(state.points)} ${whole(state.total)} ${state.owned}`;
      if (looks === shown) return;
      shown = looks;
      earned.textContent = whole(state.points);
      rate.textContent = say("game_clicker_rate", { points: perSecond().toLocaleString(homespun.locale, { maximumFractionDigits: 1 }) });
      bar.value = Math.min(state.total, section.goal);
      stage.setScore(Math.floor(state.total));
      helpers.forEach((helper, at) => {
        helper.price.textContent = say("game_clicker_price", { price: priceOf(at).toLocaleString(homespun.locale) });
        helper.count.textContent = `× ${state.owned[at].toLocaleString(homespun.locale)}`;
        helper.button.classList.toggle("is-poor", state.points < priceOf(at));
      });
    }

    return { help: say("game_clicker_help", { goal: section.goal.toLocaleString(homespun.locale) }), best: "none", scoreName: "total", start, step, leave: save };
  };
})();
