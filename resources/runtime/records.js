// What the app knows about its records: their fields, computed values, names, actions, samples.
"use strict";

(function () {
  const { missing, store } = homespun;
  const entities = new Map();
  const apps = {};

  homespun.app = (description) => Object.assign(apps, description);
  homespun.about = () => apps;

  homespun.entity = (description) => {
    const entity = { computed: [], actions: [], samples: [], ...description };
    entity.byName = new Map([...entity.fields, ...entity.computed].map((field) => [field.name, field]));
    entities.set(entity.name, entity);
  };

  homespun.entities = () => [...entities.values()];
  homespun.entityOf = (name) => entities.get(name);
  homespun.fieldOf = (entity, name) => entity.byName.get(name);

  // A record as functions of app.js see it: its values, and computed ones worked out when asked.
  homespun.view = (record) => {
    const entity = entities.get(record.entity);
    const view = Object.create(null);
    for (const field of entity.fields) {
      const value = record.values[field.name];
      view[field.name] = missing(value) ? (field.type === "yes/no" ? false : null) : value;
    }
    for (const field of entity.computed) {
      let busy = false;
      Object.defineProperty(view, field.name, {
        enumerable: true,
        get() {
          if (busy) return null; // worked out from itself: there is no answer
          busy = true;
          try {
            return field.work(view) ?? null;
          } finally {
            busy = false;
          }
        },
      });
    }
    return view;
  };

  homespun.valueOf = (record, name) => homespun.view(record)[name] ?? null;

  homespun.textOf = (record, name) => {
    const field = homespun.fieldOf(entities.get(record.entity), name);
    return homespun.asText(homespun.valueOf(record, name), field);
  };

  // A record is called by its first field that says anything in words.
  homespun.title = (record) => {
    for (const field of entities.get(record.entity).fields) {
      const words = field.type === "yes/no" || field.type === "image" ? "" : homespun.textOf(record, field.name);
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
      if (field.type === "reference" && value) value = homespun.find(field.target, value)?.id ?? null;
      if (field.type === "yes/no") value = value ?? false;
      if (field.type === "tags") value = Array.isArray(value) ? value : missing(value) ? [] : [value];
      values[field.name] = value;
    }
    return Object.assign(values, given);
  };

  homespun.act = async (record, action) => {
    const before = record;
    const view = homespun.view(record);
    const values = Object.assign(Object.create(null), record.values);
    for (const [name, work] of action.set) {
      const field = homespun.fieldOf(entities.get(record.entity), name);
      let value = work(view) ?? null;
      if (field.type === "reference" && !missing(value) && !store.get(value)) value = homespun.find(field.target, value)?.id ?? null;
      if (field.type === "tags" && !Array.isArray(value)) value = missing(value) ? [] : [value];
      values[name] = value;
    }
    const name = homespun.isolate(homespun.title(record));
    await homespun.keep(store.put({ ...record, values }));
    homespun.toast(homespun.say("done_action", { action: action.label, name }), () => store.put(before));
  };

  homespun.erase = async (record) => {
    const name = homespun.isolate(homespun.title(record));
    await homespun.keep(store.remove(record.id));
    homespun.toast(homespun.say("deleted", { name }), async () => {
      await store.put(record);
      homespun.announce(homespun.say("restored", { name }));
    });
  };

  // Waits for the store and says so in plain words if it could not write.
  homespun.keep = async (writing) => {
    try {
      return await writing;
    } catch (problem) {
      homespun.toast(homespun.say("not_saved"));
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
      for (const field of entity.fields.filter((each) => each.type === "reference")) {
        const first = entities.get(field.target)?.fields[0];
        for (const record of made.get(entity.name)) {
          const words = record.values[field.name];
          const target = first && made.get(field.target).find((each) => String(each.values[first.name]) === words);
          record.values[field.name] = target ? target.id : null;
        }
      }
    return [...made.values()].flat();
  };
})();
