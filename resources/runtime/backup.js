// Taking the records along: everything as one file that can be brought back, or tables for a spreadsheet.
// Needs: dialog, records, hand, sheet, sheet_import, menu.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const MARK = "homespun-records";
  const VERSION = 1;

  async function saveCopy() {
    await store.whole();
    const records = homespun.entities().flatMap((entity) => store.list(entity.name));
    const copy = { format: MARK, version: VERSION, app: homespun.about().name, records, notes: store.notes() };
    homespun.hand(homespun.fileName(homespun.about().key, ".json"), "application/json", JSON.stringify(copy, null, 2));
  }

  async function saveSheet(entity) {
    await store.whole();
    homespun.saveCsv(entity, [...entity.byName.values()], homespun.rowsOf(entity));
  }

  // Reads a copy: { records, notes, lost }, what fits this app and how much does not; null for another file.
  homespun.readCopy = (text) => {
    let copy;
    try {
      copy = JSON.parse(text);
    } catch {
      return null;
    }
    if (copy?.format !== MARK || copy.version > VERSION || !Array.isArray(copy.records)) return null;
    const found = { records: [], notes: Object.entries(Object(copy.notes)).filter(([name]) => !store.isPrivate(name)), lost: 0 };
    for (const each of copy.records) {
      const [record, lost] = fitted(each);
      if (record) found.records.push(record);
      found.lost += lost;
    }
    return found;
  };

  // A record as this app has it, and how many of its values, or whether it itself, does not fit.
  function fitted(raw) {
    if (!raw?.values || typeof raw.values !== "object" || !homespun.entityOf(raw.entity)) return [null, 1];
    let lost = 0;
    const values = Object.create(null);
    for (const field of homespun.entityOf(raw.entity).fields) {
      const value = Object.hasOwn(raw.values, field.name) ? raw.values[field.name] : null;
      values[field.name] = homespun.fit(value, field.type);
      const isSame = homespun.missing(value) || JSON.stringify(values[field.name]) === JSON.stringify(value);
      if (!isSame) lost += 1;
    }
    try {
      return [homespun.fitting({ id: raw.id, entity: raw.entity, made: raw.made, values }), lost];
    } catch (problem) {
      console.info("Not a record of this app:", problem);
      return [null, 1];
    }
  }

  async function keep({ records, notes }) {
    const before = records.map((record) => store.get(record.id)).filter(Boolean);
    const added = records.filter((record) => !store.get(record.id)).map((record) => record.id);
    await homespun.keep(store.write({ put: records }));
    for (const [name, value] of notes) await homespun.keep(store.remember(name, value));
    homespun.toast(say("brought_back", { count: records.length }), () => store.write({ put: before, remove: added, asked: { put: [], remove: [] } }));
  }

  const bringBack = () =>
    homespun.askForFile(".json,application/json", async (file) => {
      const text = await file.text();
      await store.whole();
      const found = homespun.readCopy(text);
      if (!found) return homespun.toast(say("not_a_copy"));
      homespun.openDialog(say("bring_back"), 0, (close) => [
        make("p", {}, say("bring_back_question", { count: found.records.length })),
        found.lost ? make("p", { class: "muted" }, say("bring_back_lost", { count: found.lost })) : null,
        make(
          "div",
          { class: "form-end" },
          make("button", { type: "button", onclick: close }, say("cancel")),
          make("button", { type: "button", class: "main", onclick: () => (close(), keep(found)) }, say("bring_back_go")),
        ),
      ]);
    });

  // Which records a spreadsheet is about; asked only if there are several kinds.
  function chooseSheet() {
    const kinds = fillable();
    if (kinds.length === 1) return homespun.bringInSheet(kinds[0]);
    const button = (entity, close) => make("button", { type: "button", dir: "auto", onclick: () => (close(), homespun.bringInSheet(entity)) }, entity.plural);
    homespun.openDialog(say("sheet_choose"), 0, (close) => make("div", { class: "row" }, kinds.map((entity) => button(entity, close))));
  }

  // Comments and votes belong to other records and go with the copy of everything.
  const own = () => homespun.entities().filter((entity) => !entity.partOf && homespun.may("sees", entity));
  const fillable = () => own().filter((entity) => homespun.may("adds", entity));

  homespun.makeMenu = (button) =>
    homespun.menuBehind(button, [
      [say("save_copy"), saveCopy],
      ...(homespun.isLeader() ? [[say("bring_back"), bringBack]] : []), // it can replace anything
      ...own().map((entity) => [say("save_sheet", { plural: homespun.inSentence(entity.plural) }), () => saveSheet(entity)]),
      ...(fillable().length ? [[say("sheet_choose"), chooseSheet]] : []),
    ]);
})();
