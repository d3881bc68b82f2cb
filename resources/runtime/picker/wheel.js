// A wheel of fortune. Chance picks the winner first, then the wheel turns to it.
// Needs: elements, formats, store, chance, blocks/word_box.
"use strict";

(function () {
  const { make, draw, say, store } = homespun;
  homespun.pickers ??= Object.create(null);

  const SPIN_MS = 3500;
  const TURNS = 5;
  const SHORT = 16;

  const point = (turn, radius) => `${(radius * Math.sin(turn * 2 * Math.PI)).toFixed(2)} ${(-radius * Math.cos(turn * 2 * Math.PI)).toFixed(2)}`;
  const shortened = (word) => ([...word].length > SHORT ? `${[...word].slice(0, SHORT - 1).join("")}…` : word);

  function slice(word, at, count) {
    const tint = count % 8 === 1 && at === count - 1 ? 2 : (at % 8) + 1; // the last is never like the first beside it
    const [from, to] = [at / count, (at + 1) / count];
    const path = count === 1 ? "M0 -100A100 100 0 1 1 -0.01 -100Z" : `M0 0L${point(from, 100)}A100 100 0 ${count === 1 ? 1 : 0} 1 ${point(to, 100)}Z`;
    const middle = ((from + to) / 2) * 360 - 90;
    const text = draw("text", { x: 92, y: 0, transform: `rotate(${middle.toFixed(2)})`, class: count > 14 ? "is-small" : "" }, count > 40 ? "" : shortened(word));
    return draw("g", { class: `wheel-slice wheel-${tint}` }, draw("path", { d: path }), text);
  }

  homespun.pickers.wheel = (section) => {
    const box = homespun.wordBox(section, say("words_colours").split(" | "), () => lay());
    let out = store.recall(`${section.key} out`, []); // winners that were taken off the wheel
    let turned = 0;
    let timer = 0;
    let winner = null;

    const wheel = draw("g", { class: "wheel-turning" });
    const picture = draw("svg", { viewBox: "-104 -104 208 208", class: "wheel", "aria-hidden": "true", focusable: "false" }, wheel);
    const result = make("p", { class: "picker-result", "aria-live": "polite", dir: "auto" });
    const go = make("button", { type: "button", class: "main large", onclick: spin }, say("picker_spin"));
    const remove = make("button", { type: "button", onclick: takeOff }, say("picker_take_off"));
    const back = make("button", { type: "button", onclick: () => keepOut([]) }, say("picker_all_back"));

    const onWheel = () => box.words().filter((word) => !out.includes(word));

    function lay() {
      const words = onWheel();
      wheel.replaceChildren(...words.map((word, at) => slice(word, at, words.length)));
      go.disabled = words.length === 0;
      back.hidden = out.length === 0;
      remove.hidden = winner === null || !words.includes(winner);
      if (!words.length) result.textContent = say("picker_empty");
    }

    function keepOut(now) {
      out = now;
      winner = null;
      store.remember(`${section.key} out`, out);
      result.textContent = "";
      lay();
    }

    function takeOff() {
      keepOut([...out, winner]);
      go.focus();
    }

    function spin() {
      const words = onWheel();
      const at = homespun.randomWhole(0, words.length - 1);
      winner = null;
      remove.hidden = true;
      result.textContent = "";
      go.disabled = true;
      const aim = 1 - (at + 0.2 + homespun.random() * 0.6) / words.length;
      turned = Math.ceil(turned) + TURNS + aim;
      wheel.style.setProperty("transform", `rotate(${turned}turn)`);
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      clearTimeout(timer);
      timer = setTimeout(() => show(words[at]), still ? 0 : SPIN_MS);
    }

    function show(word) {
      winner = word;
      result.textContent = word;
      lay();
      go.focus({ preventScroll: true });
    }

    lay();
    const place = make("div", { class: "wheel-place" }, make("span", { class: "wheel-pointer", "aria-hidden": "true" }), picture);
    return { parts: [place, result, make("div", { class: "row picker-buttons" }, go, remove, back), box.element], update: box.update };
  };
})();
