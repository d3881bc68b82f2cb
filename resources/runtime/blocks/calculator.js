// Works something out from what is typed, as one types. What is still missing is said under each result.
// Needs: elements, formats, values, store, inputs, checks, toast, blocks/copy, blocks/frame.
"use strict";

(function () {
  const { make, say, missing, store } = homespun;
  const KEPT = 20;
  const NOT_KEPT = ["image", "file"];

  // What the functions of app.js see: the typed values, and results worked out when asked for.
  // `lacking` collects the inputs that were looked for and not there.
  function viewOf(section, typed, lacking) {
    const view = Object.create(null);
    for (const field of section.fields) {
      Object.defineProperty(view, field.name, {
        get() {
          const value = typed(field);
          if (missing(value)) lacking.add(field.name);
          return missing(value) ? null : value;
        },
      });
    }
    for (const part of section.computed) {
      let busy = false;
      Object.defineProperty(view, part.name, {
        get() {
          if (busy) return null; // worked out from itself: there is no answer
          busy = true;
          try {
            return part.work(view) ?? null;
          } finally {
            busy = false;
          }
        },
      });
    }
    return view;
  }

  // One labelled input: { field, element, read, tell }.
  function makeInput(field, value) {
    const id = homespun.newId("input");
    const input = homespun.inputs[field.type](field, value, id);
    const problem = make("p", { class: "problem", id: `${id}-problem`, hidden: true });
    const label = input.group ? make("span", { class: "label", id: `${id}-label` }, homespun.label(field.name)) : make("label", { class: "label", for: id }, homespun.label(field.name));
    if (input.group) input.element.setAttribute("aria-labelledby", `${id}-label`);
    input.control.setAttribute("aria-describedby", problem.id);
    const parts = input.inline ? [input.element, label] : [label, input.element];
    const element = make("div", { class: input.inline ? "field inline" : "field", from: field.line, "data-field": field.name }, parts, problem);

    // An empty input is not a mistake while somebody is still typing.
    function tell() {
      const value = input.read();
      const words = input.problem?.() || (missing(value) ? "" : homespun.problemWith(value, field, null, null));
      problem.textContent = words;
      problem.hidden = !words;
      element.classList.toggle("wrong", Boolean(words));
      if (words) input.control.setAttribute("aria-invalid", "true");
      else input.control.removeAttribute("aria-invalid");
      return !words;
    }
    return { field, element, read: input.read, tell };
  }

  const listed = (words) => new Intl.ListFormat(homespun.locale, { type: "conjunction" }).format(words);

  homespun.sections.calculator = (section) => {
    let inputs = [];
    const form = make("form", { class: "calculator-inputs fields", novalidate: true, autocomplete: "off", onsubmit: (event) => event.preventDefault() });
    const outputs = section.computed.map((part) => {
      const value = make("output", { class: "calculator-value", dir: "auto" });
      const why = make("p", { class: "muted calculator-why", dir: "auto" });
      const copy = homespun.copyButton(() => value.textContent, part.name);
      return { part, value, why, copy, element: make("div", { class: "calculator-result", from: part.line }, make("span", { class: "label" }, homespun.label(part.name)), make("div", { class: "row" }, value, copy), why) };
    });

    function fillIn(kept) {
      inputs = section.fields.map((field) => makeInput(field, (Object.hasOwn(kept, field.name) ? kept[field.name] : null) ?? field.start?.() ?? null));
      form.replaceChildren(...inputs.map((input) => input.element));
    }

    function work() {
      const wrong = new Set(inputs.filter((input) => !input.tell()).map((input) => input.field.name));
      const typed = new Map(inputs.map((input) => [input.field.name, wrong.has(input.field.name) ? null : input.read()]));
      for (const output of outputs) {
        const lacking = new Set();
        const value = viewOf(section, (field) => typed.get(field.name), lacking)[output.part.name];
        const text = missing(value) ? "" : homespun.asText(value, output.part);
        if (output.value.textContent !== (text || "–")) output.value.textContent = text || "–";
        const names = [...lacking].filter((name) => !wrong.has(name));
        output.why.textContent = text || wrong.size ? "" : names.length ? say("calculator_fill", { names: listed(names.map(homespun.isolate)) }) : say("calculator_impossible");
        output.why.hidden = !output.why.textContent;
        output.copy.hidden = !text;
      }
      keepTyped(typed);
    }

    function keepTyped(typed) {
      const kept = section.fields.filter((field) => !NOT_KEPT.includes(field.type)).map((field) => [field.name, typed.get(field.name) ?? null]);
      store.remember(`${section.key} typed`, Object.fromEntries(kept));
    }

    form.addEventListener("input", work);
    form.addEventListener("change", work);
    const again = make("button", { type: "button", onclick: () => (fillIn({}), work(), form.querySelector("input, select, textarea")?.focus()) }, say("calculator_again"));
    const history = section.history ? makeHistory(section, () => ({ inputs, outputs })) : null;
    const card = make("div", { class: "card calculator-card" }, form, make("div", { class: "calculator-results", "aria-live": "polite" }, outputs.map((output) => output.element)), make("div", { class: "row" }, again, history?.button), history?.element);
    fillIn(store.recall(`${section.key} typed`, {}));
    work();
    const element = homespun.frame(section, card);
    if (!section.title) element.setAttribute("aria-label", say("calculator_name"));
    return { element };
  };

  // Results that were kept, newest first: { button, element }.
  function makeHistory(section, now) {
    const key = `${section.key} history`;
    let rows = store.recall(key, []);
    const body = make("tbody", {});
    const names = [...section.fields, ...section.computed].map((field) => make("th", { scope: "col" }, homespun.label(field.name)));
    const clear = make("button", { type: "button", class: "danger small", onclick: () => change([], say("calculator_cleared")) }, say("clear"));
    const element = make("div", { class: "calculator-history" }, make("h3", {}, say("calculator_history")), make("div", { class: "calculator-scroll", tabindex: 0, role: "region", "aria-label": say("calculator_history") }, make("table", {}, make("thead", {}, make("tr", {}, names)), body)), clear);

    function change(next, words) {
      const before = rows;
      set(next);
      homespun.toast(words, async () => set(before));
    }

    function set(next) {
      rows = next;
      store.remember(key, rows);
      show();
    }

    function show() {
      body.replaceChildren(...rows.map((row) => make("tr", {}, row.map((words) => make("td", { dir: "auto" }, words)))));
      element.hidden = rows.length === 0;
    }

    function keep() {
      const { inputs, outputs } = now();
      const row = [...inputs.map((input) => homespun.asText(input.read(), input.field)), ...outputs.map((output) => output.value.textContent)];
      change([row, ...rows].slice(0, KEPT), say("calculator_kept"));
    }

    show();
    return { button: make("button", { type: "button", class: "main", onclick: keep }, say("calculator_keep")), element };
  }
})();
