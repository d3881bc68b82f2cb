// Links, one under the other. What is no address that can be followed is shown as plain words.
// Needs: blocks/site.
"use strict";

homespun.sections.links = (section) => {
  const { make } = homespun;

  function one(item) {
    const address = homespun.addressOf(item.text);
    const shown = item.text.replace(/^(https?:\/\/(www\.)?|mailto:|tel:)|\/$/gi, "");
    const inside = [
      make("span", { class: "link-mark", "aria-hidden": "true" }, item.icon ?? "🔗"),
      make("span", { class: "link-words" }, make("strong", { dir: "auto" }, item.label), make("span", { class: "muted", dir: "ltr" }, shown)),
      address ? homespun.siteMark("out") : null,
    ];
    return make("li", { from: item.line }, address ? homespun.linkTo(address, { class: "link-card" }, inside) : make("div", { class: "link-card" }, inside));
  }

  return { element: homespun.site(section, make("ul", { class: "link-list" }, section.items.map(one))) };
};
