// Records on the days of a month; on a narrow screen the month is small and its records are listed below.
// Needs: collection.
"use strict";

(function () {
  const { make, say } = homespun;
  const { dayNumber, dayFromNumber } = homespun.days;
  const MOST_ON_A_DAY = 3;

  // 1 for Monday to 7 for Sunday, in the person's country.
  function firstWeekday() {
    const locale = new Intl.Locale(navigator.language || "en");
    return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  }

  // 1970-01-01 was a Thursday.
  const weekday = (number) => ((((number + 3) % 7) + 7) % 7) + 1;

  function addMonths(month, count) {
    const [year, at] = month.split("-").map(Number);
    const total = year * 12 + at - 1 + count;
    return `${String(Math.floor(total / 12)).padStart(4, "0")}-${String((total % 12) + 1).padStart(2, "0")}`;
  }

  function daysShown(month) {
    const first = dayNumber(`${month}-01`);
    const start = first - ((weekday(first) - firstWeekday() + 7) % 7);
    const last = dayNumber(`${addMonths(month, 1)}-01`);
    const weeks = Math.ceil((last - start) / 7);
    return Array.from({ length: weeks * 7 }, (_, at) => dayFromNumber(start + at));
  }

  homespun.sections.calendar = (section) => {
    let month = null;
    let chosen = homespun.calculate.today();

    // The calendar opens on this month, or, when that is empty, on the next or else the last with something in it.
    function firstMonth(days) {
      const now = homespun.calculate.today().slice(0, 7);
      const months = [...new Set(days.map((day) => day.slice(0, 7)))].sort();
      return months.includes(now) ? now : (months.find((each) => each > now) ?? months.at(-1) ?? now);
    }

    return homespun.collection(
      section,
      (shown, tools) => {
        const by = homespun.fieldOf(tools.entity, section.by);
        const dayOf = ({ view }) => (view[by.name] ? String(view[by.name]).slice(0, 10) : null);
        const isSettable = tools.entity.fields.includes(by);
        const go = (count) => {
          month = count === 0 ? homespun.calculate.today().slice(0, 7) : addMonths(month, count);
          chosen = count === 0 ? homespun.calculate.today() : `${month}-01`;
          tools.update();
        };
        const add = (day) => isSettable && tools.add({ [by.name]: by.type === "date" ? day : `${day}T09:00` });

        const onDay = new Map();
        for (const item of shown) {
          const day = dayOf(item);
          if (day) onDay.set(day, [...(onDay.get(day) ?? []), item]);
        }
        month ??= firstMonth([...onDay.keys()]);
        const dateless = shown.filter((item) => !dayOf(item));
        return [head(month, go), grid(onDay, add, tools.update), agenda(onDay, dateless, section, tools)];
      },
      { whenEmpty: true },
    );

    function head(shownMonth, go) {
      const step = (words, icon, count) =>
        make("button", { type: "button", class: "icon-only", "aria-label": say(words), title: say(words), "data-key": words, onclick: () => go(count) }, homespun.icon(icon));
      return make(
        "div",
        { class: "month-head" },
        make("h3", { "aria-live": "polite" }, homespun.asMonth(shownMonth)),
        make(
          "div",
          { class: "row" },
          step("previous_month", "left", -1),
          make("button", { type: "button", class: "small", "data-key": "today", onclick: () => go(0) }, say("today")),
          step("next_month", "right", 1),
        ),
      );
    }

    function grid(onDay, add, update) {
      const days = daysShown(month);
      const today = homespun.calculate.today();
      const current = days.includes(chosen) ? chosen : `${month}-01`;
      const short = new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: "UTC" });
      const names = days.slice(0, 7).map((day) => make("div", { class: "weekday", "aria-hidden": "true" }, short.format(new Date(`${day}T12:00Z`))));

      function choose(day) {
        chosen = day;
        if (day.slice(0, 7) !== month) month = day.slice(0, 7);
        update();
        document.querySelector(`[data-key="day ${day}"]`)?.focus();
      }

      const cells = days.map((day) => {
        const items = onDay.get(day) ?? [];
        const number = make(
          "button",
          {
            type: "button",
            class: "day-number",
            "data-key": `day ${day}`,
            tabindex: day === current ? "0" : "-1",
            "aria-label": `${say("add_on_day", { day: homespun.asLongDay(day) })} (${items.length})`,
            onclick: () => add(day),
          },
          String(Number(day.slice(8))),
        );
        number.addEventListener("keydown", (event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
          if (!step) return;
          event.preventDefault();
          choose(dayFromNumber(dayNumber(day) + step));
        });
        const events = items.slice(0, MOST_ON_A_DAY).map(({ record }) =>
          make("button", { type: "button", class: "event", dir: "auto", "data-record": record.id, "data-key": `${record.id} event`, onclick: () => homespun.openRecord(record) }, homespun.title(record)),
        );
        const more = items.length > MOST_ON_A_DAY ? make("span", { class: "more muted" }, say("more_events", { count: items.length - MOST_ON_A_DAY })) : null;
        const marks = items.length ? make("span", { class: "marks", "aria-hidden": "true" }, items.slice(0, MOST_ON_A_DAY).map(() => make("i"))) : null;
        const kind = `day${day.slice(0, 7) === month ? "" : " other"}${day === today ? " is-today" : ""}`;
        return make("div", { class: kind, onclick: (event) => !event.target.closest("button") && add(day) }, number, events, more, marks);
      });
      return make("div", { class: "month" }, names, cells);
    }

    // All of the month's records by day: what the small grid of a phone has no room for.
    function agenda(onDay, dateless, { showing }, { entity }) {
      const days = [...onDay.keys()].filter((day) => day.startsWith(month)).sort();
      const rest = showing.slice(1).map((name) => homespun.fieldOf(entity, name)).filter((field) => field.name !== section.by);
      const line = ({ record, view }) =>
        make("li", { class: "agenda-line", "data-record": record.id }, homespun.openButton(record, ""), make("div", { class: "line-facts" }, homespun.factsOf(view, rest)));
      const part = (title, items) => make("div", { class: "agenda-day" }, make("h4", {}, title), make("ul", {}, items.map(line)));
      return [
        make("div", { class: "agenda" }, days.length ? days.map((day) => part(homespun.asLongDay(day), onDay.get(day))) : make("p", { class: "muted" }, say("this_month_empty"))),
        dateless.length ? make("div", { class: "agenda dateless" }, part(say("without_date"), dateless)) : null,
      ];
    }
  };
})();
