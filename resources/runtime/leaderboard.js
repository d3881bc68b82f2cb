// Who leads: records by a number, the highest first (or the lowest, if the blueprint sorts so); equals share
// a place, and whoever is searched for keeps theirs.
// Needs: collection.
"use strict";

(function () {
  const { make, say, missing } = homespun;
  const MEDALS = { 1: "🥇", 2: "🥈", 3: "🥉" };

  // The place of every value; the rows are in order.
  function placesOf(rows, by) {
    const places = new Map();
    rows.forEach((row, at) => {
      const value = row.value(by);
      if (!missing(value) && !places.has(value)) places.set(value, at + 1);
    });
    return places;
  }

  function placeMark(place) {
    if (!place) return make("span", { class: "leader-place muted" }, say("nothing"));
    const seen = make("span", { class: MEDALS[place] ? "leader-medal" : "", "aria-hidden": "true" }, MEDALS[place] ?? String(place));
    return make("span", { class: "leader-place" }, make("span", { class: "unseen" }, say("place", { place })), seen);
  }

  homespun.sections.leaderboard = (section) => {
    const entity = homespun.entityOf(section.entity);
    const by = homespun.fieldOf(entity, section.by);
    const isLowest = section.sort === section.by && !section.descending;
    const fields = section.showing.map((name) => homespun.fieldOf(entity, name)).filter((field) => field !== by);
    const [first, ...rest] = fields;

    const draw = (shown, { filtered }) => {
      const places = placesOf(filtered, by);
      const most = Math.max(...places.keys(), 0);

      function line({ record, view }) {
        const value = view[by.name];
        const part = most > 0 && !isLowest && value > 0 ? value / most : 0;
        const place = places.get(value);
        return make(
          "li",
          { class: place <= 3 ? "leader is-first" : "leader", "data-record": record.id },
          placeMark(place),
          make(
            "div",
            { class: "leader-who" },
            homespun.openButton(record, first ? homespun.asText(view[first.name], first) : "", first?.line),
            make("div", { class: "line-facts" }, homespun.factsOf(view, rest)),
            isLowest ? null : make("span", { class: "leader-bar", "aria-hidden": "true", style: { "--part": part } }),
          ),
          make("span", { class: "leader-value", from: by.line }, homespun.show(value, by)),
          make("div", { class: "row leader-doing" }, homespun.actionButtons(record)),
        );
      }
      return [make("ol", { class: "leaders" }, shown.map(line))];
    };
    return homespun.collection({ ...section, sort: section.by, descending: !isLowest }, draw, { more: 100 });
  };
})();
