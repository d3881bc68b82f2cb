// When it is open, with today marked, and whether it is open at this moment.
// Needs: blocks/site, blocks/hours, formats.
"use strict";

homespun.sections["opening hours"] = (section) => {
  const { make, say } = homespun;
  const lines = section.items.filter((item) => item.word === "day");
  const hours = lines.map((item) => ({ days: homespun.daysOfWeek(item.label), times: homespun.timesOfDay(item.text) }));
  const rows = lines.map((item) => make("div", { class: "hours-row", from: item.line }, make("dt", { dir: "auto" }, item.label), make("dd", { dir: "auto" }, item.text)));
  const state = make("p", { class: "hours-now" });
  const notes = section.items.filter((item) => item.word === "text").map((item) => make("p", { class: "muted", from: item.line, dir: "auto" }, item.label));

  const clock = (minutes) =>
    new Intl.DateTimeFormat(homespun.locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(new Date(Date.UTC(1970, 0, 1, 0, minutes)));

  function sentence(now) {
    if (!now.open) return now.change === null ? say("hours_closed") : say("hours_opens", { time: clock(now.change) });
    return say("hours_open", { time: clock(now.change) });
  }

  function update() {
    const moment = new Date();
    hours.forEach(({ days }, at) => rows[at].classList.toggle("is-today", days.includes(moment.getDay())));
    const now = homespun.openAt(hours, moment);
    state.hidden = !now;
    if (!now) return;
    state.classList.toggle("is-open", now.open);
    state.textContent = sentence(now);
  }

  update();
  const timer = setInterval(() => !document.hidden && update(), 30000);
  return { element: homespun.site(section, state, make("dl", { class: "hours-list" }, rows), notes), update, leave: () => clearInterval(timer) };
};
