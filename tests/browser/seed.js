// Makes chance the same each time, so that a test knows how the dice fall.
"use strict";

((seed) => {
  let state = seed >>> 0;
  Math.random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  crypto.getRandomValues = (numbers) => {
    const width = numbers.BYTES_PER_ELEMENT * 8;
    for (let at = 0; at < numbers.length; at++) numbers[at] = Math.floor(Math.random() * 2 ** Math.min(width, 32));
    return numbers;
  };
})(homespunSeed);
