// A year of days, darker where there are more records; a day can be chosen, and its records are listed below.
// Needs: collection, grouping, weeks.
"use strict";

(function () {
  const { make, say } = homespun;
  const { dayNumber, dayFromNumber } = homespun.days;
  const WEEKS = 53;
  const STEPS = 4;
  const MOST_LISTED = 30;
  const SPACE = 12; // pixels left beside a day that was scrolled to
  const KEYS = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7, PageUp: -28, PageDown: 28 };

  const dayIn = (moment) => (moment ? String(moment).slice(0, 10) : "");
  const after = (day, count) => dayFromNumber(dayNumber(day) + count);

  // How dark a day is, from 0 to 4.
  const stepOf = (count, most) => (count ? Math.max(1, Math.ceil((count / most) * STEPS)) : 0);

  // The days of the year that ends with the week of a day, week by week.
  function weeksUntil(day) {
    const start = after(homespun.weeks.week(day)[0], -(WEEKS - 1) * 7);
    return Array.from({ length: WEEKS }, (_, at) => homespun.weeks.week(after(start, at * 7)));
  }

  // The name of a month stands over its first whole week, if the one before leaves it room.
  function monthNames(weeks) {
    const starts = weeks.map((week, at) => (at === 0 || week[0].slice(0, 7) !== weeks[at - 1][0].slice(0, 7) ? at : -1)).filter((at) => at >= 0);
    return starts
      .filter((at, place) => (starts[place + 1] ?? weeks.length) - at > 2)
      .map((at) => make("span", { class: "heat-month muted", style: { "--week": at + 1 } }, homespun.asMonthName(weeks[at][0])));
  }

  const weekdayNames = (week) => week.map((day, at) => make("span", { class: "heat-weekday muted", style: { "--day": at + 1 } }, at % 2 === 1 ? homespun.weeks.nameOf(day) : ""));

  // Scrolls the year, and not the page, to a day.
  function bringIntoSight(frame, day) {
    const [outer, inner] = [frame.getBoundingClientRect(), day?.getBoundingClientRect()];
    if (inner && inner.right > outer.right) frame.scrollLeft += inner.right - outer.right + SPACE;
    else if (inner && inner.left < outer.left) frame.scrollLeft += inner.left - outer.left - SPACE;
  }

  function legend() {
    const boxes = Array.from({ length: STEPS + 1 }, (_, step) => make("span", { class: `heat-box heat-${step}` }));
    return make("p", { class: "heat-legend muted", "aria-hidden": "true" }, say("heat_less"), boxes, say("heat_more"));
  }

  homespun.sections["heat map"] = (section) => {
    const entity = homespun.entityOf(section.entity);
    const by = homespun.fieldOf(entity, section.by);
    const isSettable = entity.fields.includes(by) && homespun.may("adds", entity);
    let until = homespun.calculate.today(); // the year shown ends in the week of this day
    let chosen = until;

    const draw = (shown, tools) => {
      const onDay = homespun.grouped(shown, (row) => dayIn(row.value(by)));
      const known = [...onDay.keys()].filter(Boolean);
      const weeks = weeksUntil(until);
      const [first, last] = [weeks[0][0], weeks.at(-1)[6]];
      const inside = known.filter((day) => day >= first && day <= last);
      const most = inside.reduce((most, day) => Math.max(most, onDay.get(day).length), 1);
      const total = inside.reduce((sum, day) => sum + onDay.get(day).length, 0);
      const countOn = (day) => onDay.get(day)?.length ?? 0;
      const wordsFor = (day) => `${homespun.asLongDay(day)}: ${countOn(day) ? tools.counted(countOn(day)) : say("heat_nothing")}`;
      const panel = make("div", { class: "heat-panel" });
      const cells = new Map();

      function moveYear(way) {
        until = after(until, way * (WEEKS - 1) * 7);
        const today = homespun.calculate.today();
        chosen = homespun.weeks.week(until).includes(today) ? today : until;
        tools.update();
      }

      // Another year is shown only when there is something in it, or when it is this one.
      function yearHead() {
        const today = homespun.calculate.today();
        const step = (icon, key, way, isThere) =>
          isThere ? make("button", { type: "button", class: "icon-only", "aria-label": say(key), title: say(key), "data-key": key, onclick: () => moveYear(way) }, homespun.icon(icon)) : null;
        const steps = [step("left", "heat_before", -1, known.some((day) => day < first)), step("right", "heat_after", 1, today > last || known.some((day) => day > last))];
        return make(
          "div",
          { class: "heat-head" },
          make("p", { class: "heat-total" }, `${homespun.asMonth(first)} – ${homespun.asMonth(last)}: ${tools.counted(total)}`),
          steps.some(Boolean) ? make("div", { class: "row" }, steps) : null,
        );
      }

      function choose(day) {
        if (!cells.has(day)) return;
        mark(chosen, false);
        chosen = day;
        mark(day, true);
        tell();
      }

      function mark(day, isChosen) {
        cells.get(day)?.setAttribute("aria-pressed", String(isChosen));
        cells.get(day)?.setAttribute("tabindex", isChosen ? "0" : "-1");
      }

      function cell(day) {
        const settings = { type: "button", class: `heat-day heat-${stepOf(countOn(day), most)}`, "aria-label": wordsFor(day), title: wordsFor(day), "data-key": `heat ${day}`, "data-day": day, "aria-current": day === homespun.calculate.today() ? "date" : null };
        cells.set(day, make("button", settings));
        mark(day, day === chosen);
        return cells.get(day);
      }

      // The chosen day and what there is on it.
      function tell() {
        const rows = onDay.get(chosen) ?? [];
        const step = (icon, key, way) => make("button", { type: "button", class: "quiet icon-only", "aria-label": say(key), title: say(key), "data-key": key, onclick: () => choose(after(chosen, way)) }, homespun.icon(icon));
        const given = { [by.name]: by.type === "date" ? chosen : `${chosen}T09:00` };
        const add = isSettable ? make("button", { type: "button", class: "small", "data-key": "heat add", onclick: () => tools.add(given) }, homespun.icon("plus"), say("add_on_day", { day: homespun.asShortDay(chosen) })) : null;
        const more = rows.length > MOST_LISTED ? make("p", { class: "muted" }, say("more_events", { count: rows.length - MOST_LISTED })) : null;
        homespun.redraw(panel, [
          make("div", { class: "heat-chosen" }, step("left", "heat_day_before", -1), make("p", { "aria-live": "polite" }, wordsFor(chosen)), step("right", "heat_day_after", 1), add),
          make("ul", { class: "heat-list" }, rows.slice(0, MOST_LISTED).map(({ record }) => make("li", { "data-record": record.id }, homespun.openButton(record, "")))),
          more,
        ]);
      }

      function onKey(event) {
        const day = event.target.dataset.day;
        const way = KEYS[event.key] * (document.documentElement.dir === "rtl" && event.key.startsWith("Arrow") && Math.abs(KEYS[event.key]) === 7 ? -1 : 1);
        const next = { Home: first, End: last }[event.key] ?? (day && way ? after(day, way) : null);
        if (!next) return;
        event.preventDefault();
        choose(next);
        cells.get(next)?.focus();
      }

      const year = make(
        "div",
        { class: "heat-year", role: "group", "aria-label": section.title, "aria-description": say("heat_keys"), from: by.line, onclick: (event) => event.target.dataset.day && choose(event.target.dataset.day), onkeydown: onKey },
        make("div", { class: "heat-months", "aria-hidden": "true" }, monthNames(weeks)),
        make("div", { class: "heat-weekdays", "aria-hidden": "true" }, weekdayNames(weeks[0])),
        make("div", { class: "heat-days" }, weeks.flat().map(cell)),
      );
      const frame = make("div", { class: "heat-frame" }, year);
      requestAnimationFrame(() => bringIntoSight(frame, cells.get(chosen)));
      tell();
      return [yearHead(), frame, legend(), panel];
    };
    return homespun.collection(section, draw, { whenEmpty: true });
  };
})();
