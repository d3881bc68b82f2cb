// Questions that open to show their answers; searching the page opens them too.
// Needs: blocks/site.
"use strict";

homespun.sections.faq = (section) => {
  const { make, icon } = homespun;
  const one = (item) =>
    make(
      "details",
      { from: item.line },
      make("summary", {}, make("h3", { dir: "auto" }, item.label), icon("plus")),
      make("p", { class: "words", dir: "auto" }, item.text),
    );
  return { element: homespun.site(section, make("div", { class: "faq-list" }, section.items.map(one))) };
};
