// Several other records: those chosen stand on top, the others are found by typing.
// Needs: inputs, dialog, records.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const MOST = 30;

  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  homespun.inputs.references = (field, value, id) => {
    const target = homespun.entityOf(field.target);
    const chosen = new Set((Array.isArray(value) ? value : []).filter((each) => store.get(each)));
    const facts = { entity: homespun.inSentence(target.name), plural: homespun.inSentence(target.plural) };
    const search = make("input", { id, type: "search", placeholder: say("search", facts), "aria-label": say("search", facts), autocomplete: "off", dir: "auto" });
    const list = make("div", { class: "many-list" });
    const rest = make("p", { class: "muted many-rest", role: "status" });

    function box(record) {
      const control = make("input", { type: "checkbox", value: record.id });
      control.checked = chosen.has(record.id);
      control.addEventListener("change", () => (control.checked ? chosen.add(record.id) : chosen.delete(record.id)));
      return make("label", { class: "many-choice", dir: "auto" }, control, make("span", {}, homespun.title(record)));
    }

    // Boxes stay where they are while one is ticked; they are put in order anew when something is typed.
    function fill() {
      const words = plain(search.value).split(/\s+/).filter(Boolean);
      const found = store
        .list(target.name)
        .map((record) => ({ record, name: homespun.title(record), isChosen: chosen.has(record.id) }))
        .filter(({ name }) => words.every((word) => plain(name).includes(word)));
      found.sort((one, other) => other.isChosen - one.isChosen || one.name.localeCompare(other.name, homespun.locale, { numeric: true }));
      list.replaceChildren(...found.slice(0, MOST).map(({ record }) => box(record)));
      const left = found.length - MOST;
      rest.textContent = left > 0 ? say("more_to_find", { count: left }) : found.length ? "" : say("no_match");
    }

    const add = homespun.may("adds", target) && make(
      "button",
      {
        type: "button",
        class: "quiet small",
        onclick: () =>
          homespun.openNew(target, {
            whenAdded: (record) => {
              chosen.add(record.id);
              search.value = "";
              fill();
            },
          }),
      },
      homespun.icon("plus"),
      say("add_target", facts),
    );
    search.addEventListener("input", fill);
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // finding one is not sending the form
    });
    fill();
    const element = make("div", { class: "many-input", role: "group" }, make("span", { class: "search" }, homespun.icon("search"), search), list, rest, add);
    return { element, control: search, group: true, read: () => [...chosen].filter((each) => store.get(each)) };
  };
})();
