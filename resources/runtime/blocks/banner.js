// A line that everybody should read. Closed once, it stays closed until its words change.
// Needs: blocks/site, store, formats.
"use strict";

homespun.sections.banner = (section) => {
  const { make, say, store } = homespun;
  const kept = `${section.key} closed`;

  function close() {
    element.hidden = true;
    store.remember(kept, section.title);
    homespun.announce(say("banner_closed"));
  }

  const element = homespun.site(
    { ...section, title: "" },
    homespun.siteEmoji(section.icon),
    make("p", { dir: "auto" }, section.title),
    section.button ? homespun.leadOn(section.button, section) : null,
    section.canClose ? make("button", { type: "button", class: "quiet icon-only", "aria-label": say("close"), onclick: close }, homespun.icon("close")) : null,
  );
  element.hidden = Boolean(section.canClose) && store.recall(kept, "") === section.title;
  return { element };
};
