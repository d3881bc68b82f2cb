// Chance: one source of it for everything that shuffles, rolls or picks.
"use strict";

(function () {
  const PARTS = 2 ** 32;
  const numbers = new Uint32Array(64);
  let used = numbers.length;
  let state = null;

  // From the browser's own strong source, so that passwords are safe and dice are fair.
  function strong() {
    if (used === numbers.length) {
      crypto.getRandomValues(numbers);
      used = 0;
    }
    return numbers[used++] / PARTS;
  }

  // "mulberry32": the same numbers in the same order after the same seed.
  function seeded() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / PARTS;
  }

  // From now on chance repeats itself, for tests and for "the same puzzle again"; null lets go of that.
  homespun.seed = (number) => (state = number);

  // From 0 up to but not including 1.
  homespun.random = () => (state === null ? strong() : seeded());

  // A whole number from low to high, both included.
  homespun.randomWhole = (low, high) => low + Math.floor(homespun.random() * (high - low + 1));

  homespun.pick = (list) => list[homespun.randomWhole(0, list.length - 1)];

  // A new list in another order, every order being equally likely.
  homespun.shuffle = (list) => {
    const mixed = [...list];
    for (let at = mixed.length - 1; at > 0; at--) {
      const other = homespun.randomWhole(0, at);
      [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
    }
    return mixed;
  };
})();
