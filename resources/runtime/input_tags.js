// Several choices, as check boxes that look like chips.
// Needs: inputs.
"use strict";

homespun.inputs.tags = (field, value, id) => {
  const { make } = homespun;
  const chosen = Array.isArray(value) ? value : [];
  const all = [...field.options, ...chosen.filter((tag) => !field.options.includes(tag))];
  const boxes = all.map((option, at) => {
    const box = make("input", { type: "checkbox", id: at === 0 ? id : `${id}-${at}`, value: option });
    box.checked = chosen.includes(option);
    return box;
  });
  const element = make(
    "div",
    { class: "tag-boxes", role: "group" },
    boxes.map((box) => make("label", { dir: "auto" }, box, make("span", {}, box.value))),
  );
  return { element, control: boxes[0], group: true, read: () => boxes.filter((box) => box.checked).map((box) => box.value) };
};
