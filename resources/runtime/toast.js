// A note at the bottom that goes away by itself, with Undo where something can be taken back.
// Needs: elements, formats.
"use strict";

(function () {
  const { make, say } = homespun;
  const SHOWN_MS = 8000;

  homespun.toast = (words, undo = null) => {
    const place = document.getElementById("toasts");
    let timer = 0;
    const close = () => {
      clearTimeout(timer);
      note.remove();
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(close, SHOWN_MS);
    };
    const take = async () => {
      close();
      await homespun.keep(undo());
    };
    const note = make(
      "div",
      { class: "toast", onpointerenter: () => clearTimeout(timer), onpointerleave: wait, onfocusin: () => clearTimeout(timer), onfocusout: wait },
      make("p", { dir: "auto" }, words),
      undo ? make("button", { type: "button", class: "toast-undo", onclick: take }, say("undo")) : null,
      make("button", { type: "button", class: "toast-close", "aria-label": say("close"), onclick: close }, homespun.icon("close")),
    );
    // Two notes at once are one too many on a phone: the older goes, what it offered to undo stays done.
    for (const old of [...place.querySelectorAll(".toast")].slice(0, -1)) old.remove();
    place.append(note);
    wait();
  };
})();
