// Records along a line of time, by year and month.
// Needs: collection.
"use strict";

homespun.sections.timeline = (section) => {
  const { make, say } = homespun;
  return homespun.collection(section, (shown, { entity, state }) => {
    const by = homespun.fieldOf(entity, section.by);
    const fields = section.showing.map((name) => homespun.fieldOf(entity, name)).filter((field) => field !== by);
    const [first, ...rest] = fields;
    const dated = shown.filter(({ view }) => view[by.name]);
    const inOrder = dated.sort((one, other) => homespun.inOrder(one.view[by.name], other.view[by.name], by, state.descending));
    const months = byMonth(inOrder);

    function byMonth(items) {
      const found = new Map();
      for (const item of items) {
        const month = String(item.view[by.name]).slice(0, 7);
        found.set(month, [...(found.get(month) ?? []), item]);
      }
      return found;
    }

    const point = ({ record, view }) =>
      make(
        "li",
        { class: "timeline-point", "data-record": record.id },
        make("p", { class: "timeline-day muted", from: by.line }, homespun.show(view[by.name], by)),
        make("p", {}, homespun.openButton(record, first ? homespun.asText(view[first.name], first) : "", first?.line)),
        make("div", { class: "line-facts" }, homespun.factsOf(view, rest)),
      );
    const without = shown.filter(({ view }) => !view[by.name]);
    const part = (title, items) => make("section", { class: "timeline-month" }, make("h3", {}, title), make("ol", { class: "timeline-line" }, items.map(point)));
    return [
      [...months].map(([month, items]) => part(homespun.asMonth(month), items)),
      without.length ? part(say("without_date"), without) : null,
    ];
  });
};
