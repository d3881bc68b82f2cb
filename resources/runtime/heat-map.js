// A year of days, darker where there are more records; a day can be chosen and its records are listed below.
// Needs: collection.
"use strict";

(function () {
  const { make, say } = homespun;
  const { dayNumber, dayFromNumber } = homespun.days;
  const WEEKS = 53;
  const STEPS = 4;

  // 1970-01-01 was a Thursday; 0 is Monday.
  const weekday = (number) => (((number + 3) % 7) + 7) % 7;

  homespun.sections["heat map"] = (section) => {
    let chosen = null;
    return homespun.collection(
      section,
      (shown, { entity, update }) => {
        const by = homespun.fieldOf(entity, section.by);
        const onDay = new Map();
        for (const item of shown) {
          const day = item.view[by.name] ? String(item.view[by.name]).slice(0, 10) : null;
          if (day) onDay.set(day, [...(onDay.get(day) ?? []), item]);
        }
        const today = dayNumber(homespun.calculate.today());
        const start = today - weekday(today) - (WEEKS - 1) * 7;
        const most = Math.max(1, ...[...onDay.values()].map((items) => items.length));
        chosen ??= dayFromNumber(today);

        function choose(day, focus) {
          if (day < dayFromNumber(start) || day > dayFromNumber(today)) return;
          chosen = day;
          update();
          if (focus) document.querySelector(`[data-key="heat ${day}"]`)?.focus();
        }

        function cell(number) {
          const day = dayFromNumber(number);
          const count = onDay.get(day)?.length ?? 0;
          const words = `${homespun.asLongDay(day)}: ${count}`;
          const button = make("button", {
            type: "button",
            class: `heat-day heat-${count ? Math.max(1, Math.ceil((count / most) * STEPS)) : 0}`,
            "aria-label": words,
            title: words,
            "aria-pressed": String(day === chosen),
            tabindex: day === chosen ? "0" : "-1",
            "data-key": `heat ${day}`,
            onclick: () => choose(day, true),
          });
          button.addEventListener("keydown", (event) => {
            const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 }[event.key];
            if (!step) return;
            event.preventDefault();
            choose(dayFromNumber(number + step), true);
          });
          return button;
        }

        function week(at) {
          const first = start + at * 7;
          const monday = dayFromNumber(first);
          const isNewMonth = at === 0 || monday.slice(0, 7) !== dayFromNumber(first - 7).slice(0, 7);
          const days = Array.from({ length: 7 }, (_, day) => first + day).filter((number) => number <= today);
          return make("div", { class: "heat-week" }, make("span", { class: "heat-month muted", "aria-hidden": "true" }, isNewMonth ? homespun.asShortMonth(monday.slice(0, 7)).split(" ")[0] : ""), days.map(cell));
        }

        const items = onDay.get(chosen) ?? [];
        const frame = make("div", { class: "heat-frame" }, make("div", { class: "heat-year", role: "group", "aria-label": section.title }, Array.from({ length: WEEKS }, (_, at) => week(at))));
        requestAnimationFrame(() => (frame.scrollLeft = frame.scrollWidth)); // the newest weeks are what people look for
        return [
          frame,
          make("p", { class: "muted", "aria-live": "polite" }, `${homespun.asLongDay(chosen)}: ${items.length ? "" : say("heat_nothing")}`),
          make("ul", { class: "heat-list" }, items.map(({ record }) => make("li", {}, homespun.openButton(record, "")))),
        ];
      },
      { whenEmpty: true },
    );
  };
})();
