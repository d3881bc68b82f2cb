// One sentence that stands for itself.
// Needs: blocks/site.
"use strict";

homespun.sections.quote = (section) => {
  const { make } = homespun;
  const figure = make(
    "figure",
    {},
    make("blockquote", { dir: "auto" }, make("p", {}, section.title)),
    section.by ? make("figcaption", { dir: "auto" }, section.by) : null,
  );
  return { element: homespun.site({ ...section, title: "" }, figure) };
};
