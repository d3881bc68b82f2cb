// The small forms in which people sign in and say who they are: fields that browsers and password keepers
// know by their names, a password that can be shown, and one sentence when something is not right.
// Needs: form, people, permissions.
"use strict";

(function () {
  const { make, say } = homespun;
  const SHORTEST = 8;
  const LONGEST = 200;

  const facts = () => homespun.about().people;
  const entity = () => homespun.entityOf(facts().entity);

  // A password is typed into a field of its own; the words are taken as they are, blanks included.
  homespun.inputs.password = (field, value, id) => {
    const control = make("input", { id, type: "password", autocomplete: field.complete, maxlength: LONGEST, dir: "ltr", autocapitalize: "none", spellcheck: "false" });
    const show = make("button", { type: "button", class: "quiet icon-only", "aria-pressed": "false", "aria-label": say("people_show"), title: say("people_show"), "aria-controls": id }, homespun.icon("eye"));
    show.addEventListener("click", () => {
      const isShown = control.type === "text";
      control.type = isShown ? "password" : "text";
      show.setAttribute("aria-pressed", String(!isShown));
      show.replaceChildren(homespun.icon(isShown ? "eye" : "hidden"));
    });
    const isShort = () => field.isNew && control.value && [...control.value].length < SHORTEST;
    const element = make("span", { class: "password-input" }, control, show);
    return { element, control, read: () => control.value || null, problem: () => (isShort() ? say("people_short", { count: SHORTEST }) : "") };
  };

  // The row for a password: a new one, or the one that somebody has.
  homespun.passwordRow = (label, isNew) => {
    const field = { name: label, type: "password", required: true, isNew, complete: isNew ? "new-password" : "current-password" };
    const row = homespun.formRow(field, null, entity(), null);
    if (isNew) describe(row, say("people_password_hint", { count: SHORTEST }));
    return row;
  };

  function describe(row, words) {
    const id = homespun.newId("hint");
    const control = row.element.querySelector("input");
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby")} ${id}`);
    row.element.append(make("p", { class: "muted small-words", id }, words));
  }

  // A row for a field of a person. Whoever signs in gives a name that is there already; it need not be new.
  function personRow(field, person, { signingIn = false, complete = "" } = {}) {
    const plain = signingIn || field.name === facts().name ? { ...field, unique: false, required: field.required || field.name === facts().name } : field;
    const value = person ? person.values[field.name] : field.start?.();
    const row = homespun.formRow(plain, value ?? null, entity(), person);
    if (complete) row.element.querySelector("input")?.setAttribute("autocomplete", complete);
    if (signingIn || field.name !== facts().name) return row;
    return { ...row, check: () => row.check() && row.tell(homespun.isNameTaken(row.read(), person) ? say("people_taken") : "") };
  }

  const fieldNamed = (name) => entity().byName.get(name);
  homespun.nameRow = (settings = {}) => personRow(fieldNamed(facts().name), settings.person ?? null, { complete: "username", ...settings });

  // Whether people say something about themselves, or only the first role about them (`only Boss changes`).
  function isTheirs(field) {
    if ([facts().name, facts().email].includes(field.name) || (field.required && !field.start)) return true;
    return entity().only.changes.includes("owner") || entity().only.changes.includes(facts().usual);
  }

  // The rows for what somebody says about themselves; for all that is said about them with `every`.
  homespun.personRows = (person, { every = homespun.isLeader(), withRole = false } = {}) => {
    const mine = entity().fields.filter((field) => field.name !== facts().joined && (field.name === facts().role ? withRole : every || isTheirs(field)));
    const names = { [facts().name]: "username", [facts().email]: "email" };
    const rows = mine.map((field) => personRow(field, person, { complete: names[field.name] }));
    return rows.sort((one, other) => (other.field.name === facts().name) - (one.field.name === facts().name));
  };

  // What rows hold, by the names of their fields.
  homespun.valuesOf = (rows) => Object.assign(Object.create(null), ...rows.filter((row) => row.field.type !== "password").map((row) => ({ [row.field.name]: row.read() })));

  // A form of rows; `send()` gives the words for what is wrong, or nothing if all is well.
  homespun.peopleForm = ({ rows, sendLabel, send, buttons = [] }) => {
    const place = make("div", { class: "form-problems", role: "alert" });
    const button = make("button", { type: "submit", class: "main" }, sendLabel);
    const form = make("form", { class: "form people-form", novalidate: true }, make("div", { class: "fields" }, rows.map((row) => row.element)), place, make("div", { class: "form-end" }, buttons, button));
    const asTyped = () => JSON.stringify(rows.map((row) => row.read()));
    const atFirst = asTyped();
    form.isTouched = () => asTyped() !== atFirst;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const wrong = rows.filter((row) => !row.check())[0];
      if (wrong) return wrong.focus();
      if (button.disabled) return;
      place.replaceChildren();
      button.disabled = true;
      try {
        const words = await send();
        if (words) place.append(make("p", { class: "problem" }, words));
      } catch (problem) {
        if (!homespun.wasTold(problem)) throw problem;
      } finally {
        button.disabled = false;
      }
    });
    return form;
  };
})();
