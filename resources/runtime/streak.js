// Days in a row: how many up to today, the longest ever, and the last weeks day by day.
// Needs: collection.
"use strict";

(function () {
  const { make, say } = homespun;
  const { dayNumber, dayFromNumber } = homespun.days;
  const SHOWN = 28;

  function runs(days) {
    const numbers = [...days].map(dayNumber).sort((one, other) => one - other);
    let longest = 0;
    let length = 0;
    numbers.forEach((number, at) => {
      length = at > 0 && number === numbers[at - 1] + 1 ? length + 1 : 1;
      longest = Math.max(longest, length);
    });
    return longest;
  }

  // A streak is not broken before the day is over: yesterday's still counts.
  function current(days, today) {
    let day = days.has(dayFromNumber(today)) ? today : today - 1;
    let length = 0;
    while (days.has(dayFromNumber(day))) {
      length += 1;
      day -= 1;
    }
    return length;
  }

  const inDays = (count) => say(count === 1 ? "streak_one" : "streak_many", { count });

  homespun.sections.streak = (section) =>
    homespun.collection(
      section,
      (shown, { entity, add }) => {
        const by = homespun.fieldOf(entity, section.by);
        const days = new Set(shown.map(({ view }) => view[by.name]).filter(Boolean).map((moment) => String(moment).slice(0, 10)));
        const today = dayNumber(homespun.calculate.today());
        const length = current(days, today);
        const done = days.has(dayFromNumber(today));
        const dots = Array.from({ length: SHOWN }, (_, at) => dayFromNumber(today - SHOWN + 1 + at)).map((day) =>
          make("li", { class: days.has(day) ? "streak-dot is-done" : "streak-dot", title: homespun.asLongDay(day) }, make("span", { class: "unseen" }, `${homespun.asLongDay(day)}: ${say(days.has(day) ? "yes" : "no")}`)),
        );
        const isPlain = entity.fields.includes(by) && by.type === "date";
        return [
          make(
            "div",
            { class: "card streak-card", from: by.line },
            make("p", { class: "streak-now" }, inDays(length)),
            make("p", { class: "muted" }, say(done ? "streak_done" : length ? "streak_waiting" : "streak_start")),
            make("ol", { class: "streak-dots" }, dots),
            make("p", { class: "muted" }, say("streak_longest", { days: inDays(runs(days)) })),
            isPlain && !done ? make("button", { type: "button", class: "main", onclick: () => add({ [by.name]: dayFromNumber(today) }) }, say("streak_today")) : null,
          ),
        ];
      },
      { whenEmpty: true },
    );
})();
