// A picture and some words side by side; several of these in a row change sides.
// Needs: blocks/site, blocks/patterns.
"use strict";

homespun.sections["image text"] = (section) => {
  const { make } = homespun;
  const words = make("div", { class: "image-text-words" }, make("h2", { dir: "auto" }, section.title), homespun.siteWords(section));
  const element = homespun.site({ ...section, title: "" }, homespun.drawPicture(section.picture, section.title), words);
  if (section.side) element.classList.add(`side-${section.side}`);
  return { element };
};
