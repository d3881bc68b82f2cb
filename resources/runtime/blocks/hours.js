// Reads opening hours as people write them: "Monday – Friday", "8–12, 14–18", "8am to 6pm", "closed".
"use strict";

(function () {
  const LANGUAGES = ["en", "de", "fr", "es", "pt"];
  const WEEK = [1, 2, 3, 4, 5, 6, 0]; // Monday first, in the numbers of Date.getDay
  const AND = /,|;|&|\/|\+|\s(?:and|und|et|y|e)\s/i;
  const UNTIL = /\s*[-–—]\s*|\s+(?:to|till|until|bis|à|au|a|até)\s+/i;

  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

  // The names of the seven days in a language, Sunday first; 4 January 1970 was a Sunday.
  const namesIn = (language) =>
    [0, 1, 2, 3, 4, 5, 6].map((day) => plain(new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(1970, 0, 4 + day)))));

  let names = null;

  function dayOf(words) {
    names ??= [document.documentElement.lang || "en", ...LANGUAGES].map(namesIn);
    const said = plain(words).replace(/[.s]$/, "");
    if (said.length < 2) return null;
    for (const week of names) {
      const found = week.findIndex((name) => name.startsWith(said));
      if (found >= 0) return found;
    }
    return null;
  }

  // Which days a line is about; none if it cannot be understood ("Holidays").
  homespun.daysOfWeek = (words) => {
    const days = new Set();
    for (const part of words.split(AND)) {
      const ends = part.split(UNTIL).map(dayOf);
      if (ends.length > 2 || ends.includes(null)) return [];
      let at = WEEK.indexOf(ends[0]);
      const last = WEEK.indexOf(ends.at(-1));
      days.add(WEEK[at]);
      while (at !== last) days.add(WEEK[(at = (at + 1) % 7)]);
    }
    return [...days];
  };

  const HALF_DAY = 720;
  const DAY = 1440;

  // A time of day as { minute, half }: half is "am", "pm" or "" where it was not said.
  function timeOf(words) {
    const parts = /^(\d{1,2})(?:[:.h](\d{2})?)?\s*(uhr|h|am|pm|a\.m\.|p\.m\.)?$/i.exec(words.trim());
    if (!parts) return null;
    const half = (parts[3] ?? "").toLowerCase().replace(/[^apm]/g, "");
    const hour = half ? (Number(parts[1]) % 12) + (half === "pm" ? 12 : 0) : Number(parts[1]);
    const minute = Number(parts[2] ?? 0);
    return hour <= 24 && minute < 60 ? { minute: hour * 60 + minute, half } : null;
  }

  // "1–6 pm" begins in the afternoon, "9–5" ends there, "22–2" goes on past midnight.
  function spanOf(start, end) {
    let from = start.minute;
    let to = end.minute;
    const halves = start.half || end.half;
    if (!start.half && end.half === "pm" && from < 420) from += HALF_DAY;
    if (!halves && to <= from && from < HALF_DAY && to + HALF_DAY > from) to += HALF_DAY;
    return [from, to <= from ? to + DAY : to];
  }

  // The times of a line as [from, to] in minutes of the day, `to` over 1440 if that is past midnight;
  // null if they cannot be understood ("closed", "by appointment").
  homespun.timesOfDay = (words) => {
    const times = [];
    for (const part of words.split(AND)) {
      const ends = part.split(UNTIL).map(timeOf);
      if (ends.length !== 2 || ends.includes(null)) return null;
      times.push(spanOf(...ends));
    }
    return times;
  };

  // Whether it is open at a moment, and until or from when: { open, change } in minutes of that day.
  // `hours` is a list of { days, times }; null if nothing is known of that day.
  homespun.openAt = (hours, moment) => {
    const day = moment.getDay();
    const minute = moment.getHours() * 60 + moment.getMinutes();
    const timesOn = (which) => hours.filter(({ days, times }) => times && days.includes(which)).flatMap(({ times }) => times);
    const late = timesOn((day + 6) % 7).find(([, to]) => minute < to - DAY);
    if (late) return { open: true, change: late[1] - DAY };
    const today = timesOn(day).sort((one, other) => one[0] - other[0]);
    const now = today.find(([from, to]) => from <= minute && minute < to);
    if (now) return { open: true, change: now[1] % DAY };
    if (!hours.some(({ days }) => days.includes(day))) return null;
    return { open: false, change: today.find(([from]) => from > minute)?.[0] ?? null };
  };
})();
