// Another record, chosen by its name. Where there is none yet, one can be added on the spot.
// Needs: inputs, dialog.
"use strict";

homespun.inputs.reference = (field, value, id) => {
  const { make, say, store } = homespun;
  const target = homespun.entityOf(field.target);
  const control = make("select", { id });

  function fill(chosen) {
    const records = store.list(target.name).map((record) => ({ id: record.id, name: homespun.title(record) }));
    records.sort((one, other) => one.name.localeCompare(other.name, homespun.locale, { numeric: true }));
    control.replaceChildren(
      make("option", { value: "" }, field.required ? say("choose") : say("nothing")),
      ...records.map((record) => make("option", { value: record.id }, record.name)),
    );
    control.value = chosen && store.get(chosen) ? chosen : "";
  }

  const add = homespun.may("adds", target) && make(
    "button",
    {
      type: "button",
      class: "quiet small",
      onclick: () => homespun.openNew(target, { whenAdded: (record) => fill(record.id) }),
    },
    homespun.icon("plus"),
    say("add_target", { entity: homespun.inSentence(target.name) }),
  );
  fill(value);
  return { element: make("span", { class: "reference-input" }, control, add), control, read: () => control.value || null };
};
