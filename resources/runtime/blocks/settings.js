// Numbers that a person may change where they are used; the blueprint says what they start with.
// Needs: elements, formats, store.
"use strict";

(function () {
  const { make, say, store } = homespun;

  // rows: [{ name, label, low, high, start }]. Gives { element, values, lock, folded }; `values` are kept over a
  // reload, until the blueprint itself says other numbers.
  homespun.settings = (key, rows, changed = () => {}) => {
    const starting = Object.fromEntries(rows.map((row) => [row.name, row.start]));
    const kept = store.recall(`${key} settings`, null);
    const values = kept && JSON.stringify(kept.from) === JSON.stringify(starting) ? { ...kept.now } : { ...starting };

    const inputs = rows.map((row) => {
      const id = homespun.newId("setting");
      const input = make("input", { id, type: "number", inputmode: "numeric", min: row.low, max: row.high, step: row.step ?? 1, value: values[row.name] });
      input.addEventListener("change", () => {
        const typed = input.value === "" || Number.isNaN(Number(input.value)) ? starting[row.name] : Number(input.value);
        values[row.name] = Math.min(row.high, Math.max(row.low, row.step ? typed : Math.round(typed)));
        input.value = values[row.name];
        store.remember(`${key} settings`, { from: starting, now: values });
        changed(row.name);
      });
      return { id, input, label: row.label };
    });
    const element = make(
      "div",
      { class: "settings", role: "group", "aria-label": say("settings_numbers") },
      inputs.map(({ id, input, label }) => make("div", { class: "setting" }, make("label", { class: "label", for: id }, label), input)),
    );
    const lock = (locked) => inputs.forEach(({ input }) => (input.disabled = locked));
    const folded = () => make("details", { class: "settings-folded" }, make("summary", {}, say("settings_change")), element);
    return { element, values, lock, folded };
  };
})();
