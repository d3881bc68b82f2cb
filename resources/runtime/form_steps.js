// A long form asked in steps: a few fields at a time, each step checked before the next, nothing lost on
// the way back.
// Needs: form.
"use strict";

// Shares the rows out over the steps. `asked()` are the rows of the step that is shown, `next()` goes on
// and is false at the end, `show(row)` goes to the step of a row. The sending button goes on until then.
homespun.makeSteps = (rows, count, send) => {
  const { make, say } = homespun;
  const sendLabel = [...send.childNodes];
  const size = Math.ceil(rows.length / Math.min(count, rows.length));
  const groups = [];
  for (let at = 0; at < rows.length; at += size) groups.push(rows.slice(at, at + size));
  let shown = 0;

  const words = make("p", { class: "step-words", tabindex: "-1" });
  const marks = groups.map(() => make("span", { class: "step-mark" }));
  const progress = make("div", { class: "steps" }, words, make("div", { class: "step-marks", "aria-hidden": "true" }, marks));
  const sets = groups.map((group) => make("div", { class: "fields" }, group.map((row) => row.element)));
  const back = make("button", { type: "button", onclick: () => go(shown - 1, true) }, say("step_back"));

  function go(step, focus) {
    shown = step;
    words.textContent = say("step_of", { step: step + 1, count: groups.length });
    marks.forEach((mark, at) => mark.classList.toggle("on", at <= step));
    sets.forEach((set, at) => (set.hidden = at !== step));
    back.hidden = step === 0;
    send.replaceChildren(...(step < groups.length - 1 ? [say("step_next")] : sendLabel));
    if (focus) words.focus(); // so that the number of the step is read out and Tab goes on to its fields
  }

  function next() {
    if (shown === groups.length - 1) return false;
    go(shown + 1, true);
    return true;
  }

  go(0, false);
  return {
    elements: [progress, ...sets],
    back,
    next,
    asked: () => groups[shown],
    show: (row) => go(groups.findIndex((group) => group.includes(row)), false),
  };
};
