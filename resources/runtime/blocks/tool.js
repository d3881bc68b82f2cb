// A small tool for texts or numbers: the frame around what tool/VARIANT.js does.
// Needs: elements, formats, blocks/frame.
"use strict";

homespun.sections.tool = (section) => {
  const parts = homespun.tools[section.variant](section);
  const element = homespun.frame(section, homespun.make("div", { class: "card tool-card" }, parts));
  if (!section.title) element.setAttribute("aria-label", homespun.say(`tool_${section.variant}`));
  return { element };
};
