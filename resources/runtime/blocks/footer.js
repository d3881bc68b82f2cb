// The foot of a page: small print and links.
// Needs: blocks/site.
"use strict";

homespun.sections.footer = (section) => {
  const { make } = homespun;
  const lines = section.items ?? [];
  const texts = lines.filter((item) => item.word === "text");
  const links = lines.filter((item) => item.word === "link");

  function link(item) {
    const address = item.to ? `#/${item.to}` : homespun.addressOf(item.link ?? item.label);
    return make("li", { from: item.line }, address ? homespun.linkTo(address, { dir: "auto" }, item.label) : item.label);
  }

  const element = make(
    "footer",
    { class: "block block-footer site", from: section.line },
    section.title ? make("h2", { dir: "auto" }, section.title) : null,
    make("div", { class: "footer-words" }, texts.map((item) => make("p", { from: item.line, dir: "auto" }, item.label))),
    links.length ? make("ul", { class: "footer-links" }, links.map(link)) : null,
  );
  return { element };
};
