// Who leads: records by a number, the highest first; equals share a place.
// Needs: collection.
"use strict";

homespun.sections.leaderboard = (section) => {
  const { make, say, missing } = homespun;
  return homespun.collection(section, (shown, { entity }) => {
    const by = homespun.fieldOf(entity, section.by);
    const fields = section.showing.map((name) => homespun.fieldOf(entity, name)).filter((field) => field !== by);
    const [first, ...rest] = fields;
    const ranked = shown.filter(({ view }) => !missing(view[by.name])).sort((one, other) => other.view[by.name] - one.view[by.name]);
    const most = Math.max(...ranked.map(({ view }) => view[by.name]), 0);
    const place = (value) => ranked.findIndex(({ view }) => view[by.name] === value) + 1;

    const line = ({ record, view }) => {
      const value = view[by.name];
      const rank = place(value);
      const bar = make("span", { class: "leader-bar", "aria-hidden": "true", style: { "--part": most > 0 ? Math.max(0, value / most) : 0 } });
      return make(
        "li",
        { class: rank <= 3 ? `leader is-${rank}` : "leader", "data-record": record.id },
        make("span", { class: "leader-place" }, make("span", { class: "unseen" }, say("place", { place: rank })), make("span", { "aria-hidden": "true" }, String(rank))),
        make("div", { class: "leader-who" }, homespun.openButton(record, first ? homespun.asText(view[first.name], first) : "", first?.line), make("div", { class: "line-facts" }, homespun.factsOf(view, rest)), bar),
        make("span", { class: "leader-value", from: by.line }, homespun.asText(value, by)),
        make("div", { class: "row" }, homespun.actionButtons(record)),
      );
    };
    return [make("ol", { class: "leaders" }, ranked.map(line))];
  });
};
