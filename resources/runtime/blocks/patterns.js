// Pictures without files: an emoji on a pattern in the app's own colours. The same words always
// give the same pattern, so that a page looks the same each time it is opened.
// Needs: elements.
"use strict";

(function () {
  const { draw, make } = homespun;
  const WIDTH = 480;
  const HEIGHT = 360;
  const CELL = 60;
  const SHADES = 4;
  const TONES = 3;

  // Numbers from 0 to 1 that look like chance but follow from the words.
  function numbersFrom(words) {
    let state = 2166136261;
    for (const character of words) state = Math.imul(state ^ character.codePointAt(0), 16777619);
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  }

  const whole = (next, below) => Math.floor(next() * below);
  const shade = (next) => `art-${1 + whole(next, SHADES)}`;
  const shape = (d, name) => draw("path", { d, class: name });
  const circle = (cx, cy, r, name) => draw("circle", { cx, cy, r, class: name });

  // Quarter circles, half circles and dots on a grid.
  function tiles(next) {
    const shapes = [];
    for (let x = 0; x < WIDTH; x += CELL)
      for (let y = 0; y < HEIGHT; y += CELL) {
        const turn = `rotate(${90 * whole(next, 4)} ${x + CELL / 2} ${y + CELL / 2})`;
        const kind = whole(next, 6);
        const forms = [
          `M${x} ${y}h${CELL}a${CELL} ${CELL} 0 0 1 -${CELL} ${CELL}z`,
          `M${x} ${y}a${CELL / 2} ${CELL / 2} 0 0 0 ${CELL} 0z`,
          `M${x} ${y}q${CELL} 0 ${CELL} ${CELL}q-${CELL} 0 -${CELL} -${CELL}z`,
          `M${x + 22} ${y + 30}a8 8 0 1 0 16 0a8 8 0 1 0 -16 0z`,
        ];
        if (kind < forms.length) shapes.push(draw("path", { d: forms[kind], class: shade(next), transform: turn }));
      }
    return [...shapes, circle(WIDTH / 2, HEIGHT / 2, 112, "art-plate")];
  }

  // Hills under a sun.
  function hills(next) {
    const sun = circle(110 + whole(next, 260), 90 + whole(next, 40), 44 + whole(next, 24), "art-sun");
    const rows = [0, 1, 2].map((row) => {
      const top = 190 + row * 58;
      const swing = 30 + whole(next, 34);
      const lean = whole(next, 120) - 60;
      const curve = `M0 ${top}C${140 + lean} ${top - swing} ${180 + lean} ${top + swing} 300 ${top + lean / 6}S430 ${top - swing} ${WIDTH} ${top}V${HEIGHT}H0z`;
      return shape(curve, `art-${row + 1}`);
    });
    return [sun, ...rows];
  }

  // Beams from the middle.
  function beams(next) {
    const many = 2 * (7 + whole(next, 4));
    const start = next() * Math.PI;
    const at = (step) => {
      const angle = start + (step * 2 * Math.PI) / many;
      return `${(WIDTH / 2 + 400 * Math.cos(angle)).toFixed(1)} ${(HEIGHT / 2 + 400 * Math.sin(angle)).toFixed(1)}`;
    };
    const shapes = [];
    for (let step = 0; step < many; step += 2) shapes.push(shape(`M${WIDTH / 2} ${HEIGHT / 2}L${at(step)}L${at(step + 1)}z`, step % 4 ? "art-1" : "art-2"));
    return [...shapes, circle(WIDTH / 2, HEIGHT / 2, 118, "art-3"), circle(WIDTH / 2, HEIGHT / 2, 104, "art-plate")];
  }

  // Large soft circles that overlap.
  function bubbles(next) {
    const shapes = [];
    for (let number = 0; number < 9; number += 1) shapes.push(circle(whole(next, WIDTH), whole(next, HEIGHT), 36 + whole(next, 84), number % 4 ? "art-1" : shade(next)));
    return shapes;
  }

  // Waves from edge to edge.
  function waves(next) {
    const length = 80 + whole(next, 3) * 20;
    const lift = 14 + whole(next, 14);
    return [1, 1, 2, 1, 1, 2, 1].map((name, row) => {
      const top = 20 + row * 52;
      const bend = `q${length / 4} -${lift} ${length / 2} 0t${length / 2} 0`;
      return shape(`M${-whole(next, length)} ${top}${bend.repeat(Math.ceil(WIDTH / length) + 2)}v26${`q-${length / 4} ${lift} -${length / 2} 0t-${length / 2} 0`.repeat(Math.ceil(WIDTH / length) + 2)}z`, `art-${name}`);
    });
  }

  const PATTERNS = [tiles, hills, beams, bubbles, waves];

  // A picture for an emoji and the words that stand beside it. Pictures of one `series` take the
  // patterns in turn, so that neighbours differ.
  homespun.drawPicture = (emoji, words, series = words, at = 0) => {
    const next = numbersFrom(`${words} ${emoji ?? ""}`);
    const pattern = PATTERNS[(whole(numbersFrom(series), PATTERNS.length) + at) % PATTERNS.length];
    const drawing = draw(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "xMidYMid slice", class: `art art-tone-${1 + whole(next, TONES)}`, focusable: "false", "aria-hidden": "true" },
      draw("rect", { width: WIDTH, height: HEIGHT, class: "art-ground" }),
      pattern(next),
      emoji ? draw("text", { x: WIDTH / 2, y: HEIGHT / 2, class: "art-emoji", "text-anchor": "middle", "dominant-baseline": "central" }, emoji) : null,
    );
    return make("div", { class: "art-frame" }, drawing);
  };
})();
