// A clock for the wall of an exam: the time now, the start, the end, what is left, and who has extra time.
// Needs: elements, formats, blocks/alarm, blocks/full_screen, blocks/settings, blocks/span.
"use strict";

(function () {
  const { make, say, alarm } = homespun;
  homespun.timers ??= Object.create(null);

  const MINUTE_MS = 60000;
  const WARNINGS_MIN = [30, 10, 5, 1];

  const clockText = (moment) => new Date(moment).toLocaleTimeString(homespun.locale, { hour: "numeric", minute: "2-digit" });

  // "09:30" as a moment of today.
  function todayAt(time) {
    const [hours, minutes] = time.split(":").map(Number);
    return new Date().setHours(hours, minutes, 0, 0);
  }

  homespun.timers.exam = (section) => {
    const run = homespun.span(`${section.key} run`);
    const settings = homespun.settings(
      section.key,
      [
        { name: "minutes", label: say("timer_minutes"), low: 1, high: 1440, start: section.minutes },
        { name: "extra", label: say("timer_extra_percent"), low: 0, high: 100, start: section.extra },
      ],
      () => show(),
    );
    let last = null; // minutes left when somebody was told last

    const now = make("p", { class: "exam-now", role: "timer", "aria-live": "off" });
    const left = make("p", { class: "exam-left" });
    const facts = make("dl", { class: "exam-facts" });
    const go = make("button", { type: "button", class: "main", onclick: begin }, say("timer_exam_start"));
    const stop = make("button", { type: "button", onclick: reset }, say("timer_reset"));
    const board = make("div", { class: "exam-board" }, now, left, facts);

    const length = () => settings.values.minutes * MINUTE_MS;
    const longer = () => length() * (1 + settings.values.extra / 100);

    // An exam with `from` begins by itself; any other when Start is pressed.
    const startedAt = () => (run.running() ? Date.now() - run.elapsed() : section.from ? todayAt(section.from) : null);

    function begin() {
      alarm.wake();
      run.start();
      show();
    }

    function reset() {
      run.reset();
      last = null;
      show();
    }

    function show() {
      const start = startedAt();
      const here = Date.now();
      now.textContent = clockText(here);
      const rows = [[say("timer_begin"), start === null ? "–" : clockText(start)], [say("timer_end"), start === null ? "–" : clockText(start + length())]];
      if (settings.values.extra) rows.push([say("timer_end_extra", { percent: settings.values.extra }), start === null ? "–" : clockText(start + longer())]);
      const words = rows.flat().join();
      if (facts.dataset.words !== words) {
        facts.dataset.words = words;
        facts.replaceChildren(...rows.map(([label, value]) => make("div", {}, make("dt", {}, label), make("dd", {}, value))));
      }
      left.textContent = leftWords(start, here);
      go.hidden = run.running() || Boolean(section.from);
      stop.hidden = !run.running();
      settings.lock(run.running());
      if (start !== null) warn(start, here);
    }

    function leftWords(start, here) {
      if (start === null) return say("timer_exam_waiting", { minutes: settings.values.minutes });
      if (here < start) return say("timer_exam_begins", { time: homespun.spanText(start - here) });
      if (here < start + length()) return say("timer_left", { time: homespun.spanText(start + length() - here) });
      if (here < start + longer()) return say("timer_left_extra", { time: homespun.spanText(start + longer() - here) });
      return say("timer_exam_over");
    }

    // Said once at each mark, and rung at both ends; nothing for what was over before the page was opened.
    function warn(start, here) {
      const minutes = Math.ceil((start + length() - here) / MINUTE_MS);
      const before = last;
      last = minutes;
      alarm.title(section.key, here >= start && here < start + longer() ? left.textContent : null);
      if (before === null || before === minutes) return;
      if (WARNINGS_MIN.includes(minutes)) homespun.announce(say("timer_minutes_left", { minutes }));
      if (before > 0 && minutes <= 0) alarm.ring(section.key, say("timer_exam_over"), null);
      const extra = Math.ceil((longer() - length()) / MINUTE_MS);
      if (extra && before > -extra && minutes <= -extra) alarm.ring(section.key, say("timer_extra_over"), null);
    }

    homespun.watch(section.key, show, 500);
    show();
    const buttons = make("div", { class: "row timer-buttons" }, go, stop);
    const place = make("div", { class: "exam" }, board, buttons);
    buttons.append(homespun.fullScreenButton(place, say("timer_full_screen")));
    const leave = () => startedAt() === null && homespun.unwatch(section.key);
    return { parts: [place, settings.folded(), alarm.switchButton()], leave };
  };
})();
