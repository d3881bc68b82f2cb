// Dice with any number of sides: the sum, and the throws before.
// Needs: elements, formats, chance, blocks/settings.
"use strict";

(function () {
  const { make, draw, say } = homespun;
  homespun.pickers ??= Object.create(null);

  const BEFORE = 10;
  // Where the dots of a die are, in a square of three by three.
  const DOTS = { 1: [4], 2: [2, 6], 3: [2, 4, 6], 4: [0, 2, 6, 8], 5: [0, 2, 4, 6, 8], 6: [0, 2, 3, 5, 6, 8] };

  function face(value, sides) {
    if (sides !== 6) return make("span", { class: "die die-number" }, String(value));
    const dots = DOTS[value].map((at) => draw("circle", { cx: 10 + (at % 3) * 10, cy: 10 + Math.floor(at / 3) * 10, r: 3.6 }));
    return draw("svg", { viewBox: "0 0 40 40", class: "die", role: "img", "aria-label": String(value) }, dots);
  }

  homespun.pickers.dice = (section) => {
    const settings = homespun.settings(
      section.key,
      [
        { name: "count", label: say("picker_dice_count"), low: 1, high: 10, start: section.count },
        { name: "sides", label: say("picker_dice_sides"), low: 2, high: 100, start: section.sides },
      ],
      () => lay(),
    );
    let before = [];
    const table = make("div", { class: "dice" });
    const result = make("p", { class: "picker-result", "aria-live": "polite" });
    const earlier = make("p", { class: "muted" });
    const go = make("button", { type: "button", class: "main large", onclick: roll }, say("picker_roll"));

    function lay() {
      const { count, sides } = settings.values;
      table.replaceChildren(...Array.from({ length: count }, () => face(sides, sides)));
      result.textContent = "";
    }

    function roll() {
      const { count, sides } = settings.values;
      const values = Array.from({ length: count }, () => homespun.randomWhole(1, sides));
      table.replaceChildren(...values.map((value) => face(value, sides)));
      const sum = values.reduce((one, other) => one + other, 0);
      result.textContent = count > 1 ? `${values.join(" + ")} = ${sum}` : String(sum);
      before = [sum, ...before].slice(0, BEFORE + 1);
      earlier.textContent = before.length > 1 ? say("picker_before", { list: before.slice(1).join(", ") }) : "";
    }

    lay();
    return { parts: [table, result, make("div", { class: "row picker-buttons" }, go), earlier, settings.element] };
  };
})();
