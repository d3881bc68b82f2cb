// Notes that save themselves. The first line of a note is its name.
// Needs: elements, formats, store, toast, blocks/frame.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const LONG = 60;

  homespun.sections.notepad = (section) => {
    let notes = store.recall(`${section.key} notes`, []); // [{ id, text, changed }], the newest first
    let open = notes[0]?.id ?? null;

    const id = homespun.newId("note");
    const area = make("textarea", { id, rows: 14, dir: "auto", placeholder: say("notepad_hint") });
    const list = make("ul", { class: "notepad-list" });
    const search = make("input", { type: "search", "aria-label": say("notepad_search"), placeholder: say("notepad_search"), oninput: () => drawList() });
    const when = make("p", { class: "muted notepad-when" });
    const add = make("button", { type: "button", class: "main", onclick: begin }, homespun.icon("plus"), say("notepad_new"));
    const erase = make("button", { type: "button", class: "danger", onclick: remove }, homespun.icon("bin"), say("delete"));

    const nameOf = (note) => {
      const name = note.text.split("\n").find((line) => line.trim())?.trim() ?? "";
      return name.length > LONG ? `${name.slice(0, LONG)}…` : name || say("notepad_empty");
    };
    const current = () => notes.find((note) => note.id === open) ?? null;
    const keep = () => store.remember(`${section.key} notes`, notes);

    function begin() {
      const empty = notes.find((note) => !note.text.trim());
      if (!empty) notes = [{ id: `${Date.now().toString(36)}${notes.length}`, text: "", changed: Date.now() }, ...notes];
      open = (empty ?? notes[0]).id;
      search.value = "";
      draw();
      area.focus();
    }

    function type() {
      let note = current();
      if (!note) {
        note = { id: Date.now().toString(36), text: "", changed: 0 };
        notes = [note, ...notes];
        open = note.id;
      }
      const changed = { ...note, text: area.value, changed: Date.now() };
      notes = [changed, ...notes.filter((each) => each.id !== note.id)];
      keep();
      drawList();
    }

    function remove() {
      const before = notes;
      const gone = current();
      const set = (now, chosen) => {
        notes = now;
        open = chosen;
        keep();
        draw();
      };
      set(notes.filter((note) => note !== gone), notes.find((note) => note !== gone)?.id ?? null);
      homespun.toast(say("deleted", { name: homespun.isolate(nameOf(gone)) }), async () => set(before, gone.id));
      area.focus();
    }

    function drawList() {
      const wanted = search.value.trim().toLocaleLowerCase(homespun.locale);
      const found = notes.filter((note) => note.text.toLocaleLowerCase(homespun.locale).includes(wanted));
      list.replaceChildren(...found.map(row));
      search.hidden = notes.length < 4 && !wanted;
      erase.disabled = !current();
      const note = current();
      when.textContent = note?.text ? say("notepad_kept", { time: new Date(note.changed).toLocaleString(homespun.locale, { dateStyle: "medium", timeStyle: "short" }) }) : "";
    }

    function row(note) {
      const choose = () => {
        open = note.id;
        draw();
        list.querySelector("[aria-current]")?.focus();
      };
      return make("li", {}, make("button", { type: "button", class: "quiet", dir: "auto", "aria-current": note.id === open ? "true" : null, onclick: choose }, nameOf(note)));
    }

    function draw() {
      area.value = current()?.text ?? "";
      drawList();
    }

    area.addEventListener("input", type);
    draw();
    const element = homespun.frame(
      section,
      make("div", { class: "card notepad-card" }, make("div", { class: "notepad-side" }, add, search, list), make("div", { class: "notepad-main" }, make("label", { class: "unseen", for: id }, say("notepad_note")), area, make("div", { class: "row" }, when, make("span", { class: "gap" }), erase))),
    );
    if (!section.title) element.setAttribute("aria-label", say("notepad_name"));
    return { element };
  };
})();
