// Building the page. Values only ever become text nodes, attributes or properties, never markup.
"use strict";

(function () {
  const PATHS = {
    plus: "M12 5v14M5 12h14",
    close: "M6 6l12 12M18 6L6 18",
    pencil: "M4 20h4L19 9l-4-4L4 16v4z",
    bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5",
    search: "M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14M16.2 16.2L21 21",
    left: "M15 5l-7 7l7 7",
    right: "M9 5l7 7l-7 7",
    up: "M12 19V6M6 11l6-6l6 6",
    down: "M12 5v13M6 13l6 6l6-6",
    dots: "M5 12h.01M12 12h.01M19 12h.01",
    check: "M5 12.5l4.5 4.5L19 7",
    grip: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  };
  const SVG = "http://www.w3.org/2000/svg";

  // make("button", { class: "main", from: 12, onclick: go }, "Go"): `from` is the blueprint's line,
  // functions become listeners, true and false set or leave out, everything else is an attribute.
  homespun.make = (tag, settings = {}, ...children) => fill(document.createElement(tag), settings, children);
  homespun.draw = (tag, settings = {}, ...children) => fill(document.createElementNS(SVG, tag), settings, children);

  function fill(element, settings, children) {
    for (const [name, value] of Object.entries(settings)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "from") {
        if (value > 0) element.dataset.from = value;
      } else if (name === "value") element.value = value;
      else if (name === "style") Object.entries(value).forEach(([key, part]) => element.style.setProperty(key, part));
      else if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  // A name of the person's as a label: it begins with a capital on the screen, and stays itself in the page.
  homespun.label = (name) => homespun.make("span", { class: "cap", dir: "auto" }, name);

  homespun.icon = (name) =>
    homespun.draw(
      "svg",
      { viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" },
      homespun.draw("path", { d: PATHS[name] }),
    );

  // Words of the person inside one of our sentences keep their own direction of writing.
  homespun.isolate = (words) => `\u2068${words}\u2069`;

  // Tells screen readers what happened where nothing was said on the screen.
  homespun.announce = (words) => {
    const place = document.getElementById("toasts");
    const note = homespun.make("p", { class: "unseen" }, words);
    place.append(note);
    setTimeout(() => note.remove(), 4000);
  };

  let counter = 0;
  homespun.newId = (prefix) => `${prefix}-${++counter}`;
})();
