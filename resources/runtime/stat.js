// A tile with one number.
// Needs: measure, elements.
"use strict";

homespun.sections.stat = (section) => {
  const { make } = homespun;
  const number = make("p", { class: "stat-number" });
  const element = make("section", { class: "card stat", from: section.line, "aria-label": section.title }, make("h2", { class: "stat-label", dir: "auto" }, section.title), number);
  const update = () => {
    number.textContent = homespun.measureText(section, homespun.aggregate(section, homespun.measured(section)));
  };
  update();
  return { element, update };
};
