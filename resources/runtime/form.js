// Fields with their labels, checked when sent; used by the dialogs and by forms on a page.
// Needs: inputs, checks, records, saving, toast.
"use strict";

(function () {
  const { make, say, store } = homespun;

  // One labelled field: { element, field, read, check, tell, focus }.
  function makeRow(field, value, entity, record) {
    const id = homespun.newId("field");
    const input = homespun.inputs[field.type](field, value, id);
    const problem = make("p", { class: "problem", id: `${id}-problem`, hidden: true });
    const star = field.required ? make("span", { class: "must", title: say("required") }, " *") : null;
    const words = [homespun.label(field.name), star];
    const label = input.group
      ? make("span", { class: "label", id: `${id}-label` }, words)
      : make("label", { class: "label", for: id }, words);
    if (input.group) input.element.setAttribute("aria-labelledby", `${id}-label`);
    if (field.required && !input.group) input.control.setAttribute("aria-required", "true");
    input.control.setAttribute("aria-describedby", problem.id);
    const kind = field.type.replace(/[^a-z]+/g, "-");
    const parts = input.inline ? [input.element, label] : [label, input.element];
    const element = make("div", { class: `field field-${kind}${input.inline ? " inline" : ""}`, from: field.line, "data-field": field.name }, parts, problem);

    function tell(words) {
      problem.textContent = words;
      problem.hidden = !words;
      element.classList.toggle("wrong", Boolean(words));
      if (words) input.control.setAttribute("aria-invalid", "true");
      else input.control.removeAttribute("aria-invalid");
      return !words;
    }

    const check = () => tell(input.problem?.() || homespun.problemWith(input.read(), field, entity, record));
    element.addEventListener("input", () => !problem.hidden && check());
    element.addEventListener("change", () => !problem.hidden && check());
    return { element, field, read: input.read, check, tell, focus: () => input.control.focus() };
  }

  homespun.formRow = makeRow;

  // What a record as a whole is told: beside the last of the fields it is about, else above the buttons.
  function makeTeller(rows, place) {
    return (problems, id) => {
      place.replaceChildren();
      let first = null;
      for (const { record, words, fields, line } of problems) {
        const row = record.id === id ? rows.findLast((each) => fields.includes(each.field.name)) : null;
        if (row) row.tell(words);
        else place.append(make("p", { class: "problem", from: line }, words));
        first ??= row;
      }
      return first;
    };
  }

  // A whole form. `names` are the fields asked for, `record` what is edited (null adds a new one),
  // `given` overrides what a new record starts with, `buttons` stand before the sending one, `steps`
  // is in how many steps it is asked. `whenKept(record, undo)` is called when it is saved. `keep(record)`
  // saves in a way of its own, and gives a sentence if it cannot.
  homespun.makeForm = ({ entity, names, record = null, given = {}, buttons = [], sendLabel, steps = 1, keep = null, whenKept }) => {
    const start = record ? homespun.view(record) : homespun.starting(entity, given);
    const rows = names
      .map((name) => entity.fields.find((field) => field.name === name))
      .filter((field) => field && homespun.mayFill(entity, field, record))
      .map((field) => makeRow(field, start[field.name], entity, record));
    const send = make("button", { type: "submit", class: "main" }, sendLabel);
    const place = make("div", { class: "form-problems", role: "alert" });
    const tellAll = makeTeller(rows, place);
    const stepped = steps > 1 && rows.length > 1 ? homespun.makeSteps(rows, steps, send) : null;
    const form = make(
      "form",
      { class: "form", novalidate: true, autocomplete: "off" },
      stepped ? stepped.elements : make("div", { class: "fields" }, rows.map((row) => row.element)),
      place,
      make("div", { class: "form-end" }, buttons, stepped?.back, send),
    );
    const asTyped = () => JSON.stringify(rows.map((row) => row.read()));
    const atFirst = asTyped();
    form.isTouched = () => asTyped() !== atFirst;

    // Goes to the first field that is wrong; true if there was one.
    function stopAt(row) {
      if (row) stepped?.show(row);
      row?.focus();
      return Boolean(row);
    }

    function filledIn() {
      const values = Object.assign(Object.create(null), record ? (store.get(record.id) ?? record).values : homespun.starting(entity, given));
      for (const row of rows) values[row.field.name] = row.read();
      return record ? { ...record, values } : store.make(entity.name, values);
    }

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (stopAt((stepped?.asked() ?? rows).filter((row) => !row.check())[0])) return;
      if (stepped?.next()) return;
      if (stopAt(rows.filter((row) => !row.check())[0])) return;
      const kept = filledIn();
      const draft = homespun.draft([kept]);
      if (!keep) homespun.followRules?.(draft);
      const problems = keep ? [] : homespun.problemsOf(draft);
      if (problems.length) return stopAt(tellAll(problems, kept.id));
      place.replaceChildren();
      send.disabled = true;
      try {
        const undo = await (keep ? keep(kept) : homespun.write(draft));
        if (typeof undo === "string") place.append(make("p", { class: "problem" }, undo));
        else whenKept(store.get(kept.id) ?? kept, undo);
      } catch (problem) {
        if (!homespun.wasTold(problem)) throw problem; // else what was typed stays, to be sent again
      } finally {
        send.disabled = false;
      }
    });
    return form;
  };

  // A form that stands on a page and adds a record each time it is sent.
  homespun.sections ??= Object.create(null);
  homespun.sections.form = (section) => {
    const entity = homespun.entityOf(section.entity);
    if (!homespun.may("adds", entity)) return homespun.sections.text({ line: section.line, title: say("not_allowed_to_add", { plural: homespun.inSentence(entity.plural) }) });
    const place = make("div", {});

    function renew(focus) {
      const form = homespun.makeForm({
        entity,
        names: section.showing,
        steps: section.steps,
        sendLabel: say("add", { entity: homespun.inSentence(entity.name) }),
        whenKept: (record, undo) => {
          renew(true);
          homespun.toast(say("added", { name: homespun.isolate(homespun.title(record)) }), undo);
        },
      });
      place.replaceChildren(form);
      if (focus) form.querySelector("input, select, textarea")?.focus();
    }

    renew(false);
    // New records elsewhere are new choices here; nothing that was typed is thrown away for them.
    const update = () => !place.firstChild.isTouched() && !place.contains(document.activeElement) && renew(false);
    const element = make("section", { class: "card form-card", from: section.line }, make("h2", { dir: "auto" }, section.title), place);
    return { element, update };
  };
})();
