// Records on the days of a month or of a week; on a narrow screen the month is small and its records are
// listed below.
// Needs: collection, grouping, weeks.
"use strict";

(function () {
  const { make, say } = homespun;
  const { dayNumber, dayFromNumber } = homespun.days;
  const MOST_ON_A_DAY = 3;
  const MOST_LISTED = 20; // in a column of a week, or under a day's heading

  const after = (day, count) => dayFromNumber(dayNumber(day) + count);
  // Rows of one day in the order of their times.
  const inTime = (rows, field) => [...rows].sort((one, other) => homespun.inOrder(one.value(field), other.value(field), field, false));

  const monthOf = (day) => day.slice(0, 7);

  // The same day some months on; the last one where that month is shorter.
  function addMonths(day, count) {
    const total = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
    const first = `${String(Math.floor(total / 12)).padStart(4, "0")}-${String((total % 12) + 1).padStart(2, "0")}-01`;
    const same = after(first, Number(day.slice(8)) - 1);
    return monthOf(same) === monthOf(first) ? same : after(`${monthOf(same)}-01`, -1);
  }

  // The days of a month, filled up to whole weeks.
  function daysOfMonth(day) {
    const start = homespun.weeks.week(`${monthOf(day)}-01`)[0];
    const end = homespun.weeks.week(after(addMonths(`${monthOf(day)}-01`, 1), -1))[6];
    return Array.from({ length: dayNumber(end) - dayNumber(start) + 1 }, (_, at) => after(start, at));
  }

  homespun.sections.calendar = (section) => {
    const entity = homespun.entityOf(section.entity);
    const by = homespun.fieldOf(entity, section.by);
    const isSettable = entity.fields.includes(by) && homespun.may("adds", entity);
    const rest = section.showing.slice(1).map((name) => homespun.fieldOf(entity, name)).filter((field) => field !== by);
    const whole = new Set(); // days of which everything is listed
    let span = "month";
    let chosen = null; // the day that has the focus; its month or week is shown
    let onDay = new Map();
    let tools = null;

    const dayOf = (row) => String(row.value(by) ?? "").slice(0, 10);
    const on = (day) => onDay.get(day) ?? [];
    const add = (day) => isSettable && tools.add({ [by.name]: by.type === "date" ? day : `${day}T09:00` });

    // It opens on today, or, when this month is empty, on the next or else the last day with something on it.
    function firstDay() {
      const today = homespun.calculate.today();
      const days = [...onDay.keys()].filter(Boolean).sort();
      if (days.some((day) => monthOf(day) === monthOf(today))) return today;
      return days.find((day) => day > today) ?? days.at(-1) ?? today;
    }

    function go(count) {
      if (count === 0) chosen = homespun.calculate.today();
      else chosen = span === "week" ? after(chosen, 7 * count) : `${monthOf(addMonths(chosen, count))}-01`;
      tools.update();
    }

    function show(newSpan, day) {
      span = newSpan;
      chosen = day;
      tools.update();
    }

    function head() {
      const step = (words, icon, count) =>
        make("button", { type: "button", class: "icon-only", "aria-label": say(words), title: say(words), "data-key": icon, onclick: () => go(count) }, homespun.icon(icon));
      const kind = (words, each) => make("button", { type: "button", class: "small", "aria-pressed": String(span === each), "data-key": each, onclick: () => show(each, chosen) }, say(words));
      const steps = span === "week" ? [step("previous_week", "left", -1), step("next_week", "right", 1)] : [step("previous_month", "left", -1), step("next_month", "right", 1)];
      const week = homespun.weeks.week(chosen);
      const title = span === "week" ? `${homespun.asShortDay(week[0])} – ${homespun.asText(week[6], { type: "date" })}` : homespun.asMonth(chosen);
      return make(
        "div",
        { class: "month-head" },
        make("h3", { "aria-live": "polite" }, title),
        make("div", { class: "row", role: "group", "aria-label": say("calendar_spans") }, kind("month", "month"), kind("week", "week")),
        make("div", { class: "row" }, steps[0], make("button", { type: "button", class: "small", "data-key": "today", onclick: () => go(0) }, say("today")), steps[1]),
      );
    }

    function move(day, event) {
      const way = document.documentElement.dir === "rtl" ? -1 : 1;
      const step = { ArrowLeft: -way, ArrowRight: way, ArrowUp: -7, ArrowDown: 7 }[event.key];
      if (!step) return;
      event.preventDefault();
      const [body, next] = [event.currentTarget.closest(".body"), after(day, step)];
      show(span, next);
      body.querySelector(`[data-key="day ${next}"]`)?.focus();
    }

    // The number of a day, which adds something on it; the arrow keys go from one to the next.
    function dayButton(day) {
      const name = `${isSettable ? say("add_on_day", { day: homespun.asLongDay(day) }) : homespun.asLongDay(day)} (${on(day).length})`;
      const settings = { type: "button", class: "day-number", "data-key": `day ${day}`, tabindex: day === chosen ? "0" : "-1", "aria-label": name, onclick: () => add(day), onkeydown: (event) => move(day, event) };
      return make("button", settings, String(Number(day.slice(8))));
    }

    const eventButton = ({ record }, time) =>
      make("button", { type: "button", class: "event", "data-record": record.id, "data-key": `${record.id} event`, onclick: () => homespun.openRecord(record) }, time, make("span", { dir: "auto" }, homespun.title(record)));

    function kindOf(day) {
      const other = span === "month" && monthOf(day) !== monthOf(chosen) ? " other" : "";
      return `day${other}${day === homespun.calculate.today() ? " is-today" : ""}`;
    }

    const dayCell = (day, ...content) => make("div", { class: kindOf(day), onclick: (event) => !event.target.closest("button") && add(day) }, content);

    function moreButton(day, work, left) {
      const words = say("more_events", { count: left });
      return left > 0 ? make("button", { type: "button", class: "quiet more-events", "aria-label": `${words}, ${homespun.asLongDay(day)}`, "data-key": `more ${day}`, onclick: work }, words) : null;
    }

    function month() {
      const days = daysOfMonth(chosen);
      const names = days.slice(0, 7).map((day) => make("div", { class: "weekday", "aria-hidden": "true" }, homespun.weeks.nameOf(day)));
      const cell = (day) => {
        const some = on(day).slice(0, MOST_ON_A_DAY);
        const marks = some.length ? make("span", { class: "marks", "aria-hidden": "true" }, some.map(() => make("i"))) : null;
        return dayCell(day, dayButton(day), some.map((row) => eventButton(row)), moreButton(day, () => show("week", day), on(day).length - some.length), marks);
      };
      return make("div", { class: "month" }, names, days.map(cell));
    }

    // A day on which there is more than fits is listed whole when that is asked for.
    function someOf(day, rows) {
      const some = whole.has(day) ? rows : rows.slice(0, MOST_LISTED);
      const open = () => {
        whole.add(day);
        tools.update();
      };
      return { some, more: moreButton(day, open, rows.length - some.length) };
    }

    function week() {
      const timeOf = (row) => (by.type === "date and time" ? make("span", { class: "event-time" }, homespun.asText(String(row.value(by)).slice(11, 16), { type: "time" })) : null);
      const column = (day) => {
        const { some, more } = someOf(day, inTime(on(day), by));
        const name = make("span", { class: "weekday", "aria-hidden": "true" }, homespun.weeks.nameOf(day));
        return dayCell(day, make("div", { class: "week-day" }, name, dayButton(day)), make("div", { class: "week-events" }, some.map((row) => eventButton(row, timeOf(row))), more));
      };
      return make("div", { class: "week" }, homespun.weeks.week(chosen).map(column));
    }

    // All of the month's records by day: what the small grid of a phone has no room for.
    function agenda() {
      const days = [...onDay.keys()].filter((day) => monthOf(day) === monthOf(chosen)).sort();
      return make("div", { class: "agenda" }, days.length ? days.map((day) => agendaDay(day, homespun.asLongDay(day))) : make("p", { class: "muted" }, say("this_month_empty")));
    }

    function agendaDay(day, title) {
      const { some, more } = someOf(day, inTime(on(day), by));
      const line = ({ record, view }) =>
        make("li", { class: "agenda-line", "data-record": record.id }, homespun.openButton(record, ""), make("div", { class: "line-facts" }, homespun.factsOf(view, rest)));
      return make("div", { class: "agenda-day" }, make("h4", {}, title), make("ul", {}, some.map(line)), more);
    }

    const draw = (shown, given) => {
      tools = given;
      onDay = homespun.grouped(shown, dayOf);
      chosen ??= firstDay();
      const dateless = onDay.has("") ? make("div", { class: "agenda dateless" }, agendaDay("", say("without_date"))) : null;
      return [head(), ...(span === "week" ? [week()] : [month(), agenda()]), dateless];
    };
    return homespun.collection(section, draw, { whenEmpty: true });
  };

})();
