// Days in a row: how many up to today, the longest ever, and the last weeks day by day.
// Needs: collection, weeks.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const { dayNumber, dayFromNumber } = homespun.days;
  const WEEKS = 5;

  // Days in order as { longest, current }. A row is not broken before the day is over: yesterday's still counts.
  function runsOf(days, today) {
    let longest = 0;
    let length = 0;
    days.forEach((day, at) => {
      length = at > 0 && day === days[at - 1] + 1 ? length + 1 : 1;
      longest = Math.max(longest, length);
    });
    return { longest, current: days.length && days.at(-1) >= today - 1 ? length : 0 };
  }

  const inDays = (count) => say(count === 1 ? "streak_one" : "streak_many", { count });

  function cheer({ longest, current }, isDone, isNew) {
    if (isNew) return say("streak_start");
    if (isDone) return say(current === longest && current > 1 ? "streak_best" : "streak_done");
    return say(current ? "streak_waiting" : "streak_again");
  }

  // The last weeks, a line each, as a calendar has them.
  function weeksOf(done, today) {
    const thisWeek = homespun.weeks.week(today);
    const days = Array.from({ length: WEEKS * 7 }, (_, at) => dayFromNumber(dayNumber(thisWeek[0]) - (WEEKS - 1) * 7 + at));
    const past = days.filter((day) => day <= today);
    const count = past.filter((day) => done.has(day)).length;
    const kind = (day) => `streak-day${done.has(day) ? " is-done" : ""}${day === today ? " is-today" : ""}${day > today ? " is-ahead" : ""}`;
    return make(
      "div",
      { class: "streak-weeks", role: "img", "aria-label": say("streak_weeks", { count, days: past.length }) },
      thisWeek.map((day) => make("span", { class: "streak-name muted" }, homespun.weeks.nameOf(day, "narrow"))),
      days.map((day) => make("span", { class: kind(day), title: homespun.asLongDay(day) }, String(Number(day.slice(8))))),
    );
  }

  // Where nothing but the day has to be said, one press is enough.
  const needsNoForm = (entity, by) => entity.fields.every((field) => field === by || field.start || ["yes/no", "long text"].includes(field.type));

  async function addAtOnce(entity, given) {
    const record = store.make(entity.name, homespun.starting(entity, given));
    const undo = await homespun.save([record]);
    if (undo) homespun.toast(say("saved"), undo);
  }

  homespun.sections.streak = (section) => {
    const entity = homespun.entityOf(section.entity);
    const by = homespun.fieldOf(entity, section.by);

    function addButton(today, add) {
      if (!entity.fields.includes(by)) return null;
      const given = { [by.name]: by.type === "date" ? today : homespun.calculate.now() };
      const work = () => (needsNoForm(entity, by) ? addAtOnce(entity, given) : add(given));
      return make("button", { type: "button", class: "main", "data-key": "streak today", onclick: work }, homespun.icon("check"), say("streak_today"));
    }

    const draw = (shown, { add }) => {
      const today = homespun.calculate.today();
      const done = new Set(shown.map((row) => row.value(by)).filter(Boolean).map((moment) => String(moment).slice(0, 10)));
      const days = [...done].filter((day) => day <= today).map(dayNumber).filter((day) => day !== null).sort((one, other) => one - other);
      const runs = runsOf(days, dayNumber(today));
      const isDone = done.has(today);
      return [
        make(
          "div",
          { class: "card streak-card", from: by.line },
          make(
            "div",
            { class: "streak-words" },
            make("p", { class: runs.current ? "streak-now is-on" : "streak-now" }, homespun.icon("fire"), make("span", {}, inDays(runs.current))),
            make("p", { role: "status" }, cheer(runs, isDone, !days.length)),
            runs.longest > runs.current ? make("p", { class: "muted" }, say("streak_longest", { days: inDays(runs.longest) })) : null,
            isDone ? null : addButton(today, add),
          ),
          weeksOf(done, today),
        ),
      ];
    };
    return homespun.collection(section, draw, { whenEmpty: true, adding: "quiet" });
  };
})();
