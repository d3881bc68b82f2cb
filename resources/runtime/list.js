// Records as lines: the first field large, the others small beside it.
// Needs: collection.
"use strict";

homespun.sections.list = (section) => {
  const { make } = homespun;
  return homespun.collection(section, (shown, { entity }) => {
    const fields = section.showing.map((name) => homespun.fieldOf(entity, name));
    const picture = fields.find((field) => field.type === "image");
    const [first, ...rest] = fields.filter((field) => field !== picture);
    const line = ({ record, view }) =>
      make(
        "li",
        { class: "line", "data-record": record.id, onclick: (event) => !event.target.closest("a, button") && homespun.openRecord(record) },
        picture ? make("span", { class: "thumb", from: picture.line }, view[picture.name] ? homespun.show(view[picture.name], picture) : null) : null,
        make(
          "div",
          { class: "line-text" },
          homespun.openButton(record, first ? homespun.asText(view[first.name], first) : "", first?.line),
          make("div", { class: "line-facts" }, homespun.factsOf(view, rest)),
        ),
        make("div", { class: "row" }, homespun.actionButtons(record), homespun.recordButtons(record)),
      );
    return [make("ul", { class: "lines" }, shown.map(line))];
  }, { more: 60 });
};
