// Saving. What one deed changes is gathered in a draft, goes through the rules and the checks of the
// app, and is then written in one go; what comes back takes all of it back again.
// Needs: records, checks, store, toast.
"use strict";

(function () {
  const { say, store } = homespun;

  // A draft of changes: what it holds hides what the store holds.
  homespun.draft = (records = []) => {
    const kept = new Map(records.map((record) => [record.id, record]));
    const gone = new Set();
    return {
      get: (id) => (gone.has(id) ? null : (kept.get(id) ?? store.get(id))),
      put: (record) => kept.set(record.id, record),
      remove(id) {
        kept.delete(id);
        gone.add(id);
      },
      changed: () => [...kept.values()],
      gone: () => [...gone].filter((id) => store.get(id)),
      list: (entity) => [
        ...store.list(entity).filter((record) => !gone.has(record.id)).map((record) => kept.get(record.id) ?? record),
        ...[...kept.values()].filter((record) => record.entity === entity && !store.get(record.id)),
      ],
    };
  };

  // Everything that speaks against a draft: [{ record, words, fields }]. Of a record that is there
  // already only what changes is looked at, so that an old mistake never stands in the way.
  homespun.problemsOf = (draft) => draft.changed().flatMap((record) => [...fieldProblems(record, draft), ...(homespun.conflicts?.(record, draft) ?? [])]);

  function fieldProblems(record, draft) {
    const entity = homespun.entityOf(record.entity);
    const before = store.get(record.id);
    const isNew = (field) => !before || JSON.stringify(before.values[field.name]) !== JSON.stringify(record.values[field.name]);
    return entity.fields
      .filter(isNew)
      .map((field) => ({ record, fields: [field.name], field, words: homespun.problemWith(record.values[field.name], field, entity, record, draft) }))
      .filter(({ words }) => words);
  }

  // Writes a draft and gives the function that takes it back. Taking back is no deed: no rule follows.
  homespun.write = async (draft) => {
    const [changed, gone] = [draft.changed(), draft.gone()];
    const before = [...changed.map((record) => record.id), ...gone].map((id) => store.get(id)).filter(Boolean);
    const added = changed.filter((record) => !store.get(record.id)).map((record) => record.id);
    await homespun.keep(store.write({ put: changed, remove: gone }));
    return () => store.write({ put: before, remove: added });
  };

  // Saves records, or a draft, wherever nobody is there to put a mistake right: then nothing changes,
  // a note says why, and null is given instead of the function that takes it back.
  homespun.save = async (what) => {
    const draft = Array.isArray(what) ? homespun.draft(what) : what;
    homespun.followRules?.(draft);
    const [problem] = homespun.problemsOf(draft);
    if (!problem) return homespun.write(draft);
    homespun.toast(problem.field ? say("not_possible", { field: problem.field.name, problem: problem.words }) : problem.words);
    return null;
  };
})();
