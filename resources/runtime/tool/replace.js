// Finds words and puts others in their place, and says how often.
// Needs: elements, formats, blocks/text_box.
"use strict";

(function () {
  const { make, say } = homespun;

  const escaped = (words) => words.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

  homespun.tools.replace = (section) => {
    const changed = () => both.show();
    const line = (label) => {
      const id = homespun.newId("words");
      const input = make("input", { id, dir: "auto", autocomplete: "off", oninput: changed });
      return { input, element: make("div", { class: "field" }, make("label", { class: "label", for: id }, label), input) };
    };
    const find = line(say("tool_find"));
    const put = line(say("tool_put"));
    const exact = homespun.tick(say("tool_exact_case"), changed);
    const whole = homespun.tick(say("tool_whole_words"), changed);
    const found = make("p", { class: "muted", "aria-live": "polite" });

    function work(text) {
      found.textContent = "";
      if (!find.input.value) return text;
      const words = escaped(find.input.value);
      const pattern = new RegExp(whole.checked() ? `(?<![\\p{L}\\p{N}_])${words}(?![\\p{L}\\p{N}_])` : words, exact.checked() ? "gu" : "giu");
      let count = 0;
      const result = text.replace(pattern, () => (count++, put.input.value));
      found.textContent = count === 1 ? say("tool_found_one") : say("tool_found_many", { count });
      return result;
    }

    const controls = make("div", { class: "tool-controls" }, make("div", { class: "fields" }, find.element, put.element), make("div", { class: "row" }, exact.element, whole.element), found);
    const both = homespun.changedText(section, controls, work);
    both.show();
    return both.parts;
  };
})();
