// A few things worth knowing, each with a sentence.
// Needs: blocks/site.
"use strict";

homespun.sections.features = (section) => {
  const { make } = homespun;
  const one = (item) =>
    make(
      "li",
      { from: item.line },
      homespun.siteEmoji(item.icon),
      make("h3", { dir: "auto" }, item.label),
      item.text ? make("p", { class: "muted", dir: "auto" }, item.text) : null,
    );
  return { element: homespun.site(section, make("ul", { class: "site-cards" }, section.items.map(one))) };
};
