// What is shown as long as nobody is signed in: who looks after the app, at the very first start, and from
// then on signing in, or signing up.
// Needs: people_forms.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const facts = () => homespun.about().people;

  // True if somebody is signed in; else they are asked to, in place of the app.
  homespun.letIn = async (kept) => {
    if (kept && (await homespun.comeBack())) return homespun.clearPasswords().then(() => true);
    document.querySelector("nav")?.remove();
    document.querySelector(".all-pages")?.remove();
    document.getElementById("menu").remove();
    show(cardFor(kept));
    return false;
  };

  function cardFor(kept) {
    if (!kept) return impossible(say(store.trouble()));
    if (!homespun.passwords.areSafe()) return impossible(say("people_unsafe"));
    return homespun.hasLeader() ? signIn() : begin();
  }

  function show(card) {
    document.title = homespun.about().name;
    document.getElementById("main").replaceChildren(make("div", { class: "page people-door" }, card, make("p", { class: "notice" }, homespun.icon("info"), make("span", {}, say("people_honest")))));
    card.querySelector("input")?.focus({ preventScroll: true });
  }

  const door = (title, ...parts) => make("section", { class: "card people-card" }, make("h1", { tabindex: "-1" }, title), parts);
  const impossible = (words) => door(say("people_sign_in"), make("p", {}, words));
  const other = (words, card) => make("button", { type: "button", onclick: () => show(card()) }, words);

  function begin() {
    // An example person of that name may become the first, so the name may be there already.
    const rows = homespun.personRows(null, { every: true }).map((row) => (row.field.name === facts().name ? homespun.nameRow({ signingIn: true }) : row));
    const password = homespun.passwordRow(say("people_password"), true);
    const send = () => homespun.begin(homespun.valuesOf(rows), password.read());
    const hint = make("p", { class: "muted" }, say("people_begin_hint", { role: homespun.isolate(facts().roles[0]) }));
    return door(say("people_begin"), hint, homespun.peopleForm({ rows: [...rows, password], sendLabel: say("people_begin_go"), send }));
  }

  function signIn() {
    const name = homespun.nameRow({ signingIn: true });
    const password = homespun.passwordRow(say("people_password"), false);
    const send = async () => {
      const problem = await homespun.signIn(name.read(), password.read());
      return problem && say(...problem);
    };
    const form = homespun.peopleForm({ rows: [name, password], sendLabel: say("people_sign_in"), send, buttons: homespun.maySignUp() ? [other(say("people_new_here"), signUp)] : [] });
    return door(say("people_sign_in"), form, homespun.maySignUp() ? null : make("p", { class: "muted" }, say("people_ask", { role: homespun.isolate(facts().roles[0]) })));
  }

  function signUp() {
    const rows = homespun.personRows(null);
    const password = homespun.passwordRow(say("people_password"), true);
    const send = () => homespun.signUp(homespun.valuesOf(rows), password.read());
    return door(say("people_sign_up"), homespun.peopleForm({ rows: [...rows, password], sendLabel: say("people_sign_up"), send, buttons: [other(say("people_known"), signIn)] }));
  }
})();
