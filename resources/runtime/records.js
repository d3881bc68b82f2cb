// What the app knows about its records: their fields, computed values, names, actions, samples.
// Needs: values, store, formats, toast.
"use strict";

(function () {
  const { missing, store } = homespun;
  const entities = new Map();
  const apps = {};

  // Where a view keeps the id of its record: no field can be called so.
  homespun.ID = Symbol("id");

  // Without accounts everybody may do everything; with them these are replaced (people.js).
  homespun.may = () => true;
  homespun.isLeader = () => true;
  homespun.mayFill = () => true;

  homespun.app = (description) => Object.assign(apps, description);
  homespun.about = () => apps;

  homespun.entity = (description) => {
    const entity = { computed: [], actions: [], samples: [], ...description };
    entity.byName = new Map([...entity.fields, ...entity.computed].map((field) => [field.name, field]));
    entity.worked = workedOut(entity.computed);
    entities.set(entity.name, entity);
  };

  homespun.entities = () => [...entities.values()];
  homespun.entityOf = (name) => entities.get(name);
  // Computed fields without those that features add, which are shown by buttons and stars.
  homespun.ownComputed = (entity) => {
    const columns = new Set(Object.values(entity.features ?? {}).map((feature) => feature.column));
    return entity.computed.filter((field) => !columns.has(field.name));
  };

  homespun.fieldOf = (entity, name) => entity.byName.get(name);

  // A record as functions of app.js see it: its values, and computed ones worked out when asked.
  homespun.view = (record) => {
    const entity = entities.get(record.entity);
    const view = Object.create(entity.worked);
    view[homespun.ID] = record.id;
    for (const field of entity.fields) {
      const value = record.values[field.name];
      view[field.name] = missing(value) ? (field.type === "yes/no" ? false : null) : value;
    }
    return view;
  };

  // What all views of an entity have in common: the computed fields.
  const atWork = []; // what is being worked out, and of which view

  function workedOut(computed) {
    const common = Object.create(null);
    for (const field of computed)
      Object.defineProperty(common, field.name, {
        get() {
          if (atWork.some(([one, view]) => one === field && view === this)) return null; // worked out from itself: there is no answer
          atWork.push([field, this]);
          try {
            return field.work(this) ?? null;
          } finally {
            atWork.pop();
          }
        },
      });
    return common;
  }

  homespun.valueOf = (record, name) => homespun.view(record)[name] ?? null;

  homespun.textOf = (record, name) => {
    const field = homespun.fieldOf(entities.get(record.entity), name);
    return homespun.asText(homespun.valueOf(record, name), field);
  };

  // A record is called by its first field that says anything in words.
  homespun.title = (record) => {
    for (const field of entities.get(record.entity).fields) {
      const words = ["yes/no", "image", "file"].includes(field.type) ? "" : homespun.textOf(record, field.name);
      if (words) return words;
    }
    return homespun.say("untitled");
  };

  homespun.nameOf = (entity, id) => {
    const record = missing(id) ? null : store.get(id);
    return record && record.entity === entity ? homespun.title(record) : null;
  };

  homespun.find = (entity, words) => store.list(entity).find((record) => homespun.title(record) === words) ?? null;

  // What a new record starts with.
  homespun.starting = (entity, given = {}) => {
    const values = Object.create(null);
    for (const field of entity.fields) {
      let value = field.start ? field.start() : null;
      if (field.type === "reference" && value && store.get(value)?.entity !== field.target) value = homespun.find(field.target, value)?.id ?? null;
      if (field.type === "yes/no") value = value ?? false;
      if (field.type === "tags" || field.type === "references") value = Array.isArray(value) ? value : missing(value) ? [] : [value];
      values[field.name] = value;
    }
    return Object.assign(values, given);
  };

  // What belongs to a record goes with it: its comments, its votes.
  homespun.removeWhole = (record, draft) => {
    draft.remove(record.id);
    for (const part of entities.values()) {
      if (part.partOf?.entity !== record.entity) continue;
      for (const each of store.everything.list(part.name)) if (each.values[part.partOf.field] === record.id) draft.remove(each.id);
    }
  };

  homespun.erase = async (record) => {
    const name = homespun.isolate(homespun.title(record));
    const draft = homespun.draft();
    homespun.removeWhole(record, draft);
    const undo = await homespun.write(draft);
    homespun.toast(homespun.say("deleted", { name }), async () => {
      await undo();
      homespun.announce(homespun.say("restored", { name }));
    });
  };

  // Waits for the store and says so in plain words if it could not write.
  // It throws on, so that nobody goes on as if it were kept; but what was said is not said again by the browser.
  const told = new WeakSet();
  homespun.wasTold = (problem) => told.has(problem);
  window.addEventListener("unhandledrejection", (event) => told.has(event.reason) && event.preventDefault());
  homespun.keep = async (writing) => {
    try {
      return await writing;
    } catch (problem) {
      if (!told.has(problem)) homespun.toast(homespun.say(problem.words ?? "not_saved"));
      told.add(problem);
      throw problem;
    }
  };

  // Samples name the records they refer to by their first field; those get their ids here.
  homespun.sampleRecords = () => {
    const made = new Map();
    for (const entity of entities.values())
      made.set(
        entity.name,
        entity.samples.map((row) => {
          const values = homespun.starting({ ...entity, fields: entity.fields.map((field) => ({ ...field, start: null })) });
          row.forEach((value, at) => (values[entity.fields[at].name] = value ?? values[entity.fields[at].name]));
          return store.make(entity.name, values);
        }),
      );
    for (const entity of entities.values())
      for (const field of entity.fields.filter((each) => each.type === "reference" || each.type === "references")) {
        const first = entities.get(field.target)?.fields[0];
        for (const record of made.get(entity.name)) {
          const idOf = (words) => (first && made.get(field.target).find((each) => String(each.values[first.name]) === words)?.id) ?? null;
          const words = record.values[field.name];
          record.values[field.name] = field.type === "reference" ? idOf(words) : words.map(idOf).filter(Boolean);
        }
      }
    return [...made.values()].flat();
  };
})();
