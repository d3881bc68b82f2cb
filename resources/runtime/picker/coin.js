// One of two sides, or of the few words that the blueprint gives: heads or tails, yes or no.
// Needs: elements, formats, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  homespun.pickers ??= Object.create(null);

  homespun.pickers.coin = (section) => {
    const sides = section.words ?? [say("picker_heads"), say("picker_tails")];
    const counts = new Map(sides.map((side) => [side, 0]));
    const coin = make("p", { class: "coin", "aria-live": "polite", dir: "auto" }, "?");
    const sums = make("p", { class: "muted", dir: "auto" });
    const go = make("button", { type: "button", class: "main large", onclick: flip }, say("picker_flip"));

    function flip() {
      const side = homespun.pick(sides);
      counts.set(side, counts.get(side) + 1);
      coin.textContent = side;
      coin.classList.toggle("is-flipping", !coin.classList.contains("is-flipping"));
      coin.classList.toggle("is-flipping-again", !coin.classList.contains("is-flipping"));
      sums.textContent = [...counts].map(([word, count]) => `${word}: ${count}`).join(" · ");
    }

    return { parts: [coin, make("div", { class: "row picker-buttons" }, go), sums] };
  };
})();
