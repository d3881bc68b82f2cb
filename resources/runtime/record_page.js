// A page of its own for a record, at #/tool/ID: all it holds, what may be done with it, and the records
// that refer to it.
// Needs: collection, dialog, table.
"use strict";

(function () {
  const { make, say, store } = homespun;
  let last = null; // the page that was asked for last, so that it stays the same as long as it is shown

  // The page for an address like "tool/ID", or null.
  homespun.recordPageAt = (address) => {
    const [place, id] = address.split("/");
    const record = id ? store.get(id) : null;
    if (!record || homespun.entityOf(record.entity).page !== place) return null;
    if (last?.address !== address) {
      const { line } = homespun.entityOf(record.entity);
      const sections = [{ kind: "record", line, entity: record.entity, id }];
      last = { name: homespun.title(record), address, line, back: homespun.wayBack(record.entity), sections };
    }
    return last;
  };

  homespun.openRecordPage = (record) => (location.hash = `#/${homespun.entityOf(record.entity).page}/${record.id}`);

  function button(icon, words, kind, work) {
    return make("button", { type: "button", class: kind, "data-key": words, onclick: work }, homespun.icon(icon), words);
  }

  // What the record holds, without what its heading says already and what is empty.
  function values(entity, record) {
    const view = homespun.view(record);
    const isFilled = (field) => !homespun.missing(view[field.name]) && view[field.name].length !== 0;
    const title = entity.fields.find((field) => homespun.textOf(record, field.name) === homespun.title(record));
    const filled = [...entity.fields, ...homespun.ownComputed(entity)].filter((field) => field !== title && isFilled(field));
    if (!filled.length) return null;
    const wide = (field) => ["long text", "image"].includes(field.type);
    const pair = (field) =>
      make(
        "div",
        { class: wide(field) ? "wide" : "", from: field.line, "data-field": field.name },
        make("dt", {}, homespun.label(field.name)),
        make("dd", {}, field.type === "reference" ? link(field, view[field.name]) : homespun.showWhole(view[field.name], field)),
      );
    return make("dl", { class: "record-values card" }, filled.map(pair));
  }

  function link(field, id) {
    const target = store.get(id);
    const words = target ? homespun.title(target) : say("nothing");
    return target && homespun.entityOf(target.entity).page ? make("a", { href: `#/${homespun.entityOf(target.entity).page}/${id}`, dir: "auto" }, words) : words;
  }

  async function duplicate(record) {
    const copy = homespun.copyOf(record);
    const undo = await homespun.save([copy]);
    if (!undo) return;
    homespun.openRecordPage(copy);
    homespun.toast(say("added", { name: homespun.isolate(homespun.title(copy)) }), undo);
  }

  // The records of another entity that refer to this one, with a button that adds one that does.
  function relatedSection(entity, record, { entity: name, field, title, showing, line }) {
    const points = (value) => (Array.isArray(value) ? value.includes(record.id) : value === record.id);
    const isMany = homespun.fieldOf(homespun.entityOf(name), field).type === "references";
    return homespun.sections.table({
      kind: "table",
      line,
      title,
      entity: name,
      showing,
      where: (view) => points(view[field]),
      given: { [field]: isMany ? [record.id] : record.id },
    });
  }

  homespun.sections.record = (section) => {
    const entity = homespun.entityOf(section.entity);
    const now = () => store.get(section.id);
    const facts = make("div", {});
    const doing = make("div", { class: "row record-doing" });
    const features = entity.features ?? {};
    const rating = features.ratings ? homespun.ratingInput(now()) : null;
    const comments = features.comments ? homespun.commentsOf(now()) : null;
    const related = (entity.related ?? []).filter((each) => homespun.may("sees", homespun.entityOf(each.entity))).map((each) => relatedSection(entity, now(), each));
    let heading = "";

    function update() {
      const record = now();
      if (!record) return leave();
      const title = homespun.title(record);
      if (title !== heading && element.parentElement) element.parentElement.querySelector("h1").textContent = title;
      heading = title;
      const may = (deed) => homespun.may(deed, record);
      homespun.redraw(doing, [
        may("changes") && button("pencil", say("edit"), "main", () => homespun.openForm(now())),
        ...(homespun.actionsOf?.(record) ?? []),
        ...(homespun.featuresOf?.(record, ["ratings", "comments"]) ?? []),
        make("span", { class: "gap" }),
        homespun.copyOf && homespun.may("adds", entity) ? button("copy", say("duplicate"), "quiet", () => duplicate(now())) : null,
        may("deletes") && button("bin", say("delete"), "danger", () => homespun.erase(now())),
      ]);
      homespun.redraw(facts, [values(entity, record)]);
      [rating, comments, ...related].forEach((each) => each?.update());
    }

    // A record that is gone has no page.
    function leave() {
      if (location.hash.endsWith(section.id)) location.replace(homespun.wayBack(entity.name));
    }

    const element = make("div", { class: "record-page", "data-record": section.id, "data-entity": entity.name }, doing, facts, rating?.element, related.map((each) => each.element), comments?.element);
    update();
    return { element, update };
  };
})();
