// A sheet on which people put their names down: each line has so many places, and a full one says so.
// Needs: blocks/frame, blocks/who_line, collection, records, saving, store, toast.
"use strict";

homespun.sections["sign up sheet"] = (section) => {
  const { make, say, store } = homespun;
  const entity = homespun.entityOf(section.entity);
  const about = section.title || section.key;
  const body = make("div", { class: "sheet-body" });
  const rows = [
    ...(section.words ?? []).map((name) => ({ name, line: section.line, places: section.places })),
    ...(section.items ?? []).map((item) => ({ name: item.label, line: item.line, places: item.places ?? section.places })),
  ];
  if (!rows.length) rows.push({ name: about, line: section.line, places: section.places, alone: true });

  const namesFor = (row) => store.list(entity.name).filter((each) => each.values.about === about && each.values.choice === row.name);
  const own = (row) => (homespun.who() ? (namesFor(row).find(homespun.isFrom) ?? null) : null);
  const saidOf = (row) => (row.alone ? section.title || say("sheet_here") : row.name);

  // Asked again at the very moment of writing: somebody else may have been quicker.
  const putDown = (row, by) => () => {
    const names = namesFor(row);
    if (names.some((each) => each.values.by === by)) return say("sheet_twice");
    if (names.length >= row.places) return say("sheet_gone", { name: homespun.isolate(saidOf(row)) });
    return homespun.draft([store.make(entity.name, homespun.starting(entity, { by, choice: row.name, about }))]);
  };

  async function sign(row) {
    const by = await homespun.askWho();
    if (by === null) return;
    const undo = await homespun.claim(putDown(row, by));
    if (typeof undo === "string") return homespun.toast(undo);
    homespun.toast(say("sheet_signed", { name: homespun.isolate(saidOf(row)) }), undo);
  }

  async function takeBack(row) {
    const entry = own(row);
    const draft = homespun.draft();
    draft.remove(entry.id);
    if (!(await homespun.save(draft))) return;
    homespun.toast(say("sheet_back_done"), async () => {
      const words = await homespun.claim(putDown(row, entry.values.by));
      if (typeof words === "string") homespun.toast(words);
    });
  }

  function button(row, isFull) {
    const mine = own(row);
    const name = homespun.isolate(saidOf(row));
    if (!mine && isFull) return make("span", { class: "chip sheet-full" }, say("sheet_full"));
    return mine
      ? make("button", { type: "button", class: "no-print", "data-key": row.name, "aria-label": say("sheet_back_from", { name }), onclick: () => takeBack(row) }, say("sheet_back"))
      : make("button", { type: "button", class: "main no-print", "data-key": row.name, "aria-label": say("sheet_sign_for", { name }), onclick: () => sign(row) }, say("sheet_sign"));
  }

  function item(row) {
    const names = namesFor(row);
    const free = Math.max(0, row.places - names.length);
    const chip = (each) => make("li", { class: homespun.who() && homespun.isFrom(each) ? "chip sheet-name is-mine" : "chip sheet-name", dir: "auto", "data-record": each.id }, each.values.by || say("somebody"));
    return make(
      "li",
      { class: "card sheet-row", from: row.line },
      make("div", { class: "sheet-what" }, row.alone ? null : make("h3", { dir: "auto" }, row.name), make("p", { class: "muted small-words number" }, say("sheet_taken", { taken: names.length, places: row.places }))),
      button(row, free === 0),
      names.length ? make("ul", { class: "chips sheet-names" }, names.map(chip)) : null,
    );
  }

  const update = () => homespun.redraw(body, [make("ul", { class: "sheet-rows" }, rows.map(item)), homespun.whoLine(update)]);

  update();
  return { element: homespun.frame(section, body), update };
};
