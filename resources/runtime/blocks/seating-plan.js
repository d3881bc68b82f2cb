// Who sits where: rows and columns of seats. Two seats change places by dragging, or by pressing one and then the other.
// Needs: elements, formats, store, chance, blocks/frame, blocks/printing, blocks/settings, blocks/word_box.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const FAR = 6; // pixels before a press is a drag

  homespun.sections["seating plan"] = (section) => {
    const box = homespun.wordBox(section, say("words_people").split(" | "), () => lay());
    const settings = homespun.settings(
      section.key,
      [
        { name: "rows", label: say("seating_rows"), low: 1, high: 12, start: section.rows },
        { name: "columns", label: say("seating_columns"), low: 1, high: 12, start: section.columns },
      ],
      () => lay(),
    );
    let seats = store.recall(`${section.key} seats`, null); // a name or null for each seat, row by row
    let chosen = -1;

    const grid = make("div", { class: "seating-grid" });
    const room = make("div", { class: "seating-room", role: "group", "aria-label": say("seating_room") }, make("p", { class: "seating-front" }, say("seating_front")), grid);
    const rest = make("p", { class: "muted", dir: "auto" });

    // People who left give up their seats, new ones take the first free; the others stay where they are.
    function place(people) {
      const count = settings.values.rows * settings.values.columns;
      const waiting = [...people];
      const next = Array.from({ length: count }, (_, at) => {
        const place = waiting.indexOf(seats?.[at] ?? null);
        return place < 0 ? null : waiting.splice(place, 1)[0];
      });
      for (let at = 0; at < count && waiting.length; at++) next[at] ??= waiting.shift();
      rest.textContent = waiting.length ? say("seating_without", { names: waiting.join(", ") }) : "";
      keep(next);
    }

    function keep(now) {
      if (JSON.stringify(now) === JSON.stringify(seats)) return;
      seats = now;
      store.remember(`${section.key} seats`, seats);
    }

    function lay() {
      place(box.words());
      draw();
    }

    function mix() {
      const people = homespun.shuffle(box.words());
      const count = settings.values.rows * settings.values.columns;
      keep(Array.from({ length: count }, (_, at) => people[at] ?? null));
      chosen = -1;
      lay();
      homespun.announce(say("seating_mixed"));
    }

    // --- seats

    function draw() {
      const { columns } = settings.values;
      const focused = [...grid.children].indexOf(document.activeElement);
      grid.style.setProperty("--columns", columns);
      grid.replaceChildren(...seats.map((name, at) => seat(name, at, columns)));
      if (focused >= 0) grid.children[Math.min(focused, seats.length - 1)].focus();
    }

    function seat(name, at, columns) {
      const where = { row: Math.floor(at / columns) + 1, column: (at % columns) + 1, name: name ? homespun.isolate(name) : say("seating_free") };
      const button = make("button", { type: "button", class: name ? "seat" : "seat is-free", dir: "auto", "aria-pressed": String(at === chosen), "aria-label": say("seating_seat", where), tabindex: at === Math.max(0, chosen) ? 0 : -1, "data-seat": at }, name ?? "");
      button.addEventListener("click", () => press(at));
      button.addEventListener("focus", () => [...grid.children].forEach((other) => (other.tabIndex = other === button ? 0 : -1)));
      return button;
    }

    function press(at) {
      if (chosen < 0) {
        chosen = at;
        homespun.announce(say("seating_chosen", { name: homespun.isolate(seats[at] ?? say("seating_free")) }));
      } else swap(chosen, at);
      draw();
    }

    function swap(one, other) {
      const now = [...seats];
      [now[one], now[other]] = [now[other], now[one]];
      chosen = -1;
      keep(now);
      if (one !== other) homespun.announce(say("seating_swapped", { one: homespun.isolate(now[other] ?? say("seating_free")), other: homespun.isolate(now[one] ?? say("seating_free")) }));
    }

    grid.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && chosen >= 0) {
        chosen = -1;
        return draw();
      }
      const move = MOVES[event.key];
      const at = [...grid.children].indexOf(event.target);
      if (!move || at < 0) return;
      event.preventDefault();
      const { rows, columns } = settings.values;
      const across = getComputedStyle(grid).direction === "rtl" ? -move[1] : move[1];
      const [row, column] = [Math.floor(at / columns) + move[0], (at % columns) + across];
      if (row >= 0 && row < rows && column >= 0 && column < columns) grid.children[row * columns + column].focus();
    });

    // --- dragging

    let drag = null; // { from, x, y, moving }
    const seatAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest?.("[data-seat]");
    grid.addEventListener("pointerdown", (event) => {
      const from = event.target.closest("[data-seat]");
      if (from && event.button === 0) drag = { from, x: event.clientX, y: event.clientY, moving: false };
    });
    grid.addEventListener("pointermove", (event) => {
      if (!drag) return;
      drag.moving ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR;
      if (!drag.moving) return;
      grid.setPointerCapture(event.pointerId);
      drag.from.classList.add("is-dragged");
      for (const other of grid.children) other.classList.toggle("is-over", other === seatAt(event));
    });
    grid.addEventListener("pointerup", (event) => {
      if (drag?.moving) {
        const to = seatAt(event);
        if (to && grid.contains(to)) swap(Number(drag.from.dataset.seat), Number(to.dataset.seat));
        draw();
      }
      drag = null;
    });
    grid.addEventListener("pointercancel", () => {
      drag = null;
      draw();
    });

    lay();
    const mixButton = make("button", { type: "button", class: "main", onclick: mix }, say("seating_mix"));
    const element = homespun.frame(
      section,
      make("div", { class: "card seating-card" }, room, rest, make("p", { class: "muted no-print" }, say("seating_help")), make("div", { class: "row no-print" }, mixButton, homespun.printButton(() => room)), settings.element, box.element),
    );
    if (!section.title) element.setAttribute("aria-label", say("seating_name"));
    return { element, update: box.update };
  };
})();
