// All records in memory, by id and, in the order in which they were made, by entity.
"use strict";

(function () {
  const byId = new Map();
  const rows = new Map(); // entity → its records in order; made when first asked for, then kept in order

  const inOrder = (one, other) => one.made - other.made || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

  // A field may be named anything, also "constructor": values never inherit.
  homespun.own = (values) => Object.assign(Object.create(null), values);

  function rowsOf(entity) {
    if (!rows.has(entity)) rows.set(entity, [...byId.values()].filter((record) => record.entity === entity).sort(inOrder));
    return rows.get(entity);
  }

  // Where a record stands, or would stand, among its own.
  function placeOf(record, among) {
    let [low, high] = [0, among.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (inOrder(among[middle], record) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function takeOut(id) {
    const record = byId.get(id);
    if (!record) return null;
    byId.delete(id);
    const among = rows.get(record.entity);
    if (among) among.splice(placeOf(record, among), 1);
    return record;
  }

  function putIn(record) {
    const old = byId.get(record.id);
    const among = rows.get(record.entity);
    if (old && among && old.entity === record.entity && old.made === record.made) among[placeOf(old, among)] = record;
    else {
      takeOut(record.id);
      if (among) among.splice(placeOf(record, among), 0, record);
    }
    byId.set(record.id, record);
  }

  homespun.shelves = {
    get: (id) => byId.get(id) ?? null,
    list: (entity) => rowsOf(entity).slice(),
    clear: () => (byId.clear(), rows.clear()),

    // Many at once: what is kept in order is forgotten and made again when it is asked for.
    put(records) {
      if (records.length < 100) return records.forEach(putIn);
      for (const record of records) {
        rows.delete(byId.get(record.id)?.entity);
        rows.delete(record.entity);
        byId.set(record.id, record);
      }
    },

    // Returns the records that were there and are not any more.
    change(put, remove) {
      const removed = remove.length < 100 ? remove.map(takeOut) : remove.map((id) => {
        const record = byId.get(id);
        rows.delete(record?.entity);
        byId.delete(id);
        return record;
      });
      homespun.shelves.put(put);
      return removed.filter(Boolean);
    },
  };
})();
