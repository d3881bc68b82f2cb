// The windows in which records are added, looked at and edited.
// Needs: form, display, records, toast.
"use strict";

(function () {
  const { make, say } = homespun;

  // Opens a modal dialog. The browser keeps the focus inside, closes it on Escape, and puts the
  // focus back afterwards. A click beside it closes it too, unless something was typed.
  function open(title, from, build) {
    const id = homespun.newId("dialog");
    const close = () => dialog.close();
    const closeButton = make("button", { type: "button", class: "quiet icon-only", "aria-label": say("close"), onclick: close }, homespun.icon("close"));
    const head = make("header", { class: "dialog-head" }, make("h2", { id, dir: "auto" }, title), closeButton);
    const dialog = make("dialog", { "aria-labelledby": id, from }, head);
    const body = build(close);
    dialog.append(make("div", { class: "dialog-body" }, body));
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("pointerdown", (event) => {
      const form = dialog.querySelector("form");
      if (event.target === dialog && !isInside(dialog, event) && !(form && form.isTouched())) close();
    });
    document.body.append(dialog);
    dialog.showModal();
    const first = dialog.querySelector("form input:not([type=file]), form select, form textarea");
    (first ?? closeButton).focus();
    return dialog;
  }

  function isInside(dialog, event) {
    const box = dialog.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  }

  homespun.openDialog = open;

  const everyField = (entity) => entity.fields.map((field) => field.name);
  const cancelButton = (close) => make("button", { type: "button", onclick: close }, say("cancel"));

  homespun.openNew = (entity, { given = {}, whenAdded = null } = {}) =>
    open(say("new", { entity: homespun.inSentence(entity.name) }), entity.line, (close) =>
      homespun.makeForm({
        entity,
        names: everyField(entity),
        given,
        buttons: [cancelButton(close)],
        sendLabel: say("add", { entity: homespun.inSentence(entity.name) }),
        whenKept: (record, undo) => {
          close();
          if (whenAdded) whenAdded(record);
          homespun.toast(say("added", { name: homespun.isolate(homespun.title(record)) }), undo);
        },
      }),
    );

  // Opens a record: its own page if it has one, else the form to edit it.
  homespun.openRecord = (record) => (homespun.entityOf(record.entity).page ? homespun.openRecordPage(record) : homespun.openForm(record));

  homespun.openForm = (record) => {
    const entity = homespun.entityOf(record.entity);
    return open(homespun.title(record), entity.line, (close) => {
      if (!homespun.may("changes", record)) return [facts(entity, record, entity.fields), actionRow(record, close)];
      const erase = homespun.may("deletes", record) && make(
        "button",
        {
          type: "button",
          class: "danger",
          onclick: () => {
            close();
            homespun.erase(record);
          },
        },
        homespun.icon("bin"),
        say("delete"),
      );
      const form = homespun.makeForm({
        entity,
        names: everyField(entity),
        record,
        buttons: [erase, make("span", { class: "gap" }), cancelButton(close)],
        sendLabel: say("save"),
        whenKept: (_, undo) => {
          close();
          homespun.toast(say("saved"), undo);
        },
      });
      return entity.page ? form : [facts(entity, record), actionRow(record, close), form];
    });
  };

  // Computed values cannot be typed, so they are told; of a record that one may not change, all values.
  function facts(entity, record, fields = []) {
    const told = [...fields, ...homespun.ownComputed(entity)];
    if (!told.length) return null;
    return make(
      "dl",
      { class: "facts" },
      told.map((field) =>
        make("div", { from: field.line }, make("dt", {}, homespun.label(field.name)), make("dd", {}, homespun.show(homespun.valueOf(record, field.name), field))),
      ),
    );
  }

  function actionRow(record, close) {
    const buttons = homespun.actionButtons(record, close);
    return buttons.length ? make("div", { class: "row actions" }, buttons) : null;
  }

  // What can be done with a record where it is shown: its actions, and what people may do with any record.
  homespun.actionButtons = (record, before = () => {}) => [...(homespun.actionsOf?.(record, before) ?? []), ...(homespun.featuresOf?.(record) ?? [])];

  // Edit and delete, as small icons named after their record.
  homespun.recordButtons = (record) => {
    const name = homespun.isolate(homespun.title(record));
    const button = (icon, key, work) =>
      make(
        "button",
        {
          type: "button",
          class: "quiet icon-only",
          "aria-label": `${say(key)} ${name}`,
          title: say(key),
          "data-key": `${record.id} ${key}`,
          onclick: (event) => {
            event.stopPropagation();
            work();
          },
        },
        homespun.icon(icon),
      );
    return [
      button(homespun.may("changes", record) ? "pencil" : "eye", "open", () => homespun.openRecord(record)),
      homespun.may("deletes", record) && button("bin", "delete", () => homespun.erase(record)),
    ];
  };
})();
