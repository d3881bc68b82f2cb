// Some records side by side: choose up to four, see what differs.
// Needs: collection.
"use strict";

(function () {
  const { make, say, missing, store } = homespun;
  const MOST = 4;
  const FEW = 24; // as many as can be chosen from at a glance; more are found by typing

  homespun.sections.compare = (section) => {
    const entity = homespun.entityOf(section.entity);
    const [first, ...fields] = section.showing.map((name) => homespun.fieldOf(entity, name));
    let chosen = null; // ids, in the order of the columns
    let onlyDiffering = false;

    const draw = (shown, { update, filtered }) => {
      const there = new Map(filtered.map((row) => [row.record.id, row]));
      chosen = (chosen ?? shown.slice(0, 2).map(({ record }) => record.id)).filter((id) => there.has(id));
      const compared = chosen.map((id) => there.get(id));
      const asKey = (value) => (missing(value) ? "" : JSON.stringify(value));
      const differs = (field) => new Set(compared.map(({ view }) => asKey(view[field.name]))).size > 1;

      function turn({ record }) {
        const isIn = chosen.includes(record.id);
        chosen = isIn ? chosen.filter((id) => id !== record.id) : [...chosen.slice(chosen.length < MOST ? 0 : 1), record.id];
        update();
      }

      function choice(row) {
        const isIn = chosen.includes(row.record.id);
        return make(
          "button",
          { type: "button", class: "small", "aria-pressed": String(isIn), "data-key": `compare ${row.record.id}`, "data-record": row.record.id, onclick: () => turn(row) },
          isIn ? homespun.icon("check") : null,
          make("span", { class: "compare-name", dir: "auto" }, homespun.title(row.record)),
        );
      }

      // Those that are compared stay where they are; what was searched for comes among them.
      function choices() {
        const offered = shown.slice(0, FEW);
        const others = compared.filter((row) => !offered.includes(row));
        const left = shown.length - offered.length;
        return [
          make("div", { class: "compare-choice", role: "group", "aria-label": say("compare_choose", { count: MOST }) }, [...others, ...offered].map(choice)),
          left > 0 ? make("p", { class: "muted" }, say("more_to_find", { count: left })) : null,
        ];
      }

      const line = (field) =>
        make(
          "tr",
          { class: differs(field) ? "differs" : "", from: field.line },
          make("th", { scope: "row" }, homespun.label(field.name), differs(field) ? make("span", { class: "unseen" }, ` (${say("compare_differs")})`) : null),
          compared.map(({ view }) => make("td", {}, homespun.showWhole(view[field.name], field))),
        );

      function column(row) {
        const words = say("compare_remove", { name: homespun.isolate(homespun.title(row.record)) });
        const remove = make("button", { type: "button", class: "quiet icon-only no-print", "aria-label": words, title: words, "data-key": `remove ${row.record.id}`, onclick: () => turn(row) }, homespun.icon("close"));
        const name = first ? homespun.asText(row.value(first), first) : "";
        return make("th", { scope: "col" }, make("div", { class: "compare-head" }, homespun.openButton(row.record, name, first?.line), remove));
      }

      function table() {
        const lines = onlyDiffering ? fields.filter(differs) : fields;
        const head = make("tr", {}, make("td", {}), compared.map(column));
        return make(
          "div",
          { class: "compare-frame", tabindex: "0", role: "region", "aria-label": section.title },
          make("table", { class: "compare-table", style: { "--columns": compared.length } }, make("thead", {}, head), make("tbody", {}, lines.map(line))),
        );
      }

      function onlySwitch() {
        const turnIt = (event) => {
          onlyDiffering = event.target.checked;
          update();
        };
        const box = make("input", { type: "checkbox", class: "switch", role: "switch", "data-key": "only what differs", onchange: turnIt });
        box.checked = onlyDiffering;
        return make("label", { class: "compare-only no-print" }, box, say("compare_only"));
      }

      const isAlike = compared.length > 1 && !fields.some(differs);
      return [
        choices(),
        compared.length > 1 ? onlySwitch() : null,
        compared.length ? table() : make("p", { class: "muted" }, say("compare_choose", { count: MOST })),
        isAlike ? make("p", { class: "muted", role: "status" }, say("compare_alike")) : null,
      ];
    };
    const isMany = store.list(section.entity).length > FEW;
    return homespun.collection({ ...section, search: section.search || isMany }, draw, { adding: "quiet" });
  };
})();
