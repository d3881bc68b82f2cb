// Telling the time from a clock with hands.
// Needs: chance, elements, formats.
"use strict";

homespun.practices ??= Object.create(null);

homespun.practices.clock = (section) => {
  const { draw, say } = homespun;
  const two = (number) => String(number).padStart(2, "0");

  function hand(turn, length, name) {
    return draw("line", { x1: 50, y1: 50, x2: (50 + length * Math.sin(turn * 2 * Math.PI)).toFixed(2), y2: (50 - length * Math.cos(turn * 2 * Math.PI)).toFixed(2), class: name });
  }

  function tick(minute) {
    const [x, y] = [Math.sin((minute / 60) * 2 * Math.PI), -Math.cos((minute / 60) * 2 * Math.PI)];
    const from = minute % 5 ? 43 : 40.5;
    return draw("line", { x1: (50 + from * x).toFixed(2), y1: (50 + from * y).toFixed(2), x2: (50 + 45 * x).toFixed(2), y2: (50 + 45 * y).toFixed(2), class: minute % 5 ? "tick" : "tick is-hour" });
  }

  function numeral(hour) {
    const angle = (hour / 12) * 2 * Math.PI;
    return draw("text", { x: (50 + 34 * Math.sin(angle)).toFixed(2), y: (50 - 34 * Math.cos(angle)).toFixed(2), "text-anchor": "middle", "dominant-baseline": "central" }, String(hour));
  }

  // Who cannot see the hands is told where they point, and still has to work out the time.
  function face(hour, minute) {
    const label = say(minute ? "clock_between" : "clock_at", { hour: hour || 12, next: (hour % 12) + 1, minute: minute / 5 });
    return draw(
      "svg",
      { viewBox: "0 0 100 100", class: "clock-face", role: "img", "aria-label": label },
      draw("circle", { cx: 50, cy: 50, r: 48 }),
      Array.from({ length: 60 }, (_, at) => tick(at)),
      Array.from({ length: 12 }, (_, at) => numeral(at + 1)),
      hand((hour + minute / 60) / 12, 18, "hand is-short"),
      hand(minute / 60, 27.5, "hand is-long"),
      draw("circle", { cx: 50, cy: 50, r: 2.2, class: "pin" }),
    );
  }

  function question(hour, minute) {
    const accept = (said) => {
      const parts = /^\s*(\d{1,2})(?:\s*[:.h\s]\s*(\d{1,2}))?\s*h?\s*$/i.exec(said);
      return Boolean(parts) && Number(parts[1]) % 12 === hour % 12 && Number(parts[1]) <= 24 && Number(parts[2] ?? 0) === minute;
    };
    const time = `${hour || 12}:${two(minute)}`;
    return { ask: `${say("clock_ask")} (${time})`, show: say("clock_ask"), picture: face(hour, minute), accept, right: [time], hint: say("clock_hint"), line: section.line };
  }

  const named = (section.words ?? []).map((words) => /^(\d{1,2}):(\d{2})$/.exec(words)).filter((parts) => parts && Number(parts[2]) < 60);

  function make() {
    if (named.length) {
      const parts = homespun.pick(named);
      return question(Number(parts[1]) % 12, Number(parts[2]));
    }
    const steps = Math.max(1, Math.floor(60 / section.step));
    return question(homespun.randomWhole(0, 11), homespun.randomWhole(0, steps - 1) * section.step);
  }

  return { count: section.questions, make, apart: named.length ? Math.min(3, named.length - 1) : 6 };
};
