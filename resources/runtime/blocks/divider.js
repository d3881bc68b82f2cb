// A line between two parts of a page, with a word on it if there is one.
// Needs: elements.
"use strict";

homespun.sections.divider = (section) => {
  const { make } = homespun;
  const words = section.title ? make("span", { dir: "auto" }, section.title) : null;
  return { element: make("div", { class: "block block-divider", role: "separator", "aria-label": section.title || null, from: section.line }, words) };
};
