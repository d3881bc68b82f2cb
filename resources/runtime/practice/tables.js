// Times tables: 7 × 8, in both orders.
// Needs: chance.
"use strict";

homespun.practices ??= Object.create(null);

homespun.practices.tables = (section) => {
  const named = (section.words ?? []).map(Number).filter((number) => Number.isInteger(number) && number >= 0);
  const low = Math.min(section.from, section.to);
  const high = Math.max(section.from, section.to);
  const range = Array.from({ length: high - low + 1 }, (_, at) => low + at);
  const tables = named.length ? named : range;

  const question = (one, other) => ({ ask: `${one} × ${other}`, show: `${one} × ${other} =`, answers: [String(one * other)], right: [String(one * other)], number: true, line: section.line });

  function make() {
    const pair = [homespun.pick(tables), homespun.randomWhole(1, 10)];
    return question(...(homespun.random() < 0.5 ? pair : pair.reverse()));
  }

  function again(ask) {
    const numbers = ask.split(" × ").map(Number);
    return numbers.length === 2 && numbers.every(Number.isInteger) && numbers.some((number) => tables.includes(number)) ? question(...numbers) : null;
  }

  return { count: section.questions, make, again };
};
