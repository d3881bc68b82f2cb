// The opening of a site: what it is, in large words, beside a picture.
// Needs: blocks/site, blocks/patterns.
"use strict";

homespun.sections.hero = (section) => {
  const { make } = homespun;
  const words = make("div", { class: "hero-words" }, make("h2", { dir: "auto" }, section.title), homespun.siteWords(section));
  const picture = section.picture ? homespun.drawPicture(section.picture, section.title) : null;
  const element = homespun.site({ ...section, title: "" }, words, picture);
  element.classList.toggle("has-picture", Boolean(picture));
  return { element };
};
