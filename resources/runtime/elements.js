// Building the page. Values only ever become text nodes, attributes or properties, never markup.
// Needs: icons.
"use strict";

(function () {
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
    // Where a placeholder is shown, the style sheet knows that a field is empty and gives it the page's direction.
    if (settings.dir === "auto" && element.placeholder === "") element.placeholder = " ";
    element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  // A name of the person's as a label: it begins with a capital on the screen, and stays itself in the page.
  homespun.label = (name) => homespun.make("span", { class: "cap", dir: "auto" }, name);

  homespun.icon = (name) =>
    homespun.draw(
      "svg",
      { viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" },
      homespun.draw("path", { d: homespun.drawings[name] }),
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
