// What may be kept: values of the kind that their field holds, and references to records that are there.
// Both back ends keep the same, because this is asked before either.
// Needs: values, shelves.
"use strict";

(function () {
  const { missing, shelves } = homespun;
  const ID = /^[A-Za-z0-9_-]{1,64}$/;
  const cuts = new Map(); // id of a removed record → what referred to it: [{ id, field, at }]

  const whole = (words) => (words.isWellFormed?.() === false ? words.toWellFormed() : words);
  const inWords = (value) => (typeof value === "string" ? whole(value) : typeof value === "number" || typeof value === "boolean" ? String(value) : null);
  const texts = (value) => (Array.isArray(value) ? value.map(inWords).filter((each) => each !== null) : missing(value) ? [] : [inWords(value)]);

  function asNumber(value) {
    const number = typeof value === "string" && value.trim() ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : null;
  }

  const byType = {
    number: asNumber,
    money: asNumber,
    percent: asNumber,
    duration: asNumber,
    rating: asNumber,
    "yes/no": (value) => value === true || value === "true",
    tags: texts,
    references: texts,
  };

  // A value as a field of this type keeps it; null is nothing.
  homespun.fit = (value, type) => (missing(value) && type !== "tags" && type !== "references" ? null : (byType[type] ?? inWords)(value));

  // A record as it is kept: a new one, with values of the right kind. Values that no field has stay as they are.
  homespun.fitting = (record) => {
    const entity = homespun.entityOf(record.entity);
    if (!ID.test(record.id) || !entity || !Number.isFinite(record.made)) throw new TypeError(`not a record: ${JSON.stringify(record).slice(0, 200)}`);
    const values = homespun.own(record.values);
    for (const field of entity.fields) if (field.name in values) values[field.name] = homespun.fit(values[field.name], field.type);
    return { id: record.id, entity: record.entity, made: Math.trunc(record.made), values };
  };

  const referring = (entity) => entity.fields.filter((field) => field.type === "reference" || field.type === "references");

  // What else must change when these records are put and removed, so that no reference leads nowhere:
  // what refers to a removed record loses the reference, and has it again when that record comes back.
  homespun.mending = (put, remove) => {
    const coming = new Map(put.map((record) => [record.id, record]));
    const going = new Map(remove.filter((record) => !coming.has(record.id)).map((record) => [record.id, record]));
    const now = (id) => coming.get(id) ?? (going.has(id) ? null : shelves.get(id));
    const change = (record) => {
      const copy = { ...now(record.id), values: homespun.own(now(record.id).values) };
      coming.set(record.id, copy);
      return copy.values;
    };
    for (const id of [...coming.keys()]) comeBack(id, now, change);
    for (const id of going.keys()) cuts.set(id, []);
    for (const entity of homespun.entities())
      for (const field of referring(entity)) {
        const targets = new Set([...going.values()].filter((record) => record.entity === field.target).map((record) => record.id));
        if (targets.size) for (const record of shelves.list(entity.name)) if (now(record.id)) letGo(now(record.id), field, targets, change);
      }
    for (const record of [...coming.values()]) emptyDangling(record, now, change);
    return { put: [...coming.values()], remove: [...going.values()] };
  };

  function letGo(record, field, targets, change) {
    const value = record.values[field.name];
    if (field.type === "reference") {
      if (!targets.has(value)) return;
      cuts.get(value).push({ id: record.id, field: field.name, at: -1 });
      change(record)[field.name] = null;
    } else if (Array.isArray(value) && value.some((id) => targets.has(id))) {
      value.forEach((id, at) => targets.has(id) && cuts.get(id).push({ id: record.id, field: field.name, at }));
      change(record)[field.name] = value.filter((id) => !targets.has(id));
    }
  }

  function comeBack(id, now, change) {
    for (const cut of cuts.get(id) ?? []) {
      const record = now(cut.id);
      if (!record) continue;
      const value = record.values[cut.field];
      if (cut.at < 0 && missing(value)) change(record)[cut.field] = id;
      if (cut.at >= 0 && !(value ?? []).includes(id)) change(record)[cut.field] = (value ?? []).toSpliced(cut.at, 0, id);
    }
    cuts.delete(id);
  }

  function emptyDangling(record, now, change) {
    for (const field of referring(homespun.entityOf(record.entity))) {
      const value = record.values[field.name];
      const isThere = (id) => now(id)?.entity === field.target;
      if (field.type === "reference" && !missing(value) && !isThere(value)) change(record)[field.name] = null;
      if (field.type === "references" && Array.isArray(value) && !(value.every(isThere) && new Set(value).size === value.length)) change(record)[field.name] = [...new Set(value)].filter(isThere);
    }
  }
})();
