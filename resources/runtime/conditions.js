// What must be so of a whole record: `check end >= start`, and `no two with same court, day`.
// Needs: saving.
"use strict";

(function () {
  const { missing, say } = homespun;

  // A check waits until what it is about has been filled in.
  function broken(entity, record) {
    const view = homespun.view(record);
    return (entity.checks ?? [])
      .filter((check) => !check.waits.some((name) => missing(view[name])) && !check.test(view))
      .map((check) => ({ record, words: check.message, fields: check.fields, line: check.line }));
  }

  // "Anna" and "anna " are the same to a person.
  const plain = (value) => (typeof value === "string" ? value.trim().toLowerCase() : JSON.stringify(value));

  function alike(entity, record, draft) {
    const view = homespun.view(record);
    return (entity.distinct ?? [])
      .filter(({ fields }) => {
        if (fields.some((name) => missing(view[name]))) return false;
        return draft.list(entity.name).some((other) => {
          if (other.id === record.id) return false;
          const otherView = homespun.view(other);
          return fields.every((name) => plain(otherView[name]) === plain(view[name]));
        });
      })
      .map(({ fields, line }) => ({ record, words: say("alike", { fields: listed(fields) }), fields, line }));
  }

  const listed = (names) => new Intl.ListFormat(homespun.locale, { type: "conjunction" }).format(names);

  homespun.conflicts = (record, draft) => {
    const entity = homespun.entityOf(record.entity);
    return [...broken(entity, record), ...alike(entity, record, draft)];
  };
})();
