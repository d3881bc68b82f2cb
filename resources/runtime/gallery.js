// Records as large pictures; a click opens one. Without a picture the first letters stand in.
// Needs: collection.
"use strict";

homespun.sections.gallery = (section) => {
  const { make } = homespun;
  return homespun.collection(section, (shown, { entity }) => {
    const fields = section.showing.map((name) => homespun.fieldOf(entity, name));
    const picture = fields.find((field) => field.type === "image") ?? entity.fields.find((field) => field.type === "image");
    const [first, ...rest] = fields.filter((field) => field !== picture);

    function cover(record, view) {
      const seen = picture && view[picture.name] ? homespun.show(view[picture.name], picture) : null;
      const letters = [...homespun.title(record)].slice(0, 2).join("");
      return make("div", { class: "gallery-cover", from: picture?.line }, seen ?? make("span", { class: "gallery-letters", "aria-hidden": "true" }, letters));
    }

    const tile = ({ record, view }) =>
      make(
        "figure",
        { class: "gallery-tile", "data-record": record.id, onclick: (event) => !event.target.closest("a, button") && homespun.openRecord(record) },
        cover(record, view),
        make(
          "figcaption",
          {},
          homespun.openButton(record, first ? homespun.asText(view[first.name], first) : "", first?.line),
          make("div", { class: "line-facts" }, homespun.factsOf(view, rest)),
        ),
      );
    return [make("div", { class: "gallery-wall" }, shown.map(tile))];
  });
};
