// A length of time, typed as 1:30 or as minutes, kept as minutes.
// Needs: inputs.
"use strict";

homespun.inputs.duration = (field, value, id) => {
  const { make, say, missing } = homespun;
  const written = missing(value) ? "" : homespun.asText(value, { type: "duration" });
  const control = make("input", { id, type: "text", inputmode: "text", placeholder: "1:30", autocomplete: "off", value: written });
  const unit = make("span", { class: "unit", "aria-hidden": "true" }, "h:mm");

  function minutes() {
    const words = control.value.trim().toLowerCase();
    const clock = /^(\d+)\s*[:h]\s*([0-5]?\d)?\s*(m|min)?$/.exec(words);
    if (clock) return Number(clock[1]) * 60 + Number(clock[2] ?? 0);
    const plain = /^(\d+(?:[.,]\d+)?)\s*(m|min|minutes)?$/.exec(words);
    return plain ? Math.round(Number(plain[1].replace(",", "."))) : null;
  }

  return {
    element: make("span", { class: "with-unit" }, control, unit),
    control,
    read: minutes,
    problem: () => (control.value.trim() && minutes() === null ? say("must_be_duration") : ""),
  };
};
