// Who is signed in, in the head of the page; what they can change about themselves, and the way out.
// Needs: people_forms, dialog, menu.
"use strict";

(function () {
  const { make, say } = homespun;

  // Puts the person's button before the menu.
  homespun.makePerson = (menu) => {
    const name = homespun.personName(homespun.me());
    const words = say("people_you", { name: homespun.isolate(name), role: homespun.isolate(homespun.roleOf(homespun.me())) });
    const button = make("button", { type: "button", class: "quiet", id: "person", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": words, title: words }, homespun.icon("user"), make("span", { class: "person-name", dir: "auto" }, name));
    const place = make("div", { class: "more" }, button);
    menu.closest(".more").before(place);
    homespun.menuBehind(button, [
      [say("people_profile"), homespun.openProfile],
      ...(homespun.isLeader() ? [[say("people"), () => (location.hash = `#/${homespun.PEOPLE_ADDRESS}`)]] : []),
      [say("people_sign_out"), homespun.signOut],
    ]);
  };

  homespun.openProfile = () => {
    const me = homespun.me();
    return homespun.openDialog(say("people_profile"), homespun.entityOf(me.entity).line, (close) => {
      const forms = [aboutMe(me, close), newPassword(me, close)];
      forms[0].isTouched = [forms[0].isTouched, forms[1].isTouched].reduce((one, other) => () => one() || other());
      return [forms[0], make("hr", {}), make("h3", {}, say("people_new_password")), forms[1], make("p", { class: "muted small-words" }, say("people_honest"))];
    });
  };

  function aboutMe(me, close) {
    const rows = homespun.personRows(me);
    const send = async () => {
      await homespun.changePerson(homespun.me(), homespun.valuesOf(rows));
      close();
      homespun.refresh();
      document.querySelector(".person-name").textContent = homespun.personName(homespun.me());
      homespun.toast(say("saved"));
    };
    return homespun.peopleForm({ rows, sendLabel: say("save"), send });
  }

  function newPassword(me, close) {
    const old = homespun.passwordRow(say("people_old_password"), false);
    const next = homespun.passwordRow(say("people_new_password"), true);
    const send = async () => {
      const problem = await homespun.passwords.test(me.id, old.read());
      if (problem) return problem[0] === "people_wrong" ? say("people_wrong_old") : say(...problem);
      await homespun.keep(homespun.passwords.set(me.id, next.read()));
      close();
      homespun.toast(say("people_password_set"));
      return "";
    };
    return homespun.peopleForm({ rows: [old, next], sendLabel: say("people_change_password"), send });
  }
})();
