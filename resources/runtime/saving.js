// Saving. What one deed changes is gathered in a draft, goes through the rules and the checks of the
// app, and is then written in one go; what comes back takes all of it back again.
// Needs: records, checks, store, toast.
"use strict";

(function () {
  const { say, store } = homespun;
  const { everything } = store;
  const NOTHING = { put: [], remove: [] }; // whoever did something may take it back

  // A draft of changes: what it holds hides what the store holds.
  homespun.draft = (records = []) => {
    const kept = new Map(records.map((record) => [record.id, record]));
    const gone = new Set();
    let asked = null;
    return {
      get: (id) => (gone.has(id) ? null : (kept.get(id) ?? everything.get(id))),
      put: (record) => kept.set(record.id, record),
      remove(id) {
        kept.delete(id);
        gone.add(id);
      },
      changed: () => [...kept.values()],
      gone: () => [...gone].filter((id) => everything.get(id)),
      // What is in it now was asked for; what comes later follows by itself, and nobody needs to be allowed to do it.
      settle: () => (asked ??= { put: [...kept.values()], remove: [...gone] }),
      asked: () => asked ?? undefined,
      list: (entity) => [
        ...everything.list(entity).filter((record) => !gone.has(record.id)).map((record) => kept.get(record.id) ?? record),
        ...[...kept.values()].filter((record) => record.entity === entity && !everything.get(record.id)),
      ],
    };
  };

  // Everything that speaks against a draft: [{ record, words, fields }]. Of a record that is there
  // already only what changes is looked at, so that an old mistake never stands in the way.
  homespun.problemsOf = (draft) => draft.changed().flatMap((record) => [...fieldProblems(record, draft), ...(homespun.conflicts?.(record, draft) ?? [])]);

  function fieldProblems(record, draft) {
    const entity = homespun.entityOf(record.entity);
    const before = everything.get(record.id);
    const isNew = (field) => !before || JSON.stringify(before.values[field.name]) !== JSON.stringify(record.values[field.name]);
    return entity.fields
      .filter(isNew)
      .map((field) => ({ record, fields: [field.name], field, words: homespun.problemWith(record.values[field.name], field, entity, record, draft) }))
      .filter(({ words }) => words);
  }

  // What a draft writes, and what takes it back.
  function changeOf(draft) {
    const [changed, gone] = [draft.changed(), draft.gone()];
    const before = [...changed.map((record) => record.id), ...gone].map(everything.get).filter(Boolean);
    const added = changed.filter((record) => !everything.get(record.id)).map((record) => record.id);
    return [{ put: changed, remove: gone, asked: draft.asked() }, { put: before, remove: added, asked: NOTHING }];
  }

  // The first sentence that speaks against a draft once the rules of the app have followed; "" for none.
  function objection(draft) {
    homespun.followRules?.(draft);
    const [problem] = homespun.problemsOf(draft);
    if (!problem) return "";
    return problem.field ? say("not_possible", { field: problem.field.name, problem: problem.words }) : problem.words;
  }

  // Writes a draft and gives the function that takes it back. Taking back is no deed: no rule follows.
  homespun.write = async (draft) => {
    const [change, back] = changeOf(draft);
    await homespun.keep(store.write(change));
    return () => store.write(back);
  };

  // Saves records, or a draft, wherever nobody is there to put a mistake right: then nothing changes,
  // a note says why, and null is given instead of the function that takes it back.
  homespun.save = async (what) => {
    const draft = Array.isArray(what) ? homespun.draft(what) : what;
    const words = objection(draft);
    if (!words) return homespun.write(draft);
    homespun.toast(words);
    return null;
  };

  // Saves where there are only so many: the last free place, the last piece. `build()` gives a draft, or a
  // sentence that says why not; it is asked when everything is as it is kept, and nobody writes in between.
  // Gives that sentence, or the function that takes it back.
  homespun.claim = async (build) => {
    let words = "";
    let back = null;
    await homespun.keep(
      store.exchange(() => {
        const draft = build();
        words = typeof draft === "string" ? draft : objection(draft);
        if (words) return null;
        const [change, backwards] = changeOf(draft);
        back = backwards;
        return change;
      }),
    );
    return words || (() => store.write(back));
  };
})();
