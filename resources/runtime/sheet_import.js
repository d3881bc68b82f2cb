// Bringing in a spreadsheet: every row is looked at before one is kept, and what does not fit is told and
// handed back instead of being lost.
// Needs: sheet_values, records, checks, saving, dialog, toast, rows.
"use strict";

(function () {
  const { make, say, store, missing } = homespun;
  const TOLD = 20; // so many problems are told one by one

  // Reads a table for an entity: { records, problems: [{ row, words }], rest: lines, unknown: names } or
  // null if no column is one of the entity's fields.
  homespun.readRecords = (entity, text) => {
    const { lines, separator } = homespun.readSheet(text);
    const [head = [], ...body] = lines;
    const plain = (name) => homespun.plainWords(name.normalize("NFC").trim());
    const columns = head.map((name) => entity.fields.find((field) => plain(field.name) === plain(name)) ?? null);
    if (!columns.some(Boolean)) return null;
    const facts = columns.map((field, at) => field && { field, separator, dayFirst: homespun.dayComesFirst(body.map((line) => line[at] ?? "")), named: namesFor(field) });
    const taken = new Map(entity.fields.filter((field) => field.unique).map((field) => [field, new Set(store.everything.list(entity.name).map((record) => alike(record.values[field.name])))]));
    const found = { records: [], problems: [], rest: [head], unknown: head.filter((name, at) => !columns[at] && name.trim() && !entity.byName.has(name.trim())) };
    body.forEach((line, at) => {
      const [record, problem] = readLine(entity, facts, line, taken);
      if (!problem) return found.records.push(record);
      found.problems.push({ row: at + 2, words: problem });
      found.rest.push(line);
    });
    return found;
  };

  const alike = (value) => (typeof value === "string" ? value.trim().toLowerCase() : value);

  function namesFor(field) {
    if (!field.type.startsWith("reference")) return null;
    return new Map(store.list(field.target).reverse().map((record) => [homespun.plainWords(homespun.title(record)), record.id]));
  }

  function readLine(entity, facts, line, taken) {
    const values = homespun.starting(entity);
    for (const [at, column] of facts.entries()) {
      if (!column) continue;
      const [value, problem] = homespun.readCell(line[at] ?? "", column);
      if (problem) return [null, `${column.field.name}: ${problem}`];
      if (!missing(value)) values[column.field.name] = value;
    }
    const record = store.make(entity.name, values);
    for (const field of entity.fields) {
      const value = values[field.name];
      const problem = homespun.problemWith(value, { ...field, unique: false }, entity, record);
      if (problem) return [null, `${field.name}: ${problem}`];
      if (!taken.has(field) || missing(value)) continue;
      if (taken.get(field).has(alike(value))) return [null, `${field.name}: ${say("taken", { value: homespun.isolate(homespun.asText(value, field)) })}`];
      taken.get(field).add(alike(value));
    }
    const [conflict] = homespun.conflicts?.(record, homespun.draft([record])) ?? [];
    return [record, conflict?.words ?? ""];
  }

  async function keep(records) {
    await homespun.keep(store.write({ put: records }));
    homespun.toast(say("brought_back", { count: records.length }), () => store.write({ remove: records.map((record) => record.id), asked: { put: [], remove: [] } }));
  }

  function tell(entity, { records, problems, rest, unknown }) {
    const listed = problems.slice(0, TOLD).map(({ row, words }) => make("li", { dir: "auto" }, say("sheet_row", { row, problem: words })));
    const more = problems.length > TOLD ? make("li", {}, say("sheet_more_rows", { count: problems.length - TOLD })) : null;
    const handBack = () => homespun.hand(homespun.fileName(`${entity.plural}-${say("sheet_rest_name")}`, ".csv"), "text/csv", homespun.asSheet(rest));
    homespun.openDialog(say("sheet_bring_in", { plural: homespun.inSentence(entity.plural) }), entity.line, (close) => [
      make("p", {}, say("sheet_fits", { count: records.length, all: records.length + problems.length })),
      unknown.length ? make("p", { class: "muted", dir: "auto" }, say("sheet_unknown", { names: unknown.join(", ") })) : null,
      problems.length ? make("ul", { class: "problems" }, listed, more) : null,
      make(
        "div",
        { class: "form-end" },
        problems.length ? make("button", { type: "button", onclick: handBack }, say("sheet_save_rest")) : null,
        make("span", { class: "gap" }),
        make("button", { type: "button", onclick: close }, say("cancel")),
        records.length ? make("button", { type: "button", class: "main", onclick: () => (close(), keep(records)) }, say("sheet_go", { count: records.length })) : null,
      ),
    ]);
  }

  homespun.bringInSheet = (entity) =>
    homespun.askForFile(".csv,.tsv,.txt,text/csv", async (file) => {
      const text = await homespun.textOfFile(file);
      await store.whole();
      const found = homespun.readRecords(entity, text);
      if (!found) return homespun.toast(say("sheet_no_columns", { names: entity.fields.map((field) => field.name).join(", ") }));
      tell(entity, found);
    });
})();
