// A menu behind a button: arrow keys move, Escape closes, focus goes back to the button.
// Needs: elements, formats.
"use strict";

(function () {
  const { make } = homespun;

  // `choices` are [words, what they do].
  homespun.menuBehind = (button, choices) => {
    if (!button.firstChild) button.append(homespun.icon("dots"));
    const items = choices.map(([words, work]) =>
      make("button", { type: "button", role: "menuitem", tabindex: "-1", dir: "auto", onclick: () => { close(true); work(); } }, words),
    );
    const menu = make("div", { class: "menu", role: "menu", "aria-label": button.getAttribute("aria-label"), hidden: true }, items);
    button.after(menu);

    function close(focus) {
      menu.hidden = true;
      button.setAttribute("aria-expanded", "false");
      if (focus) button.focus();
    }

    button.addEventListener("click", () => {
      if (!menu.hidden) return close(true);
      menu.hidden = false;
      button.setAttribute("aria-expanded", "true");
      items[0].focus();
    });
    menu.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") close(true);
      if (event.key === "Tab") close(false);
      if (!step) return;
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    });
    document.addEventListener("pointerdown", (event) => !menu.hidden && !menu.contains(event.target) && !button.contains(event.target) && close(false));
  };
})();
