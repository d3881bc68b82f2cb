// Records as rows, fifty on a page. A click on a heading sorts; on a narrow screen each row becomes a small card.
// Needs: collection.
"use strict";

(function () {
  const { make, say } = homespun;
  const NUMERIC = ["number", "money", "percent", "duration"];
  const INTERACTIVE = ["link", "email", "phone"];

  function heading(field, { state, update }) {
    const sorted = state.sort === field.name;
    const way = sorted ? (state.descending ? "descending" : "ascending") : null;
    const turn = () => {
      state.descending = sorted ? !state.descending : false;
      state.sort = field.name;
      update();
    };
    const button = make(
      "button",
      { type: "button", class: "sort", title: say("sort", { field: field.name }), "data-key": `sort ${field.name}`, onclick: turn },
      homespun.label(field.name),
      sorted ? homespun.icon(state.descending ? "down" : "up") : null,
    );
    return make("th", { scope: "col", "aria-sort": way, from: field.line, class: NUMERIC.includes(field.type) ? "number" : "" }, button);
  }

  function cell(record, view, field, first) {
    const value = view[field.name];
    const shown = first && INTERACTIVE.includes(field.type) ? homespun.asText(value, field) : homespun.show(value, field);
    const content = first
      ? make("button", { type: "button", class: "open", dir: "auto", "data-key": `${record.id} first`, "aria-label": first, onclick: (event) => { event.stopPropagation(); homespun.openRecord(record); } }, shown)
      : shown;
    return make("td", { class: NUMERIC.includes(field.type) ? "number" : "", "data-label": homespun.sentenceCase(field.name), from: field.line }, content);
  }

  homespun.sections.table = (section) =>
    homespun.collection(section, (shown, tools, found) => {
      const fields = section.showing.map((name) => homespun.fieldOf(tools.entity, name));
      const rows = shown.map(({ record, view }) =>
        make(
          "tr",
          { "data-record": record.id, onclick: (event) => !event.target.closest("a, button") && homespun.openRecord(record) },
          fields.map((field, at) => cell(record, view, field, at === 0 ? `${say("open")} ${homespun.isolate(homespun.title(record))}` : null)),
          make("td", { class: "row-end" }, make("div", { class: "row" }, homespun.actionButtons(record), homespun.recordButtons(record))),
        ),
      );
      const head = make("tr", {}, fields.map((field) => heading(field, tools)), make("th", { scope: "col" }, make("span", { class: "unseen" }, say("actions"))));
      return [make("div", { class: "table-frame" }, make("table", {}, make("thead", {}, head), make("tbody", {}, rows), totals(fields, tools, found)))];
    }, { pages: 50 });

  // The sums of all that was found, not only of the page shown.
  function totals(fields, { section }, found) {
    const added = (section.totals ?? []).filter((name) => fields.some((field) => field.name === name));
    if (!added.length) return null;
    const sum = (name) => found.map(({ view }) => view[name]).reduce((one, other) => (homespun.missing(other) ? one : homespun.calculate.add(one, other)), 0);
    const words = make("th", { scope: "row", class: "total-words" }, say("total"));
    const cells = fields.map((field, at) => (added.includes(field.name) ? make("td", { class: "number", "data-label": homespun.sentenceCase(field.name), from: field.line }, homespun.asText(sum(field.name), field)) : at === 0 ? words : make("td", {})));
    return make("tfoot", {}, make("tr", {}, cells, make("td", {})));
  }
})();
