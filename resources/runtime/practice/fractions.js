// Fractions: read from a drawn circle, made simpler, added, taken away, multiplied, divided.
// Needs: chance, elements, formats.
"use strict";

homespun.practices ??= Object.create(null);

homespun.practices.fractions = (section) => {
  const { make: element, draw, say } = homespun;
  const most = Math.max(2, section.upTo);
  const whole = homespun.randomWhole;
  const divisor = (one, other) => (other ? divisor(other, one % other) : one);

  const simple = ([over, under]) => {
    const by = divisor(Math.abs(over), under);
    return [over / by, under / by];
  };
  const words = ([over, under]) => (under === 1 ? String(over) : `${over}/${under}`);
  const some = () => {
    const under = whole(2, most);
    return [whole(1, under - 1), under];
  };

  // A fraction as it is written on paper; read aloud as "3/4".
  const written = ([over, under]) =>
    element("span", { class: "fraction" }, element("span", { class: "unseen" }, words([over, under])), element("span", { "aria-hidden": "true" }, String(over)), element("span", { "aria-hidden": "true" }, String(under)));

  function parse(said) {
    const mixed = /^\s*(?:(-?\d+)\s+)?(-?\d+)\s*\/\s*(\d+)\s*$/.exec(said);
    if (mixed && Number(mixed[3])) return simple([Number(mixed[1] ?? 0) * Number(mixed[3]) + Number(mixed[2]), Number(mixed[3])]);
    const number = homespun.numberIn(said);
    return number === null ? null : simple([Math.round(number * 1000), 1000]);
  }

  function question(ask, show, result, extra = {}) {
    const [over, under] = simple(result);
    const accept = (said) => {
      const value = parse(said);
      return value !== null && value[0] === over && value[1] === under;
    };
    return { ask, show, accept, right: [words([over, under])], hint: say("fractions_hint"), line: section.line, ...extra };
  }

  function sum(sign, one, other, result) {
    return question(`${words(one)} ${sign} ${words(other)}`, [written(one), ` ${sign} `, written(other), " ="], result);
  }

  // A circle cut into slices, some of them filled.
  function pie([over, under]) {
    const point = (step) => `${(50 + 44 * Math.sin((2 * Math.PI * step) / under)).toFixed(2)} ${(50 - 44 * Math.cos((2 * Math.PI * step) / under)).toFixed(2)}`;
    const slice = (at) => draw("path", { d: `M50 50L${point(at)}A44 44 0 ${under === 1 ? 1 : 0} 1 ${point(at + 1)}z`, class: at < over ? "is-filled" : "" });
    const label = say("fractions_drawn", { parts: under, filled: over });
    return draw("svg", { viewBox: "0 0 100 100", class: "pie-cut", role: "img", "aria-label": label }, Array.from({ length: under }, (_, at) => slice(at)));
  }

  const WAYS = {
    read() {
      const part = some();
      return question(`${say("fractions_read")} (${words(part)})`, say("fractions_read"), part, { picture: pie(part) });
    },
    simplify() {
      const [over, under] = simple(some());
      const by = whole(2, 5);
      const big = [over * by, under * by];
      const accept = (said) => said.replace(/\s/g, "") === words([over, under]);
      return { ...question(say("fractions_simplify", { fraction: words(big) }), null, big), accept };
    },
    plus() {
      const under = whole(2, most);
      const [one, other] = homespun.random() < 0.5 ? [[whole(1, under), under], [whole(1, under), under]] : [some(), some()];
      return sum("+", one, other, [one[0] * other[1] + other[0] * one[1], one[1] * other[1]]);
    },
    minus() {
      const [one, other] = [some(), some()].sort((left, right) => right[0] / right[1] - left[0] / left[1]);
      return sum("−", one, other, [one[0] * other[1] - other[0] * one[1], one[1] * other[1]]);
    },
    times() {
      const [one, other] = [some(), some()];
      return sum("×", one, other, [one[0] * other[0], one[1] * other[1]]);
    },
    divide() {
      const [one, other] = [some(), some()];
      return sum("÷", one, other, [one[0] * other[1], one[1] * other[0]]);
    },
  };

  const wanted = (section.words ?? []).filter((word) => Object.hasOwn(WAYS, word));
  const ways = wanted.length ? wanted : ["read", "simplify", "plus"];
  return { count: section.questions, make: () => WAYS[homespun.pick(ways)]() };
};
