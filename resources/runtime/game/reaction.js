// Reaction: wait for the signal, then press as quickly as you can. What counts is the middle of all rounds.
// Needs: game/stage, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const SOONEST_MS = 1200;
  const LATEST_MS = 4500;
  const REST_MS = 1300; // to read the result before the next round
  const TOO_FAST_MS = 80; // nobody can see and press in so little time: that was a guess

  homespun.games.reaction = (stage, section) => {
    const { rounds } = section;
    let phase; // "rest" → "wait" → "go"
    let since, times, cancel;

    const sign = make("span", { class: "reaction-sign", "aria-hidden": "true" });
    const words = make("span", { class: "reaction-words" });
    const field = make("div", { class: "reaction" }, sign, words);
    const list = make("ol", { class: "reaction-times", "aria-label": say("game_reaction_times") });
    stage.area.append(field);
    stage.under.append(list);
    stage.element.classList.add("tells");

    function start() {
      times = [];
      showTimes();
      wait();
    }

    function become(next, said) {
      phase = next;
      field.dataset.phase = next;
      sign.textContent = { rest: "●", wait: "■", go: "★" }[next];
      words.textContent = said;
    }

    function wait() {
      become("wait", say("game_reaction_wait"));
      stage.tell(say("game_reaction_round", { number: times.length + 1, count: rounds }));
      cancel = stage.later(SOONEST_MS + homespun.random() * (LATEST_MS - SOONEST_MS), signal);
    }

    // The time runs from the moment in which the signal can be seen.
    function signal() {
      become("go", say("game_reaction_now"));
      stage.notes([[880, 0.15]]);
      since = Infinity;
      requestAnimationFrame(() => (since = performance.now()));
      stage.announce(say("game_reaction_now"));
    }

    function press(again) {
      if (again || !stage.playing() || phase === "rest") return;
      const taken = Math.round(performance.now() - since);
      if (phase === "wait" || taken < TOO_FAST_MS) return tooEarly();
      times.push(taken);
      showTimes();
      stage.setScore(middle());
      if (times.length === rounds) return finish();
      stage.sound("good");
      rest(say("game_ms", { ms: taken }));
    }

    function tooEarly() {
      stage.sound("bad");
      stage.announce(say("game_reaction_early"));
      rest(say("game_reaction_early"));
    }

    function rest(said) {
      cancel();
      become("rest", said);
      cancel = stage.later(REST_MS, wait);
    }

    const middle = () => Math.round(times.reduce((sum, time) => sum + time, 0) / times.length);

    function finish() {
      become("rest", "");
      stage.end({ won: true, words: say("game_reaction_done", { ms: middle() }) });
    }

    function showTimes() {
      const slowest = Math.max(...times, 400);
      list.replaceChildren(...times.map((time) => make("li", {}, make("span", { class: "reaction-bar", style: { "inline-size": `${(time / slowest) * 100}%` }, "aria-hidden": "true" }), say("game_ms", { ms: time }))));
    }

    // Who pauses while the signal is there gets a new one afterwards.
    function draw() {
      if (phase === "go" && !stage.playing()) rest(say("game_reaction_wait"));
    }

    return {
      help: say("game_reaction_help"),
      live: true,
      best: "least",
      scoreName: "average",
      asScore: (ms) => (ms ? say("game_ms", { ms }) : say("game_no_best")),
      start,
      draw,
      keys: { " ": press, Enter: press },
      point: (x, y, isDown) => isDown && press(false),
    };
  };
})();
