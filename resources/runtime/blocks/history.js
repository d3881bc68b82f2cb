// How it all came about, year by year.
// Needs: blocks/site.
"use strict";

homespun.sections.history = (section) => {
  const { make } = homespun;
  const one = (item) =>
    make(
      "li",
      { from: item.line },
      make("span", { class: "history-dot", "aria-hidden": "true" }, item.icon ?? ""),
      make("h3", { dir: "auto" }, item.label),
      make("p", { dir: "auto" }, item.text),
    );
  return { element: homespun.site(section, make("ol", { class: "history-list" }, section.items.map(one))) };
};
