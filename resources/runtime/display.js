// A value as it is seen in tables, lists and cards.
// Needs: elements, formats.
"use strict";

(function () {
  const { make, missing, icon } = homespun;

  const chip = (words, number) => make("span", { class: `chip chip-${(number % 8) + 1}`, dir: "auto" }, words);

  function link(address, words) {
    return make("a", { href: address, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, words);
  }

  function fileButton(kept) {
    const file = homespun.files.describe(kept);
    if (!file) return kept;
    const save = (event) => {
      event.stopPropagation();
      homespun.files.save(kept);
    };
    const name = make("span", { class: "file-name", dir: "auto" }, file.name);
    return make("button", { type: "button", class: "quiet small file", "data-key": `file ${file.name}`, onclick: save }, icon("down"), name, make("span", { class: "muted" }, homespun.files.size(file.bytes)));
  }

  function recordChip(record) {
    const open = (event) => {
      event.stopPropagation();
      homespun.openRecord(record);
    };
    return make("button", { type: "button", class: "chip record-chip", dir: "auto", "data-key": `${record.id} chip`, onclick: open }, homespun.title(record));
  }

  const byType = {
    choice: (value, field) => chip(String(value), Math.max(0, (field.options ?? []).indexOf(value))),
    tags: (value, field) =>
      make("span", { class: "chips" }, value.map((tag) => chip(String(tag), Math.max(0, (field.options ?? []).indexOf(tag))))),
    "yes/no": (value) =>
      make("span", { class: value ? "yes" : "no" }, value ? icon("check") : null, homespun.say(value ? "yes" : "no")),
    rating: (value) =>
      make(
        "span",
        { class: "stars", role: "img", "aria-label": homespun.say("stars_of", { count: value }) },
        [1, 2, 3, 4, 5].map((star) => make("span", { class: star <= value ? "on" : "off", "aria-hidden": "true" }, "★")),
      ),
    colour: (value) =>
      make("span", { class: "swatch-text" }, make("span", { class: "swatch", style: { background: String(value) } }), String(value)),
    image: (value) => (/^data:image\//.test(value) ? make("img", { src: value, alt: "", class: "picture" }) : ""),
    link: (value) => (/^https?:\/\//i.test(value) ? link(value, value.replace(/^https?:\/\/(www\.)?|\/$/gi, "")) : String(value)),
    email: (value) => link(`mailto:${encodeURIComponent(value).replace(/%40/g, "@")}`, value),
    phone: (value) => link(`tel:${value.replace(/[^\d+]/g, "")}`, value),
    "long text": (value) => make("span", { class: "long", dir: "auto" }, value),
    text: (value) => make("span", { dir: "auto" }, String(value)),
    file: (value) => fileButton(String(value)),
    references: (value) => make("span", { class: "chips" }, value.map((id) => homespun.store.get(id)).filter(Boolean).map(recordChip)),
    reference: (value, field) => make("span", { dir: "auto" }, homespun.asText(value, field) || homespun.say("nothing")),
  };

  // The element for a value; a missing one is a quiet dash.
  homespun.show = (value, field) => {
    if (missing(value) || (Array.isArray(value) && value.length === 0))
      return make("span", { class: "missing" }, homespun.say("nothing"));
    if (!Object.hasOwn(byType, field.type)) return make("span", { class: "plain" }, homespun.asText(value, field));
    return byType[field.type](value, field);
  };

  // The same where there is room for all of it: long texts with their headings, lists and links.
  homespun.showWhole = (value, field) => (field.type === "long text" && !missing(value) ? homespun.richText(value) : homespun.show(value, field));

  homespun.chip = chip;
})();

(function () {
  const { make } = homespun;

  // The name of a record, as the button that opens it.
  homespun.openButton = (record, words, from) =>
    make(
      "button",
      {
        type: "button",
        class: "open",
        dir: "auto",
        from,
        "data-key": `${record.id} first`,
        onclick: (event) => {
          event.stopPropagation();
          homespun.openRecord(record);
        },
      },
      words || homespun.title(record),
    );

  // Small labelled values; what says itself (an option, a tick) goes without its label.
  homespun.factsOf = (view, fields) =>
    fields
      .filter((field) => !homespun.missing(view[field.name]) && view[field.name].length !== 0)
      .map((field) =>
        make(
          "span",
          { class: `fact fact-${field.type.replace(/[^a-z]+/g, "-")}`, from: field.line },
          ["choice", "tags", "image", "rating", "long text"].includes(field.type) ? null : make("span", { class: "fact-name" }, homespun.label(field.name)),
          homespun.show(view[field.name], field),
        ),
      );
})();
