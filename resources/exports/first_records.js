// What was in this app when it was taken along: an app that is opened here for the first time begins with it.
// What is typed from then on is kept by the browser, and this file is not read again.
"use strict";

(function () {
  // Another collection begins for itself: it neither hides nor takes the place of what was typed before.
  const COLLECTION = {{collection}};

  // For each kind of record: the names of its values, and rows of an id, when it was made, and the values.
  const TABLES = [
{{tables}}
  ];

  // Small values, such as a best score, by name.
  const NOTES = [
{{notes}}
  ];

  const { store } = homespun;
  if (!store) return;
  const { open } = store;

  const asRecord = (entity, fields, [id, made, ...values]) => ({ id, entity, made, values: Object.fromEntries(fields.map((name, at) => [name, values[at]])) });

  store.open = async (key) => {
    let isFirst = false;
    const begin = () => {
      isFirst = true;
      return TABLES.flatMap(({ entity, fields, rows }) => rows.map((row) => asRecord(entity, fields, row)));
    };
    const kept = await open(`${key} ${COLLECTION}`, begin);
    if (isFirst) await Promise.all(NOTES.map(([name, value]) => store.remember(name, value)));
    return kept;
  };
})();
