// What there is to eat and drink, in courses, with prices.
// Needs: blocks/site.
"use strict";

homespun.sections["menu card"] = (section) => {
  const { make } = homespun;

  const dish = (item) =>
    make(
      "li",
      { class: "dish", from: item.line },
      make("div", { class: "dish-line" }, make("span", { class: "dish-name", dir: "auto" }, item.label), item.price ? make("span", { class: "dish-price", dir: "auto" }, item.price) : null),
      item.text ? make("p", { class: "muted", dir: "auto" }, item.text) : null,
      item.tags ? make("p", { class: "dish-tags" }, item.tags.map((tag) => make("span", { dir: "auto" }, tag))) : null,
    );

  // Each course with the dishes under it; dishes before the first course stand by themselves.
  function courses() {
    const found = [];
    for (const item of section.items) {
      if (item.word === "course" || !found.length) found.push({ title: item.word === "course" ? item : null, dishes: [], notes: [] });
      if (item.word === "dish") found.at(-1).dishes.push(item);
      if (item.word === "text") found.at(-1).notes.push(item);
    }
    return found;
  }

  const course = ({ title, dishes, notes }) =>
    make(
      "div",
      { class: "course" },
      title ? make("h3", { from: title.line, dir: "auto" }, title.label) : null,
      dishes.length ? make("ul", {}, dishes.map(dish)) : null,
      notes.map((note) => make("p", { class: "muted", from: note.line, dir: "auto" }, note.label)),
    );

  return { element: homespun.site(section, make("div", { class: "menu-paper" }, courses().map(course))) };
};
