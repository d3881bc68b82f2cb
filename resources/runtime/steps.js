// What an action or a rule does to a record, one step after the other, all of it in a draft.
// Needs: saving.
"use strict";

(function () {
  const { missing, store } = homespun;
  const { add, addDays, negate, today } = homespun.calculate;

  // A value as a field keeps it: a record by its id, tags as a list.
  function fitted(value, field) {
    if (field.type === "reference" && !missing(value) && !store.get(value)) return homespun.find(field.target, value)?.id ?? value;
    if (["tags", "references"].includes(field.type) && !Array.isArray(value)) return missing(value) ? [] : [value];
    return value ?? null;
  }

  function changed(record, field, value) {
    return { ...record, values: Object.assign(Object.create(null), record.values, { [field.name]: fitted(value, field) }) };
  }

  // A number that is missing counts as none, a day that is missing as today.
  function adjusted(value, amount, field) {
    if (missing(amount)) return value;
    if (field.type === "date") return addDays(value ?? today(), amount);
    if (field.type === "date and time") return missing(value) ? value : addDays(value, amount);
    return add(value ?? 0, amount);
  }

  function next(value, field) {
    const at = field.options.indexOf(value);
    return field.options[Math.min(at + 1, field.options.length - 1)];
  }

  function created(step, view) {
    const entity = homespun.entityOf(step.create);
    const given = Object.create(null);
    for (const [name, work] of Object.entries(step.given)) given[name] = fitted(work(view), homespun.fieldOf(entity, name));
    return store.make(entity.name, homespun.starting(entity, given));
  }

  // A copy is another record: what nobody else may have is marked as a copy, or left out.
  homespun.copyOf = (record) => {
    const values = Object.assign(Object.create(null), record.values);
    const fields = homespun.entityOf(record.entity).fields.filter((field) => field.unique && !missing(values[field.name]));
    for (const field of fields) values[field.name] = field.type === "text" ? homespun.say("copy_of", { name: values[field.name] }) : null;
    return store.make(record.entity, values);
  };

  // "{name} is out" with the values of a record.
  homespun.fillIn = (words, record) => {
    const { byName } = homespun.entityOf(record.entity);
    return words.replace(/\{([^{}]*)\}/g, (whole, name) => (byName.has(name) ? homespun.textOf(record, name) : whole));
  };

  // Takes one step for a record and gives the ids of what it changed. After a `delete` the record is
  // still there to be named, in `last`.
  homespun.takeStep = (step, last, draft) => {
    const record = draft.get(last.id) ?? last;
    const view = homespun.view(record);
    const entity = homespun.entityOf(record.entity);
    const keep = (made) => (draft.put(made), [made.id]);
    const set = (name, work) => keep(changed(record, homespun.fieldOf(entity, name), work(view[name], homespun.fieldOf(entity, name))));
    if (step.notify) return keep(homespun.makeNotice(homespun.fillIn(step.notify, record), record));
    if (step.create) return keep(created(step, view));
    if (!draft.get(record.id)) return [];
    if (step.set) return set(step.set, () => step.to(view));
    if (step.add) return set(step.field, (value, field) => adjusted(value, step.add(view), field));
    if (step.take) return set(step.field, (value, field) => adjusted(value, negate(step.take(view)), field));
    if (step.moveOn) return set(step.moveOn, next);
    if (step.duplicate) return keep(homespun.copyOf(record));
    if (step.delete) homespun.removeWhole(record, draft);
    return [];
  };
})();
