// Notes that the app leaves for people: a bell in the header counts the unread ones. They are records,
// so they outlive a reload and go away with the deed that made them when it is undone.
// Needs: dialog, saving.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const entity = () => homespun.entityOf(homespun.about().notifications);
  const all = () => store.list(entity().name).reverse();
  const unread = () => all().filter((note) => !note.values.read);
  const withRead = (note) => ({ ...note, values: Object.assign(Object.create(null), note.values, { read: true }) });
  const markRead = (notes) => homespun.keep(store.put(...notes.map(withRead)));

  homespun.makeNotice = (words, about) => store.make(entity().name, homespun.starting(entity(), { words, about: about.id }));

  function item(note, close) {
    const about = store.get(note.values.about);
    const words = make("span", { class: "note-words", dir: "auto" }, note.values.words);
    const open = () => {
      close();
      if (!note.values.read) markRead([note]);
      homespun.openRecord(about);
    };
    return make(
      "li",
      { class: note.values.read ? "note" : "note unread", "data-record": note.id },
      make(
        "div",
        {},
        about ? make("button", { type: "button", class: "open", "data-key": `${note.id} open`, onclick: open }, words) : words,
        make("p", { class: "muted small-words" }, note.values.read ? null : `${say("unread")} · `, homespun.asText(note.values.at, homespun.fieldOf(entity(), "at"))),
      ),
      note.values.read
        ? null
        : make("button", { type: "button", class: "quiet icon-only", "aria-label": `${say("mark_read")}: ${note.values.words}`, title: say("mark_read"), "data-key": `${note.id} read`, onclick: () => markRead([note]) }, homespun.icon("check")),
    );
  }

  function openAll() {
    let stop = () => {};
    const dialog = homespun.openDialog(say("notifications"), 0, (close) => {
      const list = make("ul", { class: "notes" });
      const every = make("button", { type: "button", onclick: () => markRead(unread()) }, say("mark_all_read"));
      const clear = make("button", { type: "button", class: "danger", onclick: () => empty() }, say("clear_notifications"));
      const none = make("p", { class: "muted" }, say("no_notifications"));
      const update = () => {
        const notes = all();
        homespun.redraw(list, notes.map((note) => item(note, close)));
        every.hidden = !unread().length;
        clear.hidden = !notes.length;
        none.hidden = notes.length > 0;
      };
      stop = store.subscribe(update);
      update();
      return [none, list, make("div", { class: "form-end" }, clear, make("span", { class: "gap" }), every)];
    });
    dialog.addEventListener("close", () => stop());
  }

  async function empty() {
    const draft = homespun.draft();
    all().forEach((note) => draft.remove(note.id));
    homespun.toast(say("notifications_cleared"), await homespun.write(draft));
  }

  // Puts the bell before the menu; new notes are read out once.
  homespun.makeBell = (menu) => {
    const count = make("span", { class: "bell-count", "aria-hidden": "true" });
    const bell = make("button", { type: "button", class: "quiet", id: "bell", "aria-haspopup": "dialog", onclick: openAll }, homespun.icon("bell"), count);
    let known = null;
    const update = () => {
      const notes = unread();
      const words = notes.length ? say("unread_count", { count: notes.length }) : say("notifications");
      bell.setAttribute("aria-label", words);
      bell.title = words;
      count.textContent = notes.length > 99 ? "99+" : String(notes.length);
      count.hidden = !notes.length;
      if (known) notes.filter((note) => !known.has(note.id)).forEach((note) => homespun.announce(note.values.words));
      known = new Set(notes.map((note) => note.id));
    };
    menu.before(bell);
    store.subscribe(update);
    update();
  };
})();
