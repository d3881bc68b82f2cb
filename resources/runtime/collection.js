// What every view of records has in common: heading, adding, searching, filtering, order, and what
// is said when there is nothing to show. A view only draws the records it is handed.
// Needs: dialog, display, records, rows, paging.
"use strict";

(function () {
  const { make, say, store, missing } = homespun;
  homespun.sections ??= Object.create(null);

  // Makes a section. `draw(shown, tools, found)` returns the elements for the records [{ record, view }];
  // `whenEmpty` says that the view wants to be drawn without records too (a board, a calendar). A view
  // that can be drawn in parts says how many records have a page (`pages`) or come at a time (`more`);
  // it is then shown some of what was found. `adding` is how the button for a new record looks: "main",
  // "quiet", or "none" where nobody comes to add something.
  homespun.collection = (section, draw, { whenEmpty = false, pages = 0, more = 0, adding = "main" } = {}) => {
    const entity = homespun.entityOf(section.entity);
    const state = { words: "", chosen: new Map(), sort: section.sort ?? "", descending: section.descending ?? false };
    const facts = { entity: homespun.inSentence(entity.name), plural: homespun.inSentence(entity.plural) };
    const counted = (number) => say(number === 1 ? "count_one" : "count_many", { ...facts, count: number });
    const add = (given = {}) => homespun.openNew(entity, { given: { ...section.given, ...given } });
    const body = make("div", { class: `body body-${section.kind}` });
    const count = make("span", { class: "count" });
    const filters = (section.filters ?? []).map((name) => makeFilter(entity, name, state, () => start()));
    const search = section.search ? makeSearch(facts, state, () => start()) : null;
    const tools = { section, entity, state, add, update: () => start(), counted, filtered: [] };
    const finder = homespun.makeFinder(entity);
    const order = homespun.makeOrder(entity);
    const parts = pages ? homespun.makePages(pages, () => show()) : more ? homespun.makeMore(more, (from) => (show(), from && focusOn(from))) : null;

    let everything = [];
    let all = []; // those of them that belong here
    let ordered = { by: "", rows: [] };

    function matching(rows) {
      const set = filters.filter((filter) => filter.isSet());
      tools.filtered = set.length ? rows.filter((row) => set.every((filter) => filter.lets(row))) : rows;
      return finder.find(tools.filtered, state.words);
    }

    // The records have changed, or what day it is.
    function update() {
      everything = homespun.rowsOf(entity);
      all = section.where ? everything.filter(({ view }) => section.where(view)) : everything;
      ordered = { by: "", rows: all };
      filters.forEach((filter) => filter.refresh(all));
      show();
      if (search && !store.loading()) finder.getReady(all);
    }

    // Another question to the same records begins at the first page again.
    function start() {
      parts?.restart();
      show();
    }

    // All are put in order and then searched: while somebody types, nothing is sorted anew.
    function show() {
      const by = `${state.descending} ${state.sort}`;
      if (ordered.by !== by) ordered = { by, rows: order(all, state.sort, state.descending) };
      const found = matching(ordered.rows).slice(0, section.limit ?? Infinity);
      const shown = parts ? parts.cut(found) : found;
      count.textContent = store.loading() ? say("loading", { count: found.length }) : counted(found.length);
      const bare = !found.length && !(whenEmpty && !isNarrowed());
      homespun.redraw(body, bare ? [emptyState(everything.length, all.length)] : draw(shown, tools, found));
      element.classList.toggle("is-empty", bare && everything.length === 0); // then the empty state has the button
    }

    const focusOn = (at) => body.querySelectorAll("[data-record]")[at]?.querySelector("a, button")?.focus();

    const isNarrowed = () => Boolean(state.words.trim()) || filters.some((filter) => filter.isSet());

    function emptyState(everything, all) {
      if (all && isNarrowed())
        return message("no_match", "no_match_hint", make("button", { type: "button", onclick: clear }, say("clear")));
      if (everything) return message("empty_where", "empty_where_hint", null);
      return message("empty_title", "empty_hint", addButton("main"));
    }

    function message(title, hint, button) {
      const mark = make("span", { class: "empty-mark", "aria-hidden": "true" }, document.querySelector(".mark")?.textContent ?? "");
      return make("div", { class: "empty" }, mark, make("p", { class: "empty-title" }, say(title, facts)), make("p", { class: "muted" }, say(hint, facts)), button);
    }

    function clear() {
      state.words = "";
      if (search) search.control.value = "";
      filters.forEach((filter) => filter.clear());
      start();
      (search?.control ?? body).focus();
    }

    const addButton = (kind) =>
      homespun.may("adds", entity) &&
      make("button", { type: "button", class: `add ${kind}`, onclick: () => add() }, homespun.icon("plus"), say("add", facts));

    const title = make("h2", { class: section.quiet ? "unseen" : "", dir: "auto" }, section.title);
    const caption = section.caption ? make("p", { class: "caption muted", dir: "auto" }, section.caption) : null;
    const narrowing = search || filters.length ? make("div", { class: "narrowing" }, search?.element, filters.map((filter) => filter.element)) : null;
    const titles = make("div", { class: "titles" }, title, count, caption);
    // Where the page's heading is the title, searching takes its place beside the button.
    const together = section.quiet && narrowing;
    const head = make("div", { class: together ? "section-head together" : "section-head" }, together ? narrowing : titles, adding === "none" ? null : addButton(adding));
    const below = together ? titles : narrowing;
    const element = make("section", { class: `collection ${section.kind}`, from: section.line, "data-entity": entity.name }, head, below, body, parts?.element);
    update();
    return { element, update };
  };

  function makeSearch(facts, state, changed) {
    const label = say("search", facts);
    const control = make("input", { type: "search", placeholder: label, "aria-label": label, dir: "auto", autocomplete: "off" });
    control.addEventListener("input", () => {
      state.words = control.value;
      changed();
    });
    return { control, element: make("span", { class: "search" }, homespun.icon("search"), control) };
  }

  // A filter offers the options of a choice, else the values that there are (dates by month).
  function makeFilter(entity, name, state, changed) {
    const field = homespun.fieldOf(entity, name);
    const label = say("filter", { field: name });
    const control = make("select", { "aria-label": label, title: label });
    const isDate = field.type === "date" || field.type === "date and time";
    control.addEventListener("change", () => {
      state.chosen.set(name, control.value);
      changed();
    });

    function keysOf(row) {
      const value = row.value(field);
      if (Array.isArray(value)) return value;
      if (missing(value)) return [];
      return [isDate ? String(value).slice(0, 7) : String(value)];
    }

    function wordsFor(key) {
      if (isDate) return homespun.asMonth(key);
      if (field.type === "yes/no") return say(key === "true" ? "yes" : "no");
      if (field.type.startsWith("reference")) return homespun.nameOf(field.target, key) ?? say("nothing");
      if (["number", "money", "percent", "duration", "rating"].includes(field.type)) return homespun.asText(Number(key), field);
      return key;
    }

    function keys(all) {
      const there = [...new Set(all.flatMap(keysOf))];
      if (field.type === "yes/no") return ["true", "false"];
      if (field.options) return [...field.options, ...there.filter((key) => !field.options.includes(key))];
      const ofField = field.type.startsWith("reference") ? { type: "text" } : field;
      const asValue = (key) => (field.type.startsWith("reference") ? wordsFor(key) : Number.isNaN(Number(key)) ? key : Number(key));
      return there.sort((one, other) => homespun.inOrder(asValue(one), asValue(other), ofField, false));
    }

    return {
      element: make("label", { class: "filter" }, homespun.label(name), control),
      lets: (row) => keysOf(row).includes(state.chosen.get(name)),
      isSet: () => Boolean(state.chosen.get(name)),
      clear: () => {
        state.chosen.delete(name);
        control.value = "";
      },
      refresh: (all) => {
        const chosen = state.chosen.get(name) ?? "";
        const offered = keys(all);
        if (chosen && !offered.includes(chosen)) offered.push(chosen);
        control.replaceChildren(make("option", { value: "" }, say("all")), ...offered.map((key) => make("option", { value: key }, wordsFor(key))));
        control.value = chosen;
      },
    };
  }

  // Puts new elements in place of old ones and leaves the focus on the same thing, if it is still there.
  homespun.redraw = (body, elements) => {
    const active = document.activeElement;
    const key = body.contains(active) ? active.dataset.key : undefined;
    body.replaceChildren(...elements.flat(2).filter(Boolean));
    if (key !== undefined) [...body.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key)?.focus();
  };
})();
