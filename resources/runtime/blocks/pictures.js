// A wall of pictures with a line under each.
// Needs: blocks/site, blocks/patterns.
"use strict";

homespun.sections.pictures = (section) => {
  const { make } = homespun;
  const one = (item, at) =>
    make(
      "figure",
      { from: item.line },
      homespun.drawPicture(item.icon, item.label, section.key, at),
      make("figcaption", { dir: "auto" }, make("strong", {}, item.label), item.text ? make("span", { class: "muted" }, item.text) : null),
    );
  return { element: homespun.site(section, make("div", { class: "picture-wall" }, section.items.map(one))) };
};
