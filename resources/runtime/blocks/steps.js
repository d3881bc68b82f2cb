// How something is done, step by step.
// Needs: blocks/site.
"use strict";

homespun.sections.steps = (section) => {
  const { make } = homespun;
  const one = (item, at) =>
    make(
      "li",
      { from: item.line },
      make("span", { class: item.icon ? "step-number has-icon" : "step-number", "aria-hidden": "true" }, item.icon ?? String(at + 1)),
      make("h3", { dir: "auto" }, item.label),
      item.text ? make("p", { class: "muted", dir: "auto" }, item.text) : null,
    );
  return { element: homespun.site(section, make("ol", { class: "step-list" }, section.items.map(one))) };
};
