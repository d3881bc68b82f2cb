// What the tools for texts share: a place to type that is kept, a place for the result, and choices between them.
// Needs: elements, formats, store, blocks/copy.
"use strict";

(function () {
  const { make, say, store } = homespun;
  homespun.tools ??= Object.create(null);

  // A labelled text that is kept over a reload: { element, area }.
  homespun.textBox = (key, label, changed, rows = 8) => {
    const id = homespun.newId("text");
    const area = make("textarea", { id, rows, dir: "auto", spellcheck: "false", value: store.recall(key, "") });
    area.addEventListener("input", () => {
      store.remember(key, area.value);
      changed();
    });
    return { element: make("div", { class: "field" }, make("label", { class: "label", for: id }, label), area), area };
  };

  // One of several ways, as a row of choices: { element, value }.
  homespun.chooser = (label, choices, changed) => {
    const name = homespun.newId("choice");
    const radios = choices.map(([value], at) => {
      const radio = make("input", { type: "radio", name, value, onchange: changed });
      radio.checked = at === 0;
      return radio;
    });
    const element = make("div", { class: "segments", role: "radiogroup", "aria-label": label }, radios.map((radio, at) => make("label", {}, radio, make("span", {}, choices[at][1]))));
    return { element, value: () => radios.find((radio) => radio.checked).value };
  };

  // A box to tick: { element, checked }.
  homespun.tick = (label, changed, on = false) => {
    const box = make("input", { type: "checkbox", onchange: changed });
    box.checked = on;
    return { element: make("label", { class: "tool-tick" }, box, label), checked: () => box.checked };
  };

  // Text in, text out: `work(text)` is asked at every change and gives the result.
  homespun.changedText = (section, controls, work) => {
    const id = homespun.newId("result");
    const result = make("textarea", { id, rows: 8, readonly: true, dir: "auto", spellcheck: "false" });
    const show = () => (result.value = work(box.area.value));
    const box = homespun.textBox(`${section.key} text`, say("tool_text"), show);
    const element = make(
      "div",
      { class: "tool-both" },
      box.element,
      make("div", { class: "field" }, make("div", { class: "row" }, make("label", { class: "label", for: id }, say("tool_result")), make("span", { class: "gap" }), homespun.copyButton(() => result.value)), result),
    );
    return { parts: [controls, element], show, area: box.area };
  };
})();
