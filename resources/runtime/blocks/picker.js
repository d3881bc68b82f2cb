// Lets chance decide: the frame around what picker/VARIANT.js shows.
// Needs: elements, formats, blocks/frame.
"use strict";

homespun.sections.picker = (section) => {
  const { parts, update } = homespun.pickers[section.variant](section);
  const element = homespun.frame(section, homespun.make("div", { class: "card picker-card" }, parts));
  if (!section.title) element.setAttribute("aria-label", homespun.say(`picker_${section.variant}`));
  return { element, update };
};
