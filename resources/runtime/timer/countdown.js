// Counts down to zero, then rings. It goes on while its page is not shown, and after a reload.
// Needs: elements, formats, store, toast, blocks/alarm, blocks/dial, blocks/span.
"use strict";

(function () {
  const { make, say, store, alarm } = homespun;
  homespun.timers ??= Object.create(null);

  const MINUTE_MS = 60000;
  const LATE_MS = 5000;

  const lengthOf = (part) => (part.minutes ?? 0) * MINUTE_MS + (part.seconds ?? 0) * 1000;

  homespun.timers.countdown = (section) => {
    const start = lengthOf(section) || 5 * MINUTE_MS;
    const name = section.title || say("timer_countdown");
    const run = homespun.span(`${section.key} run`);
    const kept = store.recall(`${section.key} length`, null);
    let length = kept && (kept.from === start || run.running()) ? kept.now : start;
    let planned = null;

    const left = () => Math.max(0, length - run.elapsed());
    const setLength = (milliseconds) => {
      length = milliseconds;
      store.remember(`${section.key} length`, { from: start, now: length });
    };

    const dial = homespun.dial();
    const go = make("button", { type: "button", class: "main", onclick: () => (run.running() ? pause() : begin()) });
    const again = make("button", { type: "button", onclick: reset }, say("timer_reset"));
    const more = make("button", { type: "button", onclick: () => extend(MINUTE_MS) }, say("timer_more_minute"));
    const minutes = numberInput(999);
    const seconds = numberInput(59);
    const typing = make(
      "div",
      { class: "row timer-typing" },
      make("label", {}, make("span", { class: "label" }, say("timer_minutes")), minutes),
      make("label", {}, make("span", { class: "label" }, say("timer_seconds")), seconds),
    );
    const presets = make("div", { class: "row timer-presets" }, (section.items ?? []).filter(lengthOf).map(preset));

    function numberInput(most) {
      return make("input", { type: "number", inputmode: "numeric", min: 0, max: most, step: 1, onchange: readTyped });
    }

    function preset(item) {
      const choose = () => {
        setLength(lengthOf(item));
        reset();
        begin();
      };
      return make("button", { type: "button", class: "action", from: item.line, dir: "auto", onclick: choose }, `${item.label} · ${homespun.spanText(lengthOf(item))}`);
    }

    function readTyped() {
      const typed = (Math.max(0, Number(minutes.value)) * 60 + Math.max(0, Number(seconds.value))) * 1000;
      setLength(typed || start);
      reset();
    }

    function begin() {
      if (left() === 0) run.reset();
      alarm.wake();
      run.start();
      plan();
      homespun.announce(say("timer_started", { name: homespun.isolate(name) }));
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
      homespun.announce(say("timer_paused", { name: homespun.isolate(name) }));
      show();
    }

    function reset() {
      planned?.cancel();
      run.reset();
      homespun.unwatch(section.key);
      show();
    }

    function extend(milliseconds) {
      planned?.cancel();
      if (left() === 0) run.reset(length);
      setLength(length + milliseconds);
      if (run.running()) plan();
      show();
    }

    function end() {
      const late = run.elapsed() - length;
      run.reset(length);
      homespun.unwatch(section.key);
      show();
      const words = say("timer_over", { name: homespun.isolate(name) });
      if (late < LATE_MS || planned?.played()) return alarm.ring(section.key, words, planned);
      planned?.cancel();
      homespun.toast(say("timer_over_since", { name: homespun.isolate(name), time: homespun.spanText(late) }));
    }

    const tick = () => (left() === 0 ? end() : show());
    function watch() {
      homespun.watch(section.key, tick, 200, plan);
      tick();
    }

    function show() {
      const [now, running] = [left(), run.running()];
      const words = homespun.spanText(now);
      alarm.title(section.key, running ? `${words} ${name}` : null);
      const untouched = !running && now === length;
      dial.show(words, now / length, now === 0 ? say("timer_up") : running ? endsAt(now) : untouched ? "" : say("timer_pausing"));
      dial.element.classList.toggle("is-over", now === 0);
      go.textContent = say(running ? "timer_pause" : untouched || now === 0 ? "timer_start" : "timer_go_on");
      again.disabled = untouched;
      typing.hidden = !untouched;
      if (untouched && !typing.contains(document.activeElement)) showTyping();
    }

    function showTyping() {
      minutes.value = Math.floor(length / MINUTE_MS);
      seconds.value = Math.round((length % MINUTE_MS) / 1000);
    }

    const endsAt = (now) =>
      say("timer_ends_at", { time: new Date(Date.now() + now).toLocaleTimeString(homespun.locale, { hour: "2-digit", minute: "2-digit" }) });

    showTyping();
    if (run.running()) watch();
    else show();
    const buttons = make("div", { class: "row timer-buttons" }, go, again, more);
    return { parts: [dial.element, buttons, presets.childElementCount ? presets : null, typing, alarm.switchButton()] };
  };
})();
