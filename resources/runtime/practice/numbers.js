// What a number is made of, what comes before and after it, and where it lies on a line.
// Needs: chance, elements, formats.
"use strict";

homespun.practices ??= Object.create(null);

homespun.practices.numbers = (section) => {
  const { draw, say } = homespun;
  const most = section.upTo;
  const whole = homespun.randomWhole;
  const shown = (number) => new Intl.NumberFormat(homespun.locale).format(number);
  const question = (ask, number, extra = {}) => ({ ask, answers: [String(number)], right: [shown(number)], number: true, line: section.line, ...extra });

  // 3 042 is 3 000 + 40 + 2.
  function parts(number) {
    const digits = [...String(number)].map((digit, at, all) => Number(digit) * 10 ** (all.length - 1 - at)).filter(Boolean);
    return homespun.shuffle(digits).map(shown).join(" + ");
  }

  function line(number) {
    const step = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1);
    const start = Math.floor(number / (step * 10)) * step * 10;
    const x = (value) => 20 + ((value - start) / (step * 10)) * 360;
    const mark = (at) => draw("line", { x1: x(start + at * step), x2: x(start + at * step), y1: at % 5 ? 56 : 50, y2: 68 });
    const name = (value) => draw("text", { x: x(value), y: 88, "text-anchor": "middle" }, shown(value));
    const label = say("numbers_line", { from: shown(start), to: shown(start + step * 10), place: Math.round((number - start) / step) });
    return draw(
      "svg",
      { viewBox: "0 0 400 96", class: "number-line", role: "img", "aria-label": label },
      draw("line", { x1: 20, x2: 380, y1: 62, y2: 62 }),
      Array.from({ length: 11 }, (_, at) => mark(at)),
      name(start),
      name(start + step * 10),
      draw("path", { d: `M${x(number)} 46l-9 -16h6v-18h6v18h6z`, class: "pointer" }),
    );
  }

  const WAYS = [
    () => {
      const number = whole(11, most);
      return question(say("numbers_made_of", { parts: parts(number) }), number);
    },
    () => {
      const number = whole(1, most - 1);
      return question(say("numbers_after", { number: shown(number) }), number + 1);
    },
    () => {
      const number = whole(2, most);
      return question(say("numbers_before", { number: shown(number) }), number - 1);
    },
    () => {
      const step = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1);
      const number = step * whole(1, Math.floor(most / step) - 1);
      return question(`${say("numbers_arrow")} (${shown(number)})`, number, { show: say("numbers_arrow"), picture: line(number) });
    },
  ];

  return { count: section.questions, make: () => homespun.pick(WAYS)() };
};
