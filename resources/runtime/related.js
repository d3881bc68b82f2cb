// Other records in an expression: a field of the record that is referred to, sums over those that refer here.
// Who refers to whom is looked up in an index, which is kept up to date with every change.
// Needs: values, store, records.
"use strict";

(function () {
  const { missing, store, calculate } = homespun;
  const indexes = new Map(); // "entity\nfield" → id → ids of the records that refer to it

  const idsIn = (value) => (Array.isArray(value) ? value : missing(value) ? [] : [value]);

  function indexOf(entity, field) {
    const key = `${entity}\n${field}`;
    if (!indexes.has(key)) {
      const index = { field, places: new Map(), referred: new Map() };
      indexes.set(key, index);
      for (const record of store.list(entity)) put(index, record);
    }
    return indexes.get(key);
  }

  function put(index, record) {
    const ids = idsIn(record.values[index.field]);
    index.referred.set(record.id, ids);
    for (const id of ids) {
      if (!index.places.has(id)) index.places.set(id, new Set());
      index.places.get(id).add(record.id);
    }
  }

  function takeOut(index, record) {
    for (const id of index.referred.get(record.id) ?? []) index.places.get(id)?.delete(record.id);
    index.referred.delete(record.id);
  }

  // Without a change that is told, everything may be different.
  store.subscribe((change) => {
    if (!change) return indexes.clear();
    for (const [key, index] of indexes) {
      const [entity] = key.split("\n");
      for (const record of [...change.removed, ...change.put]) if (record.entity === entity) takeOut(index, record);
      for (const record of change.put) if (record.entity === entity) put(index, record);
    }
  });

  const viewsOf = (entity, ids) =>
    ids
      .map((id) => store.get(id))
      .filter((record) => record !== null && record.entity === entity)
      .map((record) => homespun.view(record));

  const chosenOf = (views, test) => (test ? views.filter(test) : views);
  const valuesOf = (views, work, test) => chosenOf(views, test).map(work).filter((value) => !missing(value));

  // Adds up so that the order makes no difference that anybody could see (after Neumaier).
  function sum(numbers) {
    let [total, lost] = [0, 0];
    for (const number of numbers) {
      const next = total + number;
      lost += Math.abs(total) >= Math.abs(number) ? total - next + number : number - next + total;
      total = next;
    }
    return total + lost;
  }

  const answer = (number) => (Number.isFinite(number) ? homespun.tidy(number) : null);

  const best = (better) => (views, work, test) => {
    const values = valuesOf(views, work, test);
    return values.length ? values.reduce((one, other) => (better(other, one) ? other : one)) : null;
  };

  Object.assign(calculate, {
    idOf: (view) => view[homespun.ID],

    // A field of the record that a reference leads to; missing if it leads nowhere.
    through(entity, id, field) {
      const record = missing(id) ? null : store.get(id);
      return record && record.entity === entity ? (homespun.view(record)[field] ?? null) : null;
    },

    // The records of an entity that refer to this one by a field of theirs, and those that this one has chosen.
    related: (view, entity, field) => viewsOf(entity, [...(indexOf(entity, field).places.get(view[homespun.ID]) ?? [])]),
    chosen: (entity, ids) => viewsOf(entity, idsIn(ids)),

    countOf: (views, test) => chosenOf(views, test).length,
    sumOf: (views, work, test) => answer(sum(valuesOf(views, work, test))),
    averageOf(views, work, test) {
      const values = valuesOf(views, work, test);
      return values.length ? answer(sum(values) / values.length) : null;
    },
    leastOf: best((one, other) => one < other),
    mostOf: best((one, other) => one > other),
  });
})();
