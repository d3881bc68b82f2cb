// Records as large pictures: a click on a picture shows it as large as the screen, a click on a name opens
// the record. Without a picture its first letters stand in.
// Needs: collection, gallery_viewer.
"use strict";

homespun.sections.gallery = (section) => {
  const { make, say } = homespun;
  const isPicture = (value) => /^data:image\//.test(value);
  const tone = (words) => 1 + ([...words].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 8); // the same for the same words

  const draw = (shown, { entity }, found) => {
    const fields = section.showing.map((name) => homespun.fieldOf(entity, name));
    const picture = fields.find((field) => field.type === "image") ?? entity.fields.find((field) => field.type === "image");
    const [first, ...rest] = fields.filter((field) => field !== picture);
    const hasPicture = (row) => Boolean(picture) && isPicture(row.value(picture));

    function view(row) {
      const items = found.filter(hasPicture);
      homespun.viewPictures(items, items.indexOf(row), picture, rest);
    }

    function cover(row) {
      if (!hasPicture(row)) {
        const title = homespun.title(row.record);
        const letters = [...title].slice(0, 2).join("");
        return make("div", { class: `gallery-cover chip-${tone(title)}`, "aria-hidden": "true" }, make("span", { class: "gallery-letters" }, letters));
      }
      const words = say("gallery_view", { name: homespun.isolate(homespun.title(row.record)) });
      const settings = { type: "button", class: "gallery-cover", from: picture.line, "aria-label": words, "data-key": `${row.record.id} picture`, onclick: () => view(row) };
      return make("button", settings, homespun.show(row.value(picture), picture));
    }

    const tile = (row) =>
      make(
        "figure",
        { class: "gallery-tile", "data-record": row.record.id, onclick: (event) => !event.target.closest("a, button") && homespun.openRecord(row.record) },
        cover(row),
        make(
          "figcaption",
          {},
          homespun.openButton(row.record, first ? homespun.asText(row.value(first), first) : "", first?.line),
          make("div", { class: "line-facts" }, homespun.factsOf(row.view, rest)),
        ),
      );
    return [make("div", { class: "gallery-wall" }, shown.map(tile))];
  };
  return homespun.collection(section, draw, { more: 48 });
};
