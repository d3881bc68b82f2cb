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

  // What a group is made by stands in its heading, but of a date that says only the month.
  function columnsOf(section, entity, by, named) {
    const isDate = by && DATES.includes(by.type);
    const columns = section.showing.map((name) => homespun.fieldOf(entity, name)).filter((field) => field !== by || isDate);
    if (isDate && !columns.includes(by)) columns.splice(1, 0, by);
    return [...columns, ...named.filter((field) => !columns.includes(field) && field !== by)];
  }

  homespun.sections.report = (section) => {
    const entity = homespun.entityOf(section.entity);
    const by = section.by ? homespun.fieldOf(entity, section.by) : null;
    const named = (section.totals ?? []).map((name) => homespun.fieldOf(entity, name));
    const columns = columnsOf(section, entity, by, named);
    const added = named.length ? named : columns.filter((field) => ADDED.includes(field.type));
    const turned = new Set(); // keys of the groups that are not as groups begin: open, or closed where there are many
    let beginsOpen = null; // until somebody says otherwise, that depends on how many there are
    let latest = [];
    const parts = homespun.makeMore(LINES, grow);
    let body = null;
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

    // The sums of some rows, each in its column; what they are the sums of stands in the first one.
    function sumCells(rows, words, line) {
      const [first, ...rest] = columns.map((field) => (added.includes(field) ? homespun.asText(sumOf(rows, field), field) : ""));
      const head = make("th", { scope: "row", from: line }, words, first ? make("span", { class: "report-first" }, first) : null);
      return [head, rest.map((sum, at) => cell(columns[at + 1], sum, sum ? "" : "is-empty"))];
    }

    const totalLine = (rows, words, kind) => make("tr", { class: `report-total ${kind}` }, sumCells(rows, words, section.line));

    function groupLine(group, isOpen) {
      const turn = () => {
        if (!turned.delete(group.key)) turned.add(group.key);
        redraw();
      };
      const button = make("button", { type: "button", class: "report-turn", "aria-expanded": String(isOpen), "data-key": `group ${group.key}`, onclick: turn }, homespun.icon("right"), make("bdi", {}, group.words), make("span", { class: "count" }, String(group.rows.length)));
      if (isOpen || !added.length) return make("tr", { class: "report-group" }, make("th", { scope: "rowgroup", colspan: columns.length, from: by.line }, button));
      return make("tr", { class: "report-group is-closed" }, sumCells(group.rows, button, by.line));
    }

    // All lines of the report as functions that draw them, so that only those that are seen are made.
    function linesOf(found, isOpenAtFirst) {
      if (!by) return found.map((row) => () => recordLine(row));
      return groupsOf(found, by).flatMap((group) => {
        const isOpen = isOpenAtFirst !== turned.has(group.key);
        const total = added.length && isOpen ? [() => totalLine(group.rows, say("report_sum"), "is-part")] : [];
        return [() => groupLine(group, isOpen), ...(isOpen ? group.rows.map((row) => () => recordLine(row)) : []), ...total];
      });
    }

    async function save() {
      await store.whole();
      const rows = by ? groupsOf(latest, by).flatMap((group) => group.rows) : latest;
      homespun.saveCsv(entity, by && !columns.includes(by) ? [by, ...columns] : columns, rows);
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
      body = make("tbody", {}, lines.map((line) => line()));
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
