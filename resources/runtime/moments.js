// Days and times of day. A day is "2026-03-01", a time "14:30", both together "2026-03-01T14:30".
// What is missing is null, and stays missing whatever is reckoned with it.
"use strict";

(function () {
  const DAY_LENGTH = 10;
  const MINUTES = 1440; // of a day

  const two = (number) => String(number).padStart(2, "0");
  const asNumber = (value) => (typeof value === "number" && Number.isFinite(value) ? value : null);

  // Days are counted in universal time, so that no summer time can shift one.
  function dayNumber(moment) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(String(moment ?? ""));
    return parts ? Math.round(new Date(0).setUTCFullYear(+parts[1], parts[2] - 1, +parts[3]) / 86400000) : null;
  }

  function dayFromNumber(number) {
    const date = new Date(number * 86400000);
    const year = date.getUTCFullYear();
    return year >= 0 && year <= 9999 ? `${String(year).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}` : null;
  }

  // The minutes since midnight; a day alone begins at midnight.
  function minuteOf(moment) {
    const parts = /^(?:.{10}T)?(\d\d):(\d\d)/.exec(String(moment));
    return parts ? Number(parts[1]) * 60 + Number(parts[2]) : 0;
  }

  const isTime = (moment) => /^\d\d:\d\d/.test(String(moment ?? ""));
  const timeFromMinute = (minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

  // One number for any moment, so that two can be compared and taken from each other.
  function minuteNumber(moment) {
    if (isTime(moment)) return minuteOf(moment);
    const day = dayNumber(moment);
    return day === null ? null : day * MINUTES + minuteOf(moment);
  }

  function today() {
    const date = new Date();
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  }

  function now() {
    const date = new Date();
    return `${today()}T${two(date.getHours())}:${two(date.getMinutes())}`;
  }

  function addDays(moment, days) {
    const [start, count] = [dayNumber(moment), asNumber(days)];
    if (start === null || count === null) return null;
    const day = dayFromNumber(start + Math.round(count));
    return day === null ? null : day + String(moment).slice(DAY_LENGTH);
  }

  // A time of day goes round the clock; a day with a time goes on to the next day.
  function addMinutes(moment, minutes) {
    const [start, count] = [minuteNumber(moment), asNumber(minutes)];
    if (start === null || count === null) return null;
    const sum = start + Math.round(count);
    const time = timeFromMinute(((sum % MINUTES) + MINUTES) % MINUTES);
    if (isTime(moment)) return time;
    const day = dayFromNumber(Math.floor(sum / MINUTES));
    return day === null ? null : `${day}T${time}`;
  }

  function daysBetween(from, to) {
    const [start, end] = [dayNumber(from), dayNumber(to)];
    return start === null || end === null ? null : end - start;
  }

  function weeksBetween(from, to) {
    const days = daysBetween(from, to);
    return days === null ? null : Math.trunc(days / 7) + 0;
  }

  // Whole months and years, as ages and jubilees are counted: full ones only.
  function monthsBetween(from, to) {
    if (dayNumber(from) === null || dayNumber(to) === null) return null;
    const [low, high] = [String(from).slice(0, DAY_LENGTH), String(to).slice(0, DAY_LENGTH)];
    const months = (Number(high.slice(0, 4)) - Number(low.slice(0, 4))) * 12 + Number(high.slice(5, 7)) - Number(low.slice(5, 7));
    if (high >= low) return high.slice(8) < low.slice(8) ? months - 1 : months;
    return high.slice(8) > low.slice(8) ? months + 1 : months;
  }

  function yearsBetween(from, to) {
    const months = monthsBetween(from, to);
    return months === null ? null : Math.trunc(months / 12) + 0;
  }

  function minutesBetween(from, to) {
    const [start, end] = [minuteNumber(from), minuteNumber(to)];
    return start === null || end === null ? null : end - start;
  }

  function hoursBetween(from, to) {
    const minutes = minutesBetween(from, to);
    return minutes === null ? null : Number((minutes / 60).toPrecision(12));
  }

  const part = (from, to) => (moment) => (dayNumber(moment) === null ? null : Number(String(moment).slice(from, to)));

  // Monday is 1, Sunday is 7.
  function weekdayOf(moment) {
    const day = dayNumber(moment);
    return day === null ? null : ((((day + 3) % 7) + 7) % 7) + 1;
  }

  const cut = (work) => (moment) => (moment === null || moment === undefined || moment === "" ? null : work(String(moment)));

  homespun.days = { dayNumber, dayFromNumber };
  homespun.moments = {
    today,
    now,
    addDays,
    addMinutes,
    daysBetween,
    weeksBetween,
    monthsBetween,
    yearsBetween,
    minutesBetween,
    hoursBetween,
    weekdayOf,
    yearOf: part(0, 4),
    monthOf: part(5, 7),
    dayOfMonth: part(8, 10),
    dayOf: cut((moment) => moment.slice(0, DAY_LENGTH)),
    timeOf: cut((moment) => moment.slice(-5)),
    momentOf: cut((day) => `${day}T00:00`.slice(0, 16)),
    atTime: (day, time) => (dayNumber(day) === null || !isTime(time) ? null : `${String(day).slice(0, DAY_LENGTH)}T${time}`),
  };
})();
