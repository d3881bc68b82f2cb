// Who is at the computer: whoever is signed in. Without accounts a name is asked for once, where one is
// needed, and remembered.
// Needs: dialog, store.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const KEY = "your name";

  // The name of whoever is here, or "" as long as nobody has said.
  homespun.who = () => (homespun.me ? homespun.calculate.myName() : store.recall(KEY, "")) ?? "";

  // Whether something was said, chosen or valued by whoever is here.
  homespun.isMine = (record) => {
    const { owner } = homespun.entityOf(record.entity);
    return homespun.me && owner ? record.values[owner] === homespun.me().id : [homespun.who(), ""].includes(record.values.by ?? "");
  };

  // The name of whoever is here, asked for if nobody has said it; null if that was not answered.
  homespun.askWho = async () => homespun.who() || homespun.askName();

  // Asks for the name, also to change it; null if that was not answered.
  homespun.askName = () =>
    new Promise((answer) => {
      if (homespun.me) return homespun.openProfile().addEventListener("close", () => answer(homespun.who()));
      let name = null;
      const id = homespun.newId("field");
      const input = make("input", { id, type: "text", autocomplete: "name", dir: "auto", maxlength: "60", value: homespun.who() });
      const dialog = homespun.openDialog(say("your_name"), 0, (close) => {
        const form = make(
          "form",
          { class: "form", novalidate: true },
          make("div", { class: "field" }, make("label", { class: "label", for: id }, say("your_name_hint")), input),
          make("div", { class: "form-end" }, make("button", { type: "button", onclick: close }, say("cancel")), make("button", { type: "submit", class: "main" }, say("save"))),
        );
        form.isTouched = () => false;
        form.addEventListener("submit", (event) => {
          event.preventDefault();
          name = input.value.normalize("NFC").trim() || null;
          if (!name) return input.focus();
          store.remember(KEY, name).then(() => (homespun.refresh(), close()));
        });
        return form;
      });
      dialog.addEventListener("close", () => answer(name));
    });
})();
