// Records as cards in a grid.
// Needs: collection.
"use strict";

homespun.sections.cards = (section) => {
  const { make } = homespun;
  return homespun.collection(section, (shown, { entity }) => {
    const fields = section.showing.map((name) => homespun.fieldOf(entity, name));
    const picture = fields.find((field) => field.type === "image");
    const [first, ...rest] = fields.filter((field) => field !== picture);
    const endOf = (buttons) => (buttons.length ? make("div", { class: "card-end row" }, buttons) : null);
    const card = ({ record, view }) =>
      make(
        "article",
        { class: "card record", "data-record": record.id, onclick: (event) => !event.target.closest("a, button") && homespun.openRecord(record) },
        picture && view[picture.name] ? make("div", { class: "cover", from: picture.line }, homespun.show(view[picture.name], picture)) : null,
        make(
          "div",
          { class: "card-top" },
          make("h3", {}, homespun.openButton(record, first ? homespun.asText(view[first.name], first) : "", first?.line)),
          make("div", { class: "row" }, homespun.recordButtons(record)),
        ),
        make("div", { class: "card-facts" }, homespun.factsOf(view, rest)),
        endOf(homespun.actionButtons(record)),
      );
    return [make("div", { class: "grid" }, shown.map(card))];
  }, { more: 48 });
};
