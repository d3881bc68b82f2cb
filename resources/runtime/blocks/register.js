// Who is there today: one press for each person and day, kept as a record each.
// Needs: blocks/frame, blocks/fitting_fields, collection, dialog, moments, records, saving, store, toast.
"use strict";

homespun.sections["register"] = (section) => {
  const { make, say, store, moments } = homespun;
  const people = homespun.entityOf(section.entity);
  const entity = homespun.entityOf(section.into);
  const person = homespun.fieldFor(entity, section.person, ["reference"], [], (field) => field.target === people.name);
  const day = homespun.fieldFor(entity, section.day, ["date"]);
  const mark = homespun.fieldFor(entity, section.mark, ["choice"]);
  let date = moments.today();

  const picker = make("input", { type: "date", "aria-label": say("register_day"), max: "9999-12-31", value: date });
  const dayName = make("h3", { class: "register-day", "aria-live": "polite" });
  const counts = make("ul", { class: "register-counts" });
  const list = make("ul", { class: "register-list" });
  const tools = make("div", { class: "row no-print" });

  const everybody = () => store.list(people.name).sort((one, other) => homespun.title(one).localeCompare(homespun.title(other), homespun.locale, { numeric: true }));
  const marksOfDay = () => new Map(store.everything.list(entity.name).filter((each) => each.values[day.name] === date).map((each) => [each.values[person.name], each]));
  const newMark = (id, words) => store.make(entity.name, homespun.starting(entity, { [person.name]: id, [day.name]: date, [mark.name]: words }));
  const marked = (old, words) => ({ ...old, values: Object.assign(Object.create(null), old.values, { [mark.name]: words }) });

  async function claim(build, told = null) {
    const undo = await homespun.claim(build);
    if (typeof undo === "string") homespun.toast(undo);
    else if (told) homespun.toast(told, undo);
  }

  // Pressing what is set already takes it away again.
  const set = (id, words) =>
    claim(() => {
      const old = marksOfDay().get(id);
      if (old?.values[mark.name] !== words) return homespun.draft([old ? marked(old, words) : newMark(id, words)]);
      const draft = homespun.draft();
      draft.remove(old.id);
      return draft;
    });

  const setRest = (words) =>
    claim(() => {
      const there = marksOfDay();
      return homespun.draft(everybody().filter((each) => !there.get(each.id)?.values[mark.name]).map((each) => (there.has(each.id) ? marked(there.get(each.id), words) : newMark(each.id, words))));
    }, say("register_rest_done", { mark: words }));

  function go(to) {
    date = to || moments.today();
    picker.value = date;
    update();
  }
  picker.addEventListener("change", () => go(picker.value));

  const arrow = (icon, key, days) => make("button", { type: "button", class: "quiet icon-only", "aria-label": say(key), title: say(key), onclick: () => go(moments.addDays(date, days)) }, homespun.icon(icon));
  const toToday = make("button", { type: "button", class: "small", onclick: () => go(moments.today()) }, say("today"));
  const head = make("div", { class: "register-head" }, dayName, make("div", { class: "row no-print" }, arrow("left", "register_before", -1), picker, arrow("right", "register_after", 1), toToday));

  function row(student, there) {
    const name = homespun.title(student);
    const now = there.get(student.id)?.values[mark.name] ?? null;
    const id = homespun.newId("person");
    const button = (words, at) =>
      make("button", { type: "button", class: `register-mark mark-${(at % 8) + 1}`, dir: "auto", "aria-pressed": words === now ? "true" : "false", "data-key": `${student.id} ${words}`, onclick: () => set(student.id, words) }, words);
    return make(
      "li",
      { class: now ? "register-row" : "register-row is-open", "data-record": student.id, from: people.line },
      make("span", { id, class: "register-name" }, homespun.openButton(student)),
      make("span", { class: "print-only" }, now ?? say("nothing")),
      make("div", { class: "register-marks", role: "group", "aria-labelledby": id }, mark.options.map(button)),
    );
  }

  function update() {
    const there = marksOfDay();
    const all = everybody();
    const open = all.filter((each) => !there.get(each.id)?.values[mark.name]).length;
    const words = homespun.inSentence(people.name);
    dayName.textContent = homespun.asLongDay(date);
    toToday.hidden = date === moments.today();
    const count = (option) => all.filter((each) => there.get(each.id)?.values[mark.name] === option).length;
    const tile = (name, number, kind) => make("li", { class: kind }, make("span", { dir: "auto" }, name), make("strong", { class: "number" }, String(number)));
    counts.replaceChildren(...mark.options.map((option, at) => tile(option, count(option), `chip chip-${(at % 8) + 1}`)), tile(say("register_open"), open, "chip"));
    homespun.redraw(list, all.length ? all.map((each) => row(each, there)) : [make("li", { class: "empty" }, make("p", { class: "empty-title" }, say("empty_title", { plural: homespun.inSentence(people.plural) })))]);
    const rest = say("register_rest", { mark: mark.options[0] });
    homespun.redraw(tools, [
      all.length ? make("button", { type: "button", class: "main", disabled: !open, "data-key": "rest", onclick: () => setRest(mark.options[0]) }, homespun.icon("check"), rest) : null,
      make("button", { type: "button", class: all.length ? "quiet" : "main", hidden: homespun.may ? !homespun.may("adds", people) : false, "data-key": "add", onclick: () => homespun.openNew(people) }, homespun.icon("plus"), say("add", { entity: words })),
    ]);
  }

  update();
  return { element: homespun.frame(section, head, make("div", { class: "register-top" }, counts, tools), list), update };
};
