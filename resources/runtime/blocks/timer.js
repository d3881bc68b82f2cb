// A timer of any kind: the frame around what timer/VARIANT.js draws.
// Needs: elements, formats, blocks/frame.
"use strict";

homespun.sections.timer = (section) => {
  const { parts, leave } = homespun.timers[section.variant](section);
  const element = homespun.frame(section, homespun.make("div", { class: "card timer-card" }, parts));
  if (!section.title) element.setAttribute("aria-label", homespun.say(`timer_${section.variant}`));
  return { element, leave };
};
