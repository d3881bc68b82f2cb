// Work and breaks in turn. A round that is over rings and waits: the next begins when somebody presses Start.
// Needs: elements, formats, values, store, blocks/alarm, blocks/dial, blocks/settings, blocks/span.
"use strict";

(function () {
  const { make, say, store, alarm } = homespun;
  homespun.timers ??= Object.create(null);

  const MINUTE_MS = 60000;

  homespun.timers.pomodoro = (section) => {
    const run = homespun.span(`${section.key} run`);
    let state = store.recall(`${section.key} state`, { phase: "work", round: 1 });
    let done = store.recall(`${section.key} done`, { day: "", count: 0 });
    let planned = null;
    const minutes = (name, label, high) => ({ name, label: say(label), low: 1, high, start: section[name] });
    const settings = homespun.settings(
      section.key,
      [minutes("work", "timer_work_minutes", 180), minutes("break", "timer_break_minutes", 60), minutes("longBreak", "timer_long_minutes", 120), minutes("rounds", "timer_rounds", 12)],
      () => show(),
    );

    const dial = homespun.dial();
    const go = make("button", { type: "button", class: "main", onclick: () => (run.running() ? pause() : begin()) });
    const skip = make("button", { type: "button", onclick: () => next(false) }, say("timer_skip"));
    const again = make("button", { type: "button", onclick: startOver }, say("timer_reset"));
    const marks = make("p", { class: "timer-marks" });
    const today = make("p", { class: "muted timer-today" });

    const length = () => settings.values[state.phase] * MINUTE_MS;
    const left = () => Math.max(0, length() - run.elapsed());
    const phaseWords = () => say(`timer_phase_${state.phase === "longBreak" ? "long" : state.phase}`);

    // Rounds done are counted for the day on which they ended.
    const doneToday = () => (done.day === homespun.calculate.today() ? done.count : 0);
    function countRound() {
      done = { day: homespun.calculate.today(), count: doneToday() + 1 };
      store.remember(`${section.key} done`, done);
    }

    function keep(now) {
      state = now;
      store.remember(`${section.key} state`, state);
    }

    function begin() {
      alarm.wake();
      run.start();
      plan();
      homespun.announce(say("timer_started", { name: phaseWords() }));
      watch();
    }

    function plan() {
      planned?.cancel();
      planned = alarm.plan(left() / 1000, "end");
    }

    function pause() {
      planned?.cancel();
      run.pause();
      homespun.unwatch(section.key);
      show();
    }

    function startOver() {
      planned?.cancel();
      homespun.unwatch(section.key);
      run.reset();
      keep({ phase: "work", round: 1 });
      show();
    }

    // A round that was skipped does not count.
    function next(timeIsUp) {
      if (!timeIsUp) planned?.cancel();
      homespun.unwatch(section.key);
      const over = phaseWords();
      if (timeIsUp && state.phase === "work") countRound();
      const last = state.round >= settings.values.rounds;
      if (state.phase === "work") keep({ phase: last ? "longBreak" : "break", round: state.round });
      else keep({ phase: "work", round: last ? 1 : state.round + 1 });
      run.reset();
      show();
      if (timeIsUp) alarm.ring(section.key, say("timer_phase_over", { phase: over, next: phaseWords() }), planned);
    }

    const tick = () => (left() === 0 ? next(true) : show());
    function watch() {
      homespun.watch(section.key, tick, 200, plan);
      tick();
    }

    function show() {
      const [now, running, touched] = [left(), run.running(), run.elapsed() > 0];
      const words = homespun.spanText(now);
      alarm.title(section.key, running ? `${words} ${phaseWords()}` : null);
      dial.show(words, now / length(), phaseWords());
      dial.element.classList.toggle("is-break", state.phase !== "work");
      go.textContent = say(running ? "timer_pause" : touched ? "timer_go_on" : "timer_start");
      again.disabled = !touched && state.phase === "work" && state.round === 1;
      settings.lock(running);
      const place = say("timer_round", { round: state.round, rounds: settings.values.rounds });
      if (marks.textContent !== place) marks.textContent = place;
      const count = doneToday();
      const sum = count === 1 ? say("timer_done_one") : say("timer_done_many", { count });
      if (today.textContent !== sum) today.textContent = sum;
    }

    if (run.running()) watch();
    else show();
    return { parts: [dial.element, marks, make("div", { class: "row timer-buttons" }, go, skip, again), today, settings.folded(), alarm.switchButton()] };
  };
})();
