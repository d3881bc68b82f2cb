// A training: prepare, work and rest in turn, or the steps of the blueprint one after the other. Where it is
// follows from the time that passed, so that it is right even after the computer slept.
// Needs: elements, formats, blocks/alarm, blocks/dial, blocks/settings, blocks/span.
"use strict";

(function () {
  const { make, say, alarm } = homespun;
  homespun.timers ??= Object.create(null);

  const LATE_MS = 5000;

  const secondsOf = (item) => (item.minutes ?? 0) * 60 + (item.seconds ?? 0);

  // All parts in order: [{ kind, words, seconds, line, round }].
  function partsOf(section, values) {
    const steps = (section.items ?? []).filter((item) => item.word === "step");
    const parts = [];
    for (let round = 1; round <= values.rounds; round++) {
      const works = steps.length ? steps.map((item) => ({ kind: "work", words: item.label, seconds: secondsOf(item) || values.work, line: item.line })) : [{ kind: "work", words: say("timer_phase_work"), seconds: values.work }];
      for (const work of works) parts.push({ ...work, round }, { kind: "rest", words: say("timer_phase_rest"), seconds: values.rest, round });
    }
    parts.pop(); // nobody needs a rest after the last one
    return [{ kind: "prepare", words: say("timer_phase_prepare"), seconds: values.prepare, round: 1 }, ...parts].filter((part) => part.seconds > 0);
  }

  homespun.timers.intervals = (section) => {
    const name = section.title || say("timer_intervals");
    const run = homespun.span(`${section.key} run`);
    const number = (key, label, low, high) => ({ name: key, label: say(label), low, high, start: section[key] });
    const settings = homespun.settings(
      section.key,
      [number("prepare", "timer_prepare_seconds", 0, 60), number("work", "timer_work_seconds", 1, 3600), number("rest", "timer_rest_seconds", 0, 3600), number("rounds", "timer_rounds", 1, 99)],
      () => lay(),
    );
    let parts = [];
    let total = 0;
    let at = -1;
    let planned = [];

    const dial = homespun.dial();
    const go = make("button", { type: "button", class: "main", onclick: () => (run.running() ? pause() : begin()) });
    const skip = make("button", { type: "button", onclick: jump }, say("timer_skip"));
    const again = make("button", { type: "button", onclick: reset }, say("timer_reset"));
    const place = make("p", { class: "timer-marks" });
    const coming = make("p", { class: "muted timer-today", dir: "auto" });
    const list = make("ol", { class: "timer-steps" });

    function lay() {
      parts = partsOf(section, settings.values);
      let end = 0;
      for (const part of parts) part.end = end += part.seconds * 1000;
      total = end;
      const steps = (section.items ?? []).map((item) => make("li", { from: item.line }, make("span", { dir: "auto" }, item.label), make("span", { class: "muted" }, homespun.spanText((secondsOf(item) || settings.values.work) * 1000))));
      list.replaceChildren(...steps);
      list.hidden = steps.length === 0;
      show();
    }

    function begin() {
      if (run.elapsed() >= total) run.reset();
      alarm.wake();
      run.start();
      plan();
      watch();
    }

    // Every change is planned as a sound at once; pausing takes them back.
    function plan() {
      stopSounds();
      const now = run.elapsed();
      planned = parts.filter((part) => part.end > now).map((part) => alarm.plan((part.end - now) / 1000, part.end === total ? "end" : "change"));
    }

    function stopSounds() {
      planned.forEach((each) => each.cancel());
      planned = [];
    }

    function pause() {
      stopSounds();
      run.pause();
      homespun.unwatch(section.key);
      show();
    }

    function reset() {
      stopSounds();
      homespun.unwatch(section.key);
      run.reset();
      at = -1;
      show();
    }

    function jump() {
      const running = run.running();
      const here = parts.find((part) => part.end > run.elapsed());
      stopSounds();
      run.reset(here ? here.end : 0);
      if (run.elapsed() >= total) return end();
      if (running) begin();
      else show();
    }

    function end() {
      const late = run.elapsed() - total;
      homespun.unwatch(section.key);
      run.reset(total);
      show();
      const last = planned.at(-1);
      if (late < LATE_MS || last?.played()) alarm.ring(section.key, say("timer_training_over", { name: homespun.isolate(name) }), last);
      else stopSounds();
    }

    const tick = () => (run.elapsed() >= total ? end() : show());
    function watch() {
      homespun.watch(section.key, tick, 100, plan);
      tick();
    }

    function show() {
      const [now, running] = [run.elapsed(), run.running()];
      const here = parts.findIndex((part) => part.end > now);
      const part = parts[here] ?? null;
      const words = homespun.spanText(part ? part.end - now : 0);
      dial.show(words, part ? (part.end - now) / (part.seconds * 1000) : 0, part ? part.words : say("timer_well_done"));
      dial.element.classList.toggle("is-break", part !== null && part.kind !== "work");
      alarm.title(section.key, running && part ? `${words} ${part.words}` : null);
      go.textContent = say(running ? "timer_pause" : now && part ? "timer_go_on" : "timer_start");
      again.disabled = now === 0;
      skip.disabled = part === null;
      settings.lock(now > 0 && part !== null);
      if (here !== at || !running) tellPart(part, here, running);
    }

    function tellPart(part, here, running) {
      place.textContent = say("timer_round", { round: part ? part.round : settings.values.rounds, rounds: settings.values.rounds });
      const after = part && parts[here + 1];
      coming.textContent = after ? say("timer_next", { name: homespun.isolate(after.words), time: homespun.spanText(after.seconds * 1000) }) : say("timer_whole", { time: homespun.spanText(total) });
      for (const row of list.children) row.toggleAttribute("aria-current", part !== null && part.kind === "work" && Number(row.dataset.from) === part.line);
      if (running && part && here !== at) homespun.announce(part.words);
      at = here;
    }

    lay();
    if (run.running()) watch();
    return { parts: [dial.element, place, make("div", { class: "row timer-buttons" }, go, skip, again), coming, list, settings.folded(), alarm.switchButton()] };
  };
})();
