// Tells whose name is used here, with a way to use another: several people may sit at one computer.
// Needs: elements, formats, who.
"use strict";

// `changed()` is called once there is another name; nothing is shown as long as nobody has said one.
homespun.whoLine = (changed) => {
  const { make, say } = homespun;
  const name = homespun.who();
  if (!name || homespun.me) return null; // with accounts everybody is who they are
  const change = async () => {
    if ((await homespun.askName()) !== null) changed();
  };
  return make("p", { class: "who-line muted small-words no-print" }, say("you_are", { name: homespun.isolate(name) }), " ", make("button", { type: "button", class: "quiet small", "data-key": "who", onclick: change }, say("change_name")));
};

// Whether a record is from the person who is here, by name.
homespun.isFrom = (record) => (record.values.by ?? "") === homespun.who();
