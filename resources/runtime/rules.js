// What happens by itself as records are saved: `when status becomes Done: …`. A rule follows when this
// saving makes its test true, once for a record, and never from what it has itself brought about: so
// rules that set off one another come to an end.
// Needs: steps.
"use strict";

(function () {
  const { store } = homespun;

  function isDue(rule, before, record) {
    if (rule.added) return !before;
    return Boolean(rule.test(homespun.view(record))) && !(before && rule.test(homespun.view(before)));
  }

  homespun.followRules = (draft) => {
    draft.settle();
    const done = new Set();
    const waiting = draft.changed().map((record) => ({ id: record.id, causes: new Set() }));
    for (const { id, causes } of waiting) {
      // The list grows while it is walked: what a rule changes may set off the next.
      for (const rule of homespun.entityOf((draft.get(id) ?? {}).entity)?.rules ?? []) {
        const record = draft.get(id);
        const key = `${id} ${rule.line}`;
        if (!record || causes.has(rule) || done.has(key) || !isDue(rule, store.everything.get(id), record)) continue;
        done.add(key);
        let last = record;
        for (const step of rule.steps) {
          const touched = homespun.takeStep(step, last, draft);
          last = draft.get(id) ?? last;
          waiting.push(...touched.map((each) => ({ id: each, causes: new Set([...causes, rule]) })));
        }
      }
    }
  };
})();
