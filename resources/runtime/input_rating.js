// One to five stars: radio buttons, so that arrow keys work, and a sixth for no stars.
// Needs: inputs.
"use strict";

homespun.inputs.rating = (field, value, id) => {
  const { make, say } = homespun;
  const radios = [1, 2, 3, 4, 5, 0].map((count) => {
    const label = count ? say("stars_of", { count }) : say("no_stars");
    const radio = make("input", { type: "radio", name: id, id: count === 1 ? id : `${id}-${count}`, value: String(count), "aria-label": label });
    radio.checked = count === (value ?? 0);
    return radio;
  });
  const labels = radios.map((radio) =>
    radio.value === "0"
      ? make("label", { class: "star-none", title: say("no_stars") }, radio, make("span", { "aria-hidden": "true" }, homespun.icon("close")))
      : make("label", { class: "star" }, radio, make("span", { "aria-hidden": "true" }, "★")),
  );
  const count = () => Number(radios.find((radio) => radio.checked)?.value ?? 0);
  const paint = () => labels.forEach((label, at) => label.classList.toggle("on", at < 5 && at < count()));
  const element = make("div", { class: "star-input", role: "radiogroup", onchange: paint }, labels);
  paint();
  return { element, control: radios[0], group: true, read: () => count() || null };
};
