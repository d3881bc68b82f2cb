// One picture after the other, as large as the screen: with the buttons or the arrow keys.
// Needs: dialog, display.
"use strict";

// Shows the pictures of some records, beginning with one of them; `facts` are fields that are told below.
homespun.viewPictures = (rows, start, picture, facts) => {
  const { make, say } = homespun;
  const frame = make("div", { class: "viewer-picture" });
  const told = make("div", { class: "line-facts" });
  const count = make("span", { class: "muted viewer-count", "aria-live": "polite" });
  let at = start;

  function show(next) {
    at = (next + rows.length) % rows.length;
    const { record, view } = rows[at];
    const title = homespun.title(record);
    dialog.querySelector("h2").textContent = title;
    frame.replaceChildren(make("img", { src: view[picture.name], alt: title }));
    told.replaceChildren(...homespun.factsOf(view, facts));
    count.textContent = say("gallery_place", { at: at + 1, count: rows.length });
  }

  const step = (icon, key, way) =>
    make("button", { type: "button", class: "icon-only", "aria-label": say(key), title: say(key), onclick: () => show(at + way) }, homespun.icon(icon));
  const steps = rows.length > 1 ? [step("left", "gallery_previous", -1), count, step("right", "gallery_next", 1)] : [];
  const open = (close) =>
    make("button", { type: "button", class: "small", onclick: () => (close(), homespun.openRecord(homespun.store.get(rows[at].record.id) ?? rows[at].record)) }, homespun.icon("pencil"), say("open"));
  const dialog = homespun.openDialog("", 0, (close) => [frame, told, make("div", { class: "row viewer-end" }, steps, make("span", { class: "gap" }), open(close))]);
  dialog.classList.add("viewer");
  dialog.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way) show(at + (document.documentElement.dir === "rtl" ? -way : way));
  });
  show(at);
};
