// Sums that come out as whole numbers and never below nothing.
// Needs: chance.
"use strict";

homespun.practices ??= Object.create(null);

homespun.practices.arithmetic = (section) => {
  const most = section.upTo;
  const whole = homespun.randomWhole;

  // Each way of reckoning gives [words, result].
  const WAYS = {
    plus() {
      const sum = whole(2, most);
      const one = whole(1, sum - 1);
      return [`${one} + ${sum - one}`, sum];
    },
    minus() {
      const one = whole(2, most);
      const other = whole(1, one);
      return [`${one} − ${other}`, one - other];
    },
    times() {
      const one = whole(2, Math.max(2, Math.floor(Math.sqrt(most))));
      const other = whole(1, Math.max(1, Math.floor(most / one)));
      return homespun.random() < 0.5 ? [`${one} × ${other}`, one * other] : [`${other} × ${one}`, one * other];
    },
    divide() {
      const one = whole(2, Math.max(2, Math.floor(Math.sqrt(most))));
      const result = whole(1, Math.max(1, Math.floor(most / one)));
      return [`${one * result} ÷ ${one}`, result];
    },
  };

  const wanted = (section.words ?? []).filter((word) => Object.hasOwn(WAYS, word));
  const ways = wanted.length ? wanted : ["plus", "minus"];

  function make() {
    const [words, result] = WAYS[homespun.pick(ways)]();
    return { ask: words, show: `${words} =`, answers: [String(result)], right: [String(result)], number: true, line: section.line };
  }

  return { count: section.questions, make };
};
