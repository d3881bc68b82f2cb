// What every view of records has in common: heading, adding, searching, filtering, order, and what
// is said when there is nothing to show. A view only draws the records it is handed.
"use strict";

(function () {
  const { make, say, store, missing } = homespun;
  homespun.sections ??= Object.create(null);

  // Makes a section. `draw(shown, tools)` returns the elements for the records [{ record, view }];
  // `whenEmpty` says that the view wants to be drawn without records too (a board, a calendar).
  homespun.collection = (section, draw, { whenEmpty = false } = {}) => {
    const entity = homespun.entityOf(section.entity);
    const state = { words: "", chosen: new Map(), sort: section.sort ?? "", descending: section.descending ?? false };
    const facts = { entity: homespun.inSentence(entity.name), plural: homespun.inSentence(entity.plural) };
    const add = (given = {}) => homespun.openNew(entity, { given });
    const body = make("div", { class: `body body-${section.kind}` });
    const count = make("span", { class: "count" });
    const filters = (section.filters ?? []).map((name) => makeFilter(entity, name, state, () => update()));
    const search = section.search ? makeSearch(facts, state, () => update()) : null;
    const tools = { section, entity, state, add, update: () => update() };

    function matching(all) {
      const words = plain(state.words).split(/\s+/).filter(Boolean);
      return all.filter(({ record, view }) => {
        if (!filters.every((filter) => filter.lets(view))) return false;
        if (!words.length) return true;
        const text = plain([...entity.byName.values()].map((field) => homespun.asText(view[field.name], field)).join(" \n "));
        return words.every((word) => text.includes(word)) && record !== null;
      });
    }

    function ordered(shown) {
      const field = homespun.fieldOf(entity, state.sort);
      if (!field) return shown;
      return shown.sort((one, other) => homespun.inOrder(one.view[field.name], other.view[field.name], field, state.descending));
    }

    function update() {
      const everything = store.list(entity.name).map((record) => ({ record, view: homespun.view(record) }));
      const all = section.where ? everything.filter(({ view }) => section.where(view)) : everything;
      filters.forEach((filter) => filter.refresh(all));
      const shown = ordered(matching(all));
      count.textContent = say(shown.length === 1 ? "count_one" : "count_many", { ...facts, count: shown.length });
      const bare = !shown.length && !(whenEmpty && !isNarrowed());
      homespun.redraw(body, bare ? [emptyState(everything.length, all.length)] : draw(shown, tools));
      element.classList.toggle("is-empty", bare && everything.length === 0); // then the empty state has the button
    }

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
      update();
      (search?.control ?? body).focus();
    }

    const addButton = (kind) =>
      make("button", { type: "button", class: `add ${kind}`, onclick: () => add() }, homespun.icon("plus"), say("add", facts));

    const title = make("h2", { class: section.quiet ? "unseen" : "", dir: "auto" }, section.title);
    const caption = section.caption ? make("p", { class: "caption muted", dir: "auto" }, section.caption) : null;
    const narrowing = search || filters.length ? make("div", { class: "narrowing" }, search?.element, filters.map((filter) => filter.element)) : null;
    const titles = make("div", { class: "titles" }, title, count, caption);
    // Where the page's heading is the title, searching takes its place beside the button.
    const together = section.quiet && narrowing;
    const head = make("div", { class: together ? "section-head together" : "section-head" }, together ? narrowing : titles, addButton("main"));
    const below = together ? titles : narrowing;
    const element = make("section", { class: `collection ${section.kind}`, from: section.line, "data-entity": entity.name }, head, below, body);
    update();
    return { element, update };
  };

  // "Café" is found by "cafe".
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

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

    function keysOf(view) {
      const value = view[name];
      if (Array.isArray(value)) return value;
      if (missing(value)) return [];
      return [isDate ? String(value).slice(0, 7) : String(value)];
    }

    function wordsFor(key) {
      if (isDate) return homespun.asMonth(key);
      if (field.type === "yes/no") return say(key === "true" ? "yes" : "no");
      if (field.type === "reference") return homespun.nameOf(field.target, key) ?? say("nothing");
      if (["number", "money", "percent", "duration", "rating"].includes(field.type)) return homespun.asText(Number(key), field);
      return key;
    }

    function keys(all) {
      const there = [...new Set(all.flatMap(({ view }) => keysOf(view)))];
      if (field.type === "yes/no") return ["true", "false"];
      if (field.options) return [...field.options, ...there.filter((key) => !field.options.includes(key))];
      const ofField = field.type === "reference" ? { type: "text" } : field;
      const asValue = (key) => (field.type === "reference" ? wordsFor(key) : Number.isNaN(Number(key)) ? key : Number(key));
      return there.sort((one, other) => homespun.inOrder(asValue(one), asValue(other), ofField, false));
    }

    return {
      element: make("label", { class: "filter" }, homespun.label(name), control),
      lets: (view) => !state.chosen.get(name) || keysOf(view).includes(state.chosen.get(name)),
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
