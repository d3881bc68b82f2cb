// Numbers to be proud of, each with what it counts.
// Needs: blocks/site.
"use strict";

homespun.sections.figures = (section) => {
  const { make } = homespun;
  const one = (item) => make("div", { class: "figure", from: item.line }, make("dt", { dir: "auto" }, item.text), make("dd", { dir: "auto" }, item.label));
  return { element: homespun.site(section, make("dl", { class: "figure-row" }, section.items.map(one))) };
};
