// The people behind it.
// Needs: blocks/site, blocks/patterns.
"use strict";

homespun.sections.team = (section) => {
  const { make } = homespun;

  const reach = (words, mark) => {
    const address = homespun.addressOf(words);
    return words ? make("p", { class: "reach" }, homespun.siteMark(mark), address ? homespun.linkTo(address, { dir: "auto" }, words) : words) : null;
  };

  const person = (item, at) =>
    make(
      "li",
      { class: "person", from: item.line },
      homespun.drawPicture(item.picture ?? "🙂", item.label, section.key, at),
      make("h3", { dir: "auto" }, item.label),
      item.text ? make("p", { class: "person-role", dir: "auto" }, item.text) : null,
      item.about ? make("p", { class: "muted", dir: "auto" }, item.about) : null,
      reach(item.email, "mail"),
      reach(item.phone, "phone"),
    );

  return { element: homespun.site(section, make("ul", { class: "people" }, section.items.map(person))) };
};
