// The buttons that a blueprint gives to records: what they do happens in one go and can be undone in one go.
// Needs: steps, dialog.
"use strict";

(function () {
  const { make, say, store } = homespun;

  // Asks a question; true if the answer is yes.
  homespun.ask = (words) =>
    new Promise((answer) => {
      let said = false;
      const dialog = homespun.openDialog(words, 0, (close) =>
        make(
          "div",
          { class: "form-end" },
          make("button", { type: "button", onclick: close }, say("no")),
          make("button", { type: "button", class: "main", onclick: () => { said = true; close(); } }, say("yes")),
        ),
      );
      dialog.classList.add("question");
      dialog.addEventListener("close", () => answer(said));
    });

  homespun.act = async (record, action) => {
    const draft = homespun.draft();
    const name = homespun.isolate(homespun.title(record));
    let last = record;
    for (const step of action.steps) {
      if (step.ask) {
        if (!(await homespun.ask(homespun.fillIn(step.ask, last)))) break;
        last = draft.get(record.id) ?? store.get(record.id) ?? last;
        continue;
      }
      homespun.takeStep(step, last, draft);
      last = draft.get(record.id) ?? last;
    }
    if (!draft.changed().length && !draft.gone().length) return;
    const undo = await homespun.save(draft);
    if (undo) homespun.toast(say("done_action", { action: action.label, name }), undo);
  };

  // What a step does to records, so that an action is only offered to people who may do all of it.
  function isAllowed(step, record) {
    if (step.create) return homespun.may("adds", homespun.entityOf(step.create));
    if (step.duplicate) return homespun.may("adds", homespun.entityOf(record.entity));
    if (step.delete) return homespun.may("deletes", record);
    return Boolean(step.notify || step.ask) || homespun.may("changes", record);
  }

  const isOffered = (action, record) => action.steps.every((step) => isAllowed(step, record)) && (!action.when || Boolean(action.when(homespun.view(record))));

  homespun.actionsOf = (record, before = () => {}) =>
    homespun
      .entityOf(record.entity)
      .actions.filter((action) => isOffered(action, record))
      .map((action) =>
        make(
          "button",
          {
            type: "button",
            class: "action small",
            from: action.line,
            dir: "auto",
            "data-key": `${record.id} ${action.label}`,
            onclick: (event) => {
              event.stopPropagation();
              before();
              homespun.act(store.get(record.id) ?? record, action);
            },
          },
          action.label,
        ),
      );
})();
