// What the sections of a site have in common: their frame, lines of text, buttons and links.
// Needs: blocks/frame.
"use strict";

(function () {
  const { make, draw } = homespun;

  const MARKS = {
    mail: "M4 6h16v12H4zM4 7l8 6l8-6",
    phone: "M6 3h4l2 5l-2.5 1.5a11 11 0 0 0 5 5L16 12l5 2v4a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z",
    place: "M12 21c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12zM12 6.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5",
    out: "M9 6H5v13h13v-4M13 5h6v6M19 5l-8 8",
    play: "M8 5l11 7l-11 7z",
    pause: "M8 5v14M16 5v14",
  };

  homespun.siteMark = (name) =>
    draw("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" }, draw("path", { d: MARKS[name] }));

  // The frame of a section of a site: its heading, then what is in it.
  homespun.site = (section, ...children) => {
    const element = homespun.frame(section, ...children);
    element.classList.add("site");
    return element;
  };

  // An address that may be followed, or null: web pages, mail and telephone only.
  homespun.addressOf = (words) => {
    const said = (words ?? "").trim();
    if (/^(https?:\/\/|mailto:|tel:)\S/i.test(said)) return said.replaceAll(" ", "");
    if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(said)) return `mailto:${said}`;
    if (/^\+?[\d\s()/.-]{5,}$/.test(said)) return `tel:${said.replace(/[^\d+]/g, "")}`;
    if (/^[\p{L}\d-]+(\.[\p{L}\d-]+)+([/?#]\S*)?$/u.test(said)) return `https://${said}`;
    return null;
  };

  // A link with words in it. Other sites open beside the app, so that nobody loses it.
  homespun.linkTo = (address, settings, ...children) => {
    const beside = /^http/i.test(address) ? { target: "_blank", rel: "noopener noreferrer" } : {};
    return make("a", { href: address, ...beside, ...settings }, children);
  };

  // A button of a site: to a page (`to`), to an address (`link`), or else on to what comes next.
  homespun.leadOn = (words, { to, link, line }, kind = "") => {
    const address = to ? `#/${to}` : homespun.addressOf(link);
    const settings = { class: `button ${kind}`.trim(), from: line, dir: "auto" };
    if (address) return homespun.linkTo(address, settings, words);
    return make("button", { type: "button", ...settings, onclick: (event) => goOn(event.currentTarget) }, words);
  };

  function goOn(button) {
    const next = button.closest(".block").nextElementSibling;
    if (!next) return document.querySelector("nav a[aria-current] + a")?.click();
    next.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    const first = next.querySelector("a, button, input, select, textarea, summary, h2");
    if (first?.matches("h2")) first.tabIndex = -1;
    first?.focus({ preventScroll: true });
  }

  // The lines `text` and `button` under a section; the first button is the one that matters.
  homespun.siteWords = (section) => {
    const lines = section.items ?? [];
    const buttons = lines.filter((item) => item.word === "button");
    return [
      lines.filter((item) => item.word === "text").map((item) => make("p", { class: "words", from: item.line, dir: "auto" }, item.label)),
      buttons.length ? make("p", { class: "site-buttons" }, buttons.map((item, at) => homespun.leadOn(item.label, item, at ? "" : "main"))) : null,
    ];
  };

  // A small emoji before a heading; it says nothing that the heading does not.
  homespun.siteEmoji = (emoji) => (emoji ? make("span", { class: "emoji", "aria-hidden": "true" }, emoji) : null);
})();
