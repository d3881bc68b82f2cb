// One input for each common type of field. Each gives { element, control, read, problem? }: what is
// put on the page, what the label is for, the value, and a sentence if no value can be read at all.
// `group` says that there are several controls, so that the label becomes the name of a group.
// Needs: elements, values, formats, checks, typed_numbers.
"use strict";

(function () {
  const { make, missing, say } = homespun;
  const inputs = (homespun.inputs = Object.create(null));

  const tidy = (words) => words.normalize("NFC").trim();

  function lineOf(type, settings = {}) {
    return (field, value, id) => {
      const control = make("input", { id, type, autocomplete: "off", dir: "auto", ...settings, value: value ?? "" });
      return { element: control, control, read: () => tidy(control.value) || null };
    };
  }

  inputs.text = lineOf("text");
  inputs.email = lineOf("email", { placeholder: "name@example.org", dir: "ltr" });
  inputs.phone = lineOf("tel", { dir: "ltr" });

  inputs.link = (field, value, id) => {
    const input = lineOf("text", { inputmode: "url", placeholder: "example.org", dir: "ltr", spellcheck: "false" })(field, value, id);
    const read = () => {
      const words = input.control.value.trim();
      return words && !/^[a-z][a-z\d+.-]*:/i.test(words) ? `https://${words}` : words || null;
    };
    return { ...input, read };
  };

  inputs["long text"] = (field, value, id) => {
    const control = make("textarea", { id, rows: 4, dir: "auto", value: value ?? "" });
    return { element: control, control, read: () => tidy(control.value) || null };
  };

  function numberOf(field, value, id) {
    // Not type=number: browsers read its comma or point in their own language, not in that of the app.
    const control = make("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", dir: "ltr", value: homespun.numberToType(value) });
    const unit = field.type === "percent" ? "%" : field.unit;
    const element = unit
      ? make("span", { class: "with-unit" }, control, make("span", { class: "unit", "aria-hidden": "true" }, unit))
      : control;
    return {
      element,
      control,
      read: () => homespun.numberTyped(control),
      problem: () => (Number.isNaN(homespun.numberFrom(control.value)) ? say("must_be_number") : ""),
    };
  }
  inputs.number = inputs.money = inputs.percent = numberOf;

  function momentOf(type) {
    return (field, value, id) => {
      const control = make("input", { id, type, max: type === "date" ? "9999-12-31" : null, value: value ?? "" });
      const problem = () => (control.validity.badInput ? say("must_be_date") : "");
      return { element: control, control, read: () => control.value || null, problem };
    };
  }
  inputs.date = momentOf("date");
  inputs.time = momentOf("time");
  inputs["date and time"] = momentOf("datetime-local");

  inputs["yes/no"] = (field, value, id) => {
    const control = make("input", { id, type: "checkbox", class: "switch" });
    control.checked = Boolean(value);
    return { element: control, control, read: () => control.checked, inline: true };
  };

  inputs.choice = (field, value, id) => {
    const few = field.options.length <= 4 && field.options.join("").length <= 32;
    return few ? segments(field, value, id) : select(field, value, id);
  };

  function select(field, value, id) {
    const known = missing(value) || field.options.includes(value) ? field.options : [...field.options, value];
    const control = make(
      "select",
      { id },
      make("option", { value: "" }, field.required ? say("choose") : say("nothing")),
      known.map((option) => make("option", { value: option }, option)),
    );
    control.value = value ?? "";
    return { element: control, control, read: () => control.value || null };
  }

  function segments(field, value, id) {
    const choices = field.required ? field.options : [...field.options, ""];
    const radios = choices.map((option, at) => {
      const radio = make("input", { type: "radio", name: id, id: at === 0 ? id : `${id}-${at}`, value: option });
      radio.checked = option === (value ?? "");
      return radio;
    });
    const element = make(
      "div",
      { class: "segments", role: "radiogroup" },
      radios.map((radio) => make("label", { dir: "auto" }, radio, make("span", {}, radio.value || say("none")))),
    );
    return { element, control: radios[0], group: true, read: () => radios.find((radio) => radio.checked)?.value || null };
  }

  inputs.colour = (field, value, id) => {
    const control = make("input", { id, type: "color", value: /^#[\da-f]{6}$/i.test(value ?? "") ? value : "#888888" });
    let chosen = value ?? null;
    const words = make("span", { class: "muted" }, chosen ?? say("none"));
    control.addEventListener("input", () => (words.textContent = chosen = control.value));
    return { element: make("span", { class: "colour-input" }, control, words), control, read: () => chosen };
  };
})();
