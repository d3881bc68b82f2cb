// Records along a line of time: by month, or by year where they span many; a mark stands where today is.
// Needs: collection, grouping.
"use strict";

(function () {
  const { make, say, missing } = homespun;
  const MANY_YEARS = 4;
  const yearOf = (day) => Number(String(day).slice(0, 4));

  // "Tuesday, 3 March", with the time of day if there is one.
  function dayWords(moment) {
    const day = homespun.asLongDay(moment);
    return moment.length > 10 ? `${day}, ${homespun.asText(moment.slice(11, 16), { type: "time" })}` : day;
  }

  // The first row on the other side of today; none if all are on one side.
  function turnOf(rows, by, descending) {
    const today = homespun.calculate.today();
    const isBeyond = (row) => !missing(row.value(by)) && String(row.value(by)).slice(0, 10) > today !== descending;
    const at = rows.findIndex(isBeyond);
    return at > 0 ? rows[at] : null;
  }

  homespun.sections.timeline = (section) => {
    const entity = homespun.entityOf(section.entity);
    const by = homespun.fieldOf(entity, section.by);
    const descending = section.sort === section.by && Boolean(section.descending);
    const fields = section.showing.map((name) => homespun.fieldOf(entity, name)).filter((field) => field !== by);
    const picture = fields.find((field) => field.type === "image");
    const body = fields.find((field) => field.type === "long text");
    const [first, ...rest] = fields.filter((field) => field !== picture && field !== body);

    const point = ({ record, view }) =>
      make(
        "li",
        { class: "timeline-point", "data-record": record.id },
        missing(view[by.name]) ? null : make("p", { class: "timeline-day muted", from: by.line }, dayWords(String(view[by.name]))),
        make("p", { class: "timeline-name" }, homespun.openButton(record, first ? homespun.asText(view[first.name], first) : "", first?.line)),
        picture && view[picture.name] ? make("div", { class: "timeline-picture", from: picture.line }, homespun.show(view[picture.name], picture)) : null,
        body && !missing(view[body.name]) ? make("div", { class: "timeline-text muted", from: body.line }, homespun.showWhole(view[body.name], body)) : null,
        make("div", { class: "line-facts" }, homespun.factsOf(view, rest)),
        make("div", { class: "row" }, homespun.actionButtons(record)),
      );

    const mark = () => make("li", { class: "timeline-today" }, make("span", { class: "badge" }, say("today")));

    const draw = (shown, tools, found) => {
      const [start, end] = [found[0], found.findLast((row) => !missing(row.value(by)))].map((row) => yearOf(row?.value(by)));
      const isYearly = Math.abs(end - start) >= MANY_YEARS;
      const keyOf = (row) => (missing(row.value(by)) ? "" : String(row.value(by)).slice(0, isYearly ? 4 : 7));
      const titleOf = (key) => (key === "" ? say("without_date") : isYearly ? String(Number(key)) : homespun.asMonth(key));
      const turn = turnOf(shown, by, descending);
      const part = ([key, rows]) =>
        make(
          "section",
          { class: "timeline-part" },
          make("h3", {}, titleOf(key)),
          make("ol", { class: "timeline-line" }, rows.map((row) => [row === turn ? mark() : null, point(row)])),
        );
      return [[...homespun.grouped(shown, keyOf)].map(part)];
    };
    return homespun.collection({ ...section, sort: section.by, descending }, draw, { more: 60 });
  };
})();
