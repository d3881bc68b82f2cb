// Weeks as the person's own country has them: which day begins one, and how the days are called.
// Needs: values.
"use strict";

(function () {
  const { dayNumber, dayFromNumber } = homespun.days;

  // 1 for Monday to 7 for Sunday.
  function firstWeekday() {
    const locale = new Intl.Locale(homespun.locale ?? (navigator.language || "en"));
    return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  }

  // The seven days of the week of a day.
  function week(day) {
    const number = dayNumber(day);
    const start = number - ((homespun.calculate.weekdayOf(day) - firstWeekday() + 7) % 7);
    return Array.from({ length: 7 }, (_, at) => dayFromNumber(start + at));
  }

  // "Mon", or "M" where there is little room.
  const nameOf = (day, style = "short") => new Intl.DateTimeFormat(homespun.locale, { weekday: style, timeZone: "UTC" }).format(new Date(`${day}T12:00Z`));

  homespun.weeks = { week, nameOf };
})();
