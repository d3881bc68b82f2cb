// A report: records in groups with their totals, to read, print or take away as a CSV file.
// Needs: collection, backup.
"use strict";

(function () {
  const { make, say, missing } = homespun;
  const NUMERIC = ["number", "money", "percent", "duration", "rating"];
  const ADDED = ["number", "money", "duration"];

  homespun.sections.report = (section) =>
    homespun.collection(section, (shown, { entity }) => {
      const by = section.by ? homespun.fieldOf(entity, section.by) : null;
      const fields = section.showing.map((name) => homespun.fieldOf(entity, name)).filter((field) => field !== by);
      const named = (section.totals ?? []).map((name) => homespun.fieldOf(entity, name));
      const added = named.length ? named : fields.filter((field) => ADDED.includes(field.type));
      const columns = [...fields, ...named.filter((field) => !fields.includes(field))];

      const sum = (items, field) => items.map(({ view }) => view[field.name]).filter((value) => !missing(value)).reduce((one, other) => homespun.calculate.add(one, other), 0);
      const cell = (field, content, tag = "td") => make(tag, { class: NUMERIC.includes(field.type) ? "number" : "", from: field.line }, content);

      function totals(items, words) {
        return make(
          "tr",
          { class: "report-total" },
          columns.map((field, at) => (at === 0 && !added.includes(field) ? make("th", { scope: "row" }, words) : cell(field, added.includes(field) ? homespun.asText(sum(items, field), field) : ""))),
        );
      }

      function keyOf({ view }) {
        const value = view[by.name];
        if (missing(value)) return "";
        return by.type.startsWith("date") ? String(value).slice(0, 7) : Array.isArray(value) ? value.join(", ") : String(value);
      }

      const wordsFor = (key, item) => (key === "" ? say("nothing") : by.type.startsWith("date") ? homespun.asMonth(key) : homespun.asText(item.view[by.name], by));

      function groups() {
        const found = new Map();
        for (const item of shown) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
        const order = by.options ? (key) => by.options.indexOf(key) : null;
        return [...found].sort(([one], [other]) => (order ? order(one) - order(other) : one < other ? -1 : 1));
      }

      const line = ({ record, view }) => make("tr", { "data-record": record.id }, columns.map((field, at) => cell(field, at === 0 ? homespun.openButton(record, homespun.asText(view[field.name], field)) : homespun.show(view[field.name], field))));
      const bodies = by
        ? groups().map(([key, items]) =>
            make(
              "tbody",
              {},
              make("tr", { class: "report-group" }, make("th", { scope: "rowgroup", colspan: String(columns.length), from: by.line }, make("bdi", {}, wordsFor(key, items[0])), make("span", { class: "muted" }, ` · ${items.length}`))),
              items.map(line),
              added.length ? totals(items, say("report_sum")) : null,
            ),
          )
        : [make("tbody", {}, shown.map(line))];
      const head = make("tr", {}, columns.map((field) => make("th", { scope: "col", class: NUMERIC.includes(field.type) ? "number" : "" }, homespun.label(field.name))));
      const foot = added.length ? make("tfoot", {}, totals(shown, say("report_total"))) : null;
      const print = make("button", { type: "button", class: "small", onclick: () => window.print() }, homespun.icon("print"), say("print"));
      const save = make("button", { type: "button", class: "small", onclick: () => homespun.saveCsv(entity, columns, shown) }, homespun.icon("download"), say("report_csv"));
      return [
        make("div", { class: "row report-tools no-print" }, print, save),
        make("div", { class: "table-frame report-frame" }, make("table", { class: "report-table" }, make("thead", {}, head), bodies, foot)),
      ];
    });
})();
