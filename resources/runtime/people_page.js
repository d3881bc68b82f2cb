// The page for whoever looks after the app: who there is, in which role, and their passwords.
// Needs: people_forms, dialog, pages.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const facts = () => homespun.about().people;
  const entity = () => homespun.entityOf(facts().entity);

  homespun.PEOPLE_ADDRESS = "~people"; // no page of an app can have this one
  let page = null;
  homespun.peoplePageAt = (address) => {
    if (address !== homespun.PEOPLE_ADDRESS || !homespun.isLeader()) return null;
    page ??= { name: say("people"), address, line: entity().line, sections: [{ kind: "people", line: entity().line, entity: entity().name }] };
    return page;
  };

  homespun.sections.people = () => {
    const list = make("ul", { class: "people-list" });
    const control = make("input", { type: "checkbox", class: "switch", id: homespun.newId("field"), onchange: () => homespun.letSignUp(control.checked) });
    control.checked = homespun.maySignUp();
    const add = make("button", { type: "button", class: "main", onclick: openNew }, homespun.icon("plus"), say("people_add"));
    const head = make(
      "div",
      { class: "people-head" },
      make("div", { class: "field inline" }, control, make("label", { class: "label", for: control.id }, say("people_let_sign_up", { role: homespun.isolate(facts().usual) }))),
      add,
    );
    const update = () => {
      const everybody = [...homespun.people()].sort((one, other) => homespun.personName(one).localeCompare(homespun.personName(other), homespun.locale, { numeric: true }));
      homespun.redraw(list, everybody.map(item));
    };
    update();
    return { element: make("section", { class: "people", from: entity().line }, head, list, make("p", { class: "notice" }, homespun.icon("info"), make("span", {}, say("people_honest")))), update };
  };

  function item(person) {
    const name = homespun.isolate(homespun.personName(person));
    const isMe = person.id === homespun.me()?.id;
    const hasPassword = homespun.passwords.has(person.id);
    const button = (icon, words, kind, work) => make("button", { type: "button", class: kind, "aria-label": `${words}: ${name}`, "data-key": `${person.id} ${icon}`, onclick: work }, homespun.icon(icon), words);
    return make(
      "li",
      { class: "card people-item", "data-record": person.id },
      make("div", { class: "people-who" }, make("strong", { dir: "auto" }, homespun.personName(person)), isMe ? make("span", { class: "badge" }, say("people_me")) : null, hasPassword ? null : make("span", { class: "muted" }, say("people_no_password"))),
      roleChoice(person, name),
      make(
        "div",
        { class: "row" },
        isMe ? null : button("lock", say(hasPassword ? "people_reset" : "people_give"), "small", () => openPassword(person)),
        button("pencil", say("people_edit"), "small", () => homespun.openForm(person)),
        isMe ? null : button("bin", say("people_remove"), "small danger", () => homespun.erase(person)),
      ),
    );
  }

  function roleChoice(person, name) {
    const role = homespun.roleOf(person);
    const choice = make("select", { "aria-label": say("people_role_of", { name }), "data-key": `${person.id} role` }, facts().roles.map((each) => make("option", { value: each }, each)));
    choice.value = role;
    choice.addEventListener("change", async () => {
      try {
        await homespun.changePerson(store.get(person.id), { [facts().role]: choice.value });
        homespun.announce(say("saved"));
      } catch (problem) {
        if (!homespun.wasTold(problem)) throw problem;
        choice.value = role;
      }
    });
    return choice;
  }

  function openPassword(person) {
    const name = homespun.isolate(homespun.personName(person));
    homespun.openDialog(say("people_password_for", { name }), entity().line, (close) => {
      const row = homespun.passwordRow(say("people_new_password"), true);
      const send = async () => {
        await homespun.keep(homespun.passwords.set(person.id, row.read()));
        close();
        homespun.refresh();
        homespun.toast(say("people_password_set_for", { name }));
      };
      return [make("p", {}, say("people_reset_hint", { name })), homespun.peopleForm({ rows: [row], sendLabel: say("save"), send })];
    });
  }

  function openNew() {
    homespun.openDialog(say("people_add"), entity().line, (close) => {
      const rows = homespun.personRows(null, { withRole: true });
      const password = homespun.passwordRow(say("people_password"), true);
      const send = async () => {
        const person = await homespun.addPerson(homespun.valuesOf(rows), password.read());
        close();
        homespun.refresh();
        homespun.toast(say("added", { name: homespun.isolate(homespun.personName(person)) }));
      };
      return homespun.peopleForm({ rows: [...rows, password], sendLabel: say("people_add"), send });
    });
  }
})();
