// Makes something new at each press: the frame around what generator/VARIANT.js makes.
// Needs: elements, formats, blocks/frame.
"use strict";

homespun.sections.generator = (section) => {
  const { parts, update } = homespun.generators[section.variant](section);
  const element = homespun.frame(section, homespun.make("div", { class: "card generator-card" }, parts));
  if (!section.title) element.setAttribute("aria-label", homespun.say(`generator_${section.variant.replaceAll(" ", "_")}`));
  return { element, update };
};
