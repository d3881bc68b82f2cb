// Records as cards in columns. A card moves by mouse, by its grip on a touch screen, and with the
// left and right arrow keys.
// Needs: collection, grouping.
"use strict";

(function () {
  const { make, say, missing, store } = homespun;
  const AT_A_TIME = 50; // cards that a column shows, and as many more when it is asked
  const FAR_ENOUGH = 6; // pixels before a press becomes a drag
  const EDGE = 48; // pixels from the board's side where it scrolls along

  function columnsFor(field, shown) {
    const known = knownColumns(field);
    const keys = new Set(known.map((column) => column.value));
    const stray = [...new Set(shown.map(({ view }) => view[field.name] ?? null).filter((value) => !keys.has(value) && !missing(value)))];
    const more = field.type === "reference" ? [] : stray.map((value) => ({ value, name: homespun.asText(value, field) }));
    const homeless = shown.some(({ view }) => missing(view[field.name]) || (field.type === "reference" && !keys.has(view[field.name])));
    return [...known, ...more, ...(homeless || !known.length ? [{ value: null, name: say("none") }] : [])];
  }

  function knownColumns(field) {
    if (field.type === "yes/no") return [false, true].map((value) => ({ value, name: `${field.name}: ${homespun.asText(value, field)}` }));
    if (field.type === "reference") return store.list(field.target).map((record) => ({ value: record.id, name: homespun.title(record) }));
    return (field.options ?? []).map((value) => ({ value, name: value }));
  }

  homespun.sections.board = (section) => {
    const by = homespun.fieldOf(homespun.entityOf(section.entity), section.by);
    const isSettable = homespun.entityOf(section.entity).fields.includes(by);
    const shownIn = new Map(); // value of a column → how many cards it shows by now

    async function move(record, column) {
      if (!isSettable || homespun.valueOf(record, by.name) === column.value) return;
      const values = Object.assign(Object.create(null), record.values, { [by.name]: column.value });
      if (!(await homespun.save([{ ...record, values }]))) return; // a rule or a check said no, and why
      homespun.announce(say("moved", { name: homespun.isolate(homespun.title(record)), column: homespun.isolate(column.name) }));
    }

    function makeCard({ record, view }, columns, at, fields) {
      const [first, ...rest] = fields;
      const isMovable = isSettable && homespun.may("changes", record);
      const grip = isMovable ? make("span", { class: "grip", "aria-hidden": "true" }, homespun.icon("grip")) : null;
      const step = (way, icon) => {
        const target = columns[at + way];
        if (!target || !isMovable) return null;
        const words = say("move_left", { column: homespun.isolate(target.name) });
        return make("button", { type: "button", class: "quiet icon-only", "aria-label": words, title: words, onclick: () => move(record, target) }, homespun.icon(icon));
      };
      const card = make(
        "article",
        {
          class: "board-card",
          tabindex: "0",
          "data-record": record.id,
          "data-key": `${record.id} card`,
          "aria-label": homespun.title(record),
          "aria-description": isMovable ? say("move_help") : null,
        },
        make("div", { class: "board-top" }, homespun.openButton(record, first ? homespun.asText(view[first.name], first) : "", first?.line), grip),
        make("div", { class: "card-facts" }, homespun.factsOf(view, rest)),
        make("div", { class: "row" }, homespun.actionButtons(record)),
        make("div", { class: "row board-end" }, step(-1, "left"), step(1, "right"), make("span", { class: "gap" }), homespun.recordButtons(record)),
      );
      card.addEventListener("keydown", (event) => {
        const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (event.key === "Enter" && event.target === card) homespun.openRecord(record);
        if (!way || event.target !== card) return;
        event.preventDefault();
        const target = columns[at + (document.dir === "rtl" ? -way : way)];
        if (target && isMovable) move(record, target);
      });
      if (isMovable) makeDraggable(card, (column) => move(record, columns[column]));
      return card;
    }

    return homespun.collection(
      section,
      (shown, { entity, add, update }) => {
        const columns = columnsFor(by, shown);
        const fields = section.showing.map((name) => homespun.fieldOf(entity, name));
        const known = new Set(columns.map((column) => column.value));
        const placeOf = (view) => (known.has(view[by.name]) ? view[by.name] : null);
        const cardsIn = homespun.grouped(shown, ({ view }) => placeOf(view));

        function moreButton(column, left) {
          const grow = () => {
            shownIn.set(column.value, (shownIn.get(column.value) ?? AT_A_TIME) + AT_A_TIME);
            update();
          };
          const words = say("show_more", { count: Math.min(AT_A_TIME, left) });
          return left > 0 ? make("button", { type: "button", class: "small", "data-key": `more ${column.value}`, onclick: grow }, words) : null;
        }

        const board = make(
          "div",
          { class: "board-columns" },
          columns.map((column, at) => {
            const cards = cardsIn.get(column.value) ?? [];
            const some = cards.slice(0, shownIn.get(column.value) ?? AT_A_TIME);
            const words = say("add_in_column", { column: homespun.isolate(column.name) });
            return make(
              "section",
              { class: "column", "data-column": at, "aria-label": column.name, from: by.line },
              make(
                "header",
                { class: "column-head" },
                make("h3", { dir: "auto" }, make("span", { class: `dot tint-${(at % 8) + 1}` }), column.name),
                make("span", { class: "count" }, String(cards.length)),
                isSettable && homespun.may("adds", entity) ? make("button", { type: "button", class: "quiet icon-only", "aria-label": words, title: words, onclick: () => add({ [by.name]: column.value }) }, homespun.icon("plus")) : null,
              ),
              make("div", { class: "column-cards" }, cards.length ? some.map((item) => makeCard(item, columns, at, fields)) : make("p", { class: "column-empty muted" }, say("drop_here")), moreButton(column, cards.length - some.length)),
            );
          }),
        );
        return [board];
      },
      { whenEmpty: columnsFor(by, []).length > 1 },
    );
  };

  // The mouse drags anywhere on a card, a finger only at the grip, so that swiping still scrolls.
  function makeDraggable(card, drop) {
    card.addEventListener("pointerdown", (event) => {
      const mouse = event.pointerType === "mouse";
      const pressed = event.target.closest("button, a"); // may be pressed or dragged by: the way moved decides
      if (event.button !== 0 || (!mouse && !event.target.closest(".grip"))) return;
      const start = { x: event.clientX, y: event.clientY };
      const board = card.closest(".board-columns");
      let ghost = null;
      let over = null;

      function lift() {
        const box = card.getBoundingClientRect();
        ghost = card.cloneNode(true);
        ghost.removeAttribute("data-key");
        ghost.classList.add("ghost");
        ghost.style.width = `${box.width}px`;
        ghost.dataset.x = box.left - start.x;
        ghost.dataset.y = box.top - start.y;
        document.body.append(ghost);
        card.classList.add("lifted");
      }

      function moveTo(next) {
        if (!ghost && Math.hypot(next.clientX - start.x, next.clientY - start.y) < FAR_ENOUGH) return;
        if (!ghost) lift();
        next.preventDefault();
        ghost.style.transform = `translate(${next.clientX + Number(ghost.dataset.x)}px, ${next.clientY + Number(ghost.dataset.y)}px) rotate(2deg)`;
        const side = board.getBoundingClientRect();
        if (next.clientX > side.right - EDGE) board.scrollLeft += 12;
        if (next.clientX < side.left + EDGE) board.scrollLeft -= 12;
        const column = document.elementFromPoint(next.clientX, next.clientY)?.closest(".column") ?? null;
        over?.classList.remove("over");
        over = column && board.contains(column) ? column : null;
        over?.classList.add("over");
      }

      function end(last) {
        for (const [name, work] of listeners) document.removeEventListener(name, work);
        over?.classList.remove("over");
        card.classList.remove("lifted");
        const dragged = ghost !== null;
        ghost?.remove();
        ghost = null;
        if (dragged && over && last?.type === "pointerup") drop(Number(over.dataset.column));
      }

      const escape = (key) => key.key === "Escape" && end(null);
      const listeners = [["pointermove", moveTo], ["pointerup", end], ["pointercancel", end], ["keydown", escape]];
      for (const [name, work] of listeners) document.addEventListener(name, work);
      if (pressed) return;
      if (mouse) event.preventDefault(); // no text is selected on the way
      card.focus();
    });
  }
})();
