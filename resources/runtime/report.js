// A report: records in groups with their totals, to read, to print, or to take away as a spreadsheet. A group
// can be closed, so that only its totals are seen; where there are very many records they all begin closed.
// Needs: collection, grouping, sheet.
"use strict";

(function () {
  const { make, say, missing, store } = homespun;
  const NUMERIC = ["number", "money", "percent", "duration", "rating"];
  const ADDED = ["number", "money", "duration"];
  const DATES = ["date", "date and time"];
  const LINES = 300; // drawn at a time

  const sumOf = (rows, field) => rows.map((row) => row.value(field)).reduce((one, other) => (missing(other) ? one : homespun.calculate.add(one, other)), 0);

  // Groups in the order of options, of time, or of letters and numbers: { key, words, rows }.
  function groupsOf(rows, by) {
    const isDate = DATES.includes(by.type);
    const keyOf = (value) => (missing(value) || value.length === 0 ? null : isDate ? String(value).slice(0, 7) : Array.isArray(value) ? value.join(" ") : value);
    const wordsFor = (key, row) => (key === null ? say("nothing") : isDate ? homespun.asMonth(key) : by.type === "yes/no" ? `${homespun.sentenceCase(by.name)}: ${homespun.asText(key, by)}` : homespun.asText(row.value(by), by) || say("nothing"));
    const groups = [...homespun.grouped(rows, (row) => keyOf(row.value(by)))].map(([key, members]) => ({ key, words: wordsFor(key, members[0]), value: members[0].value(by), rows: members }));
    return groups.sort((one, other) => (one.key === null) - (other.key === null) || homespun.inOrder(one.value, other.value, by, false));
  }

  homespun.sections.report = (section) => {
    const entity = homespun.entityOf(section.entity);
    const by = section.by ? homespun.fieldOf(entity, section.by) : null;
    const named = (section.totals ?? []).map((name) => homespun.fieldOf(entity, name));
    const shownFields = section.showing.map((name) => homespun.fieldOf(entity, name)).filter((field) => field !== by);
    const columns = [...shownFields, ...named.filter((field) => !shownFields.includes(field) && field !== by)];
    const added = named.length ? named : columns.filter((field) => ADDED.includes(field.type));
    const turned = new Set(); // keys of the groups that are not as groups begin: open, or closed where there are many
    let beginsOpen = null; // until somebody says otherwise, that depends on how many there are
    let latest = [];
    const parts = homespun.makeMore(LINES, grow);
    const body = make("tbody", {});
    let redraw = () => {};

    // The first of the lines that came gets the focus.
    function grow(from) {
      redraw();
      if (from) body.rows[from]?.querySelector("button")?.focus();
    }

    const cell = (field, content, kind = "") => make("td", { class: `${NUMERIC.includes(field.type) ? "number" : ""} ${kind}`.trim(), from: field.line, "data-label": homespun.sentenceCase(field.name) }, content);

    function recordLine({ record, view }) {
      const cells = columns.map((field, at) => cell(field, at === 0 ? homespun.openButton(record, homespun.asText(view[field.name], field)) : homespun.show(view[field.name], field)));
      return make("tr", { "data-record": record.id }, cells);
    }

    // The words stand in the first column, before its own sum if it has one.
    function totalLine(rows, words, kind) {
      const sums = columns.map((field) => (added.includes(field) ? homespun.asText(sumOf(rows, field), field) : ""));
      const [start, ...rest] = columns;
      const head = make("th", { scope: "row", from: start.line }, words, sums[0] ? make("span", { class: "report-first" }, sums[0]) : null);
      return make("tr", { class: `report-total ${kind}` }, head, rest.map((field, at) => cell(field, sums[at + 1], sums[at + 1] ? "" : "is-empty")));
    }

    function groupLine(group, isOpen) {
      const turn = () => {
        if (!turned.delete(group.key)) turned.add(group.key);
        redraw();
      };
      const button = make("button", { type: "button", class: "report-turn", "aria-expanded": String(isOpen), "data-key": `group ${group.key}`, onclick: turn }, homespun.icon("right"), make("bdi", {}, group.words), make("span", { class: "count" }, String(group.rows.length)));
      return make("tr", { class: "report-group" }, make("th", { scope: "rowgroup", colspan: columns.length, from: by.line }, button));
    }

    // All lines of the report as functions that draw them, so that only those that are seen are made.
    function linesOf(found, isOpenAtFirst) {
      if (!by) return found.map((row) => () => recordLine(row));
      return groupsOf(found, by).flatMap((group) => {
        const isOpen = isOpenAtFirst !== turned.has(group.key);
        const total = added.length ? [() => totalLine(group.rows, say("report_sum"), "is-part")] : [];
        return [() => groupLine(group, isOpen), ...(isOpen ? group.rows.map((row) => () => recordLine(row)) : []), ...total];
      });
    }

    async function save() {
      await store.whole();
      const rows = by ? groupsOf(latest, by).flatMap((group) => group.rows) : latest;
      homespun.saveCsv(entity, by ? [by, ...columns] : columns, rows);
    }

    const tool = (icon, key, work) => make("button", { type: "button", class: "small", "data-key": key, onclick: work }, homespun.icon(icon), say(key));

    function tools(isOpenAtFirst) {
      const turn = () => {
        turned.clear();
        beginsOpen = !isOpenAtFirst;
        redraw();
      };
      const only = by && added.length ? make("button", { type: "button", class: "small", "aria-pressed": String(!isOpenAtFirst && !turned.size), "data-key": "only totals", onclick: turn }, say("report_only_totals")) : null;
      return make("div", { class: "row report-tools no-print" }, only, make("span", { class: "gap" }), tool("print", "print", () => window.print()), tool("download", "report_csv", save));
    }

    const draw = (_, { update }, found) => {
      redraw = update;
      latest = found;
      const isOpenAtFirst = beginsOpen ?? found.length <= LINES;
      const lines = parts.cut(linesOf(found, isOpenAtFirst));
      body.replaceChildren(...lines.map((line) => line()));
      const head = make("tr", {}, columns.map((field) => make("th", { scope: "col", class: NUMERIC.includes(field.type) ? "number" : "" }, homespun.label(field.name))));
      const foot = added.length ? make("tfoot", {}, totalLine(found, say("report_total"), "is-all")) : null;
      return [
        tools(isOpenAtFirst),
        make("div", { class: "report-frame", tabindex: "0", role: "region", "aria-label": section.title }, make("table", { class: "report-table" }, make("thead", {}, head), body, foot)),
        parts.element,
      ];
    };
    return homespun.collection(section, draw, { adding: "none" });
  };
})();
