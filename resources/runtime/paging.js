// Only some of many records are drawn at once. A table has pages to turn; a list grows when it is asked to.
// Needs: elements, formats.
"use strict";

(function () {
  const { make, say } = homespun;
  const count = (number) => new Intl.NumberFormat(homespun.locale).format(number);

  // On paper there is nothing to press: as much is drawn as somebody might want to print.
  const MOST_PRINTED = 2000;
  const drawn = new Set(); // what can be drawn anew: { element, redraw }
  let printing = false;
  function redrawAll(now) {
    printing = now;
    for (const each of drawn) {
      if (each.element.isConnected) each.redraw();
      else drawn.delete(each);
    }
  }
  window.addEventListener("beforeprint", () => redrawAll(true));
  window.addEventListener("afterprint", () => redrawAll(false));

  // Pages of a table: `cut(rows)` gives those of the page shown, `element` has the buttons.
  homespun.makePages = (size, changed) => {
    let page = 0;
    const words = make("span", { class: "pages-words" });
    const button = (key, icon, to) => {
      const element = make("button", { type: "button", class: "quiet", onclick: () => turn(to()) }, icon === "left" ? homespun.icon(icon) : null, say(key), icon === "right" ? homespun.icon(icon) : null);
      return { element, to };
    };
    let last = 0;
    const buttons = [
      button("first_rows", "", () => 0),
      button("previous_rows", "left", () => page - 1),
      button("next_rows", "right", () => page + 1),
      button("last_rows", "", () => last),
    ];
    const [first, previous, next, end] = buttons.map((each) => each.element);
    const element = make("nav", { class: "pages", "aria-label": say("parts") }, first, previous, words, next, end);

    function turn(to) {
      if (to === page || to < 0 || to > last) return;
      page = to;
      changed();
      homespun.announce(words.textContent);
      element.closest("section")?.scrollIntoView({ block: "start" });
    }

    drawn.add({ element, redraw: changed });
    return {
      element,
      restart: () => (page = 0),
      cut(rows) {
        if (printing) return rows.slice(0, MOST_PRINTED);
        last = Math.max(0, Math.ceil(rows.length / size) - 1);
        page = Math.min(page, last);
        element.hidden = last === 0;
        words.textContent = say("rows_of", { first: count(page * size + 1), last: count(Math.min(rows.length, (page + 1) * size)), count: count(rows.length) });
        // Not switched off: a button that has the focus must keep it.
        for (const [part, off] of [[first, page === 0], [previous, page === 0], [next, page === last], [end, page === last]])
          part.setAttribute("aria-disabled", String(off));
        return rows.slice(page * size, (page + 1) * size);
      },
    };
  };

  // A list that shows its first rows, and more of them when it is asked.
  homespun.makeMore = (size, changed) => {
    let shown = size;
    const button = make("button", { type: "button", class: "more", onclick: () => grow() });
    const element = make("div", { class: "pages" }, button);

    function grow() {
      const from = shown;
      shown += size;
      changed(from);
    }

    drawn.add({ element, redraw: () => changed(null) });
    return {
      element,
      restart: () => (shown = size),
      cut(rows) {
        if (printing) return rows.slice(0, MOST_PRINTED);
        const left = rows.length - shown;
        element.hidden = left <= 0;
        button.textContent = say("show_more", { count: count(Math.min(size, left)) });
        return rows.slice(0, shown);
      },
    };
  };
})();
