// Draws names one by one, nobody twice until everybody had a turn; who was drawn is kept over a reload.
// Needs: elements, formats, store, chance, blocks/word_box.
"use strict";

(function () {
  const { make, say, store } = homespun;
  homespun.pickers ??= Object.create(null);

  homespun.pickers.names = (section) => {
    const box = homespun.wordBox(section, say("words_people").split(" | "), () => show());
    let drawn = store.recall(`${section.key} drawn`, []);

    const result = make("p", { class: "picker-result is-name", "aria-live": "polite", dir: "auto" });
    const left = make("p", { class: "muted" });
    const list = make("ol", { class: "picker-drawn" });
    const go = make("button", { type: "button", class: "main large", onclick: draw }, say("picker_draw"));
    const again = make("button", { type: "button", onclick: () => keep([]) }, say("picker_names_again"));

    // Two people of one name are two people: each drawing takes one of them out.
    function waiting() {
      const out = [...drawn];
      return box.words().filter((word) => {
        const at = out.indexOf(word);
        if (at >= 0) out.splice(at, 1);
        return at < 0;
      });
    }

    function draw() {
      keep([homespun.pick(waiting()), ...drawn]);
    }

    function keep(now) {
      drawn = now;
      store.remember(`${section.key} drawn`, drawn);
      show();
    }

    function show() {
      const count = waiting().length;
      const name = drawn[0] ?? "";
      if (result.textContent !== name) result.textContent = name;
      left.textContent = !box.words().length ? say("generator_nobody") : count ? say("picker_left", { count }) : say("picker_all_drawn");
      go.disabled = count === 0;
      again.hidden = drawn.length === 0;
      list.replaceChildren(...drawn.slice(1).map((word) => make("li", { dir: "auto" }, word)));
    }

    show();
    return { parts: [result, make("div", { class: "row picker-buttons" }, go, again), left, list, box.element], update: box.update };
  };
})();
