// Works to look at, which can be narrowed down by what kind they are.
// Needs: blocks/site, blocks/patterns, display, formats.
"use strict";

homespun.sections.portfolio = (section) => {
  const { make, say } = homespun;
  const tags = [...new Set(section.items.flatMap((item) => item.tags ?? []))];
  const works = section.items.map((item, at) => ({ item, element: work(item, at) }));

  function work(item, at) {
    const address = item.to ? `#/${item.to}` : homespun.addressOf(item.link);
    const title = address ? homespun.linkTo(address, { class: "work-link" }, item.label) : item.label;
    return make(
      "li",
      { class: "work", from: item.line },
      homespun.drawPicture(item.picture, item.label, section.key, at),
      make("div", { class: "work-words" },
        make("h3", { dir: "auto" }, title),
        item.text ? make("p", { class: "muted", dir: "auto" }, item.text) : null,
        item.tags ? make("p", { class: "chips" }, item.tags.map((tag) => homespun.chip(tag, tags.indexOf(tag)))) : null,
      ),
    );
  }

  function choose(tag, button) {
    let count = 0;
    for (const { item, element } of works) {
      element.hidden = Boolean(tag) && !(item.tags ?? []).includes(tag);
      count += element.hidden ? 0 : 1;
    }
    for (const each of button.parentElement.children) each.setAttribute("aria-pressed", String(each === button));
    homespun.announce(say("portfolio_shown", { count }));
  }

  const filter = (tag, words) =>
    make("button", { type: "button", class: "small", dir: "auto", "aria-pressed": String(!tag), onclick: (event) => choose(tag, event.currentTarget) }, words);
  const filters = tags.length > 1
    ? make("div", { class: "work-filter", role: "group", "aria-label": say("portfolio_filter") }, filter("", say("all")), tags.map((tag) => filter(tag, tag)))
    : null;
  return { element: homespun.site(section, filters, make("ul", { class: "works" }, works.map(({ element }) => element))) };
};
