// The time here, or in cities around the world, with how far they are ahead or behind.
// Needs: elements, formats, store, toast, blocks/cities, blocks/frame, blocks/span.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const HERE = "";
  const MINUTE_MS = 60000;

  // How many minutes a zone's clock is ahead of the one here: both are written down and compared.
  function aheadOf(zone, now) {
    const written = (timeZone) => Date.parse(`${now.toLocaleString("sv-SE", { timeZone }).replace(" ", "T")}Z`);
    return Math.round((written(zone) - written(undefined)) / MINUTE_MS);
  }

  function aheadWords(minutes) {
    if (!minutes) return say("clock_same");
    const hours = `${Math.floor(Math.abs(minutes) / 60)}${Math.abs(minutes) % 60 ? `:${String(Math.abs(minutes) % 60).padStart(2, "0")}` : ""}`;
    return say(minutes > 0 ? "clock_ahead" : "clock_behind", { hours });
  }

  // One city: { element, show }.
  function makeFace(city, section, drop) {
    const zone = city === HERE ? undefined : homespun.zoneOf(city) ?? null;
    const time = make("p", { class: "clock-time" });
    const day = make("p", { class: "clock-day" });
    const name = city === HERE ? say("clock_here") : city;
    const remove = drop && make("button", { type: "button", class: "quiet icon-only", "aria-label": say("clock_remove", { city: homespun.isolate(city) }), onclick: drop }, homespun.icon("close"));
    const element = make("li", { class: "card clock-face", from: section.line }, make("h3", { dir: "auto" }, name), remove, time, day);

    function show(now) {
      if (zone === null) {
        day.textContent = say("clock_unknown", { city: homespun.isolate(city) });
        return;
      }
      const write = (options) => new Intl.DateTimeFormat(homespun.locale, { timeZone: zone, ...options }).format(now);
      const hour = Number(now.toLocaleString("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).slice(0, 2));
      time.textContent = write({ hour: "numeric", minute: "2-digit", second: city === HERE ? "2-digit" : undefined });
      const parts = [write({ weekday: "long", day: "numeric", month: "long" })];
      if (zone) parts.push(aheadWords(aheadOf(zone, now)));
      const words = parts.join(" · ");
      if (day.textContent !== words) day.textContent = words;
      element.classList.toggle("is-night", hour < 6 || hour >= 20);
      element.title = say(hour < 6 || hour >= 20 ? "clock_night" : "clock_day");
    }
    return { element, show };
  }

  homespun.sections.clock = (section) => {
    const own = store.recall(`${section.key} cities`, []); // added by hand
    const place = make("ul", { class: "clock-cities" });
    let faces = [];

    function lay() {
      const given = section.words ?? [];
      const cities = given.length || own.length ? [...given, ...own] : [HERE];
      faces = cities.map((city) => makeFace(city, section, own.includes(city) ? () => drop(city) : null));
      place.replaceChildren(...faces.map((face) => face.element));
      tick();
    }

    function drop(city) {
      own.splice(own.indexOf(city), 1);
      keep();
      add.focus();
    }

    function keep() {
      store.remember(`${section.key} cities`, own);
      lay();
    }

    const list = homespun.newId("cities");
    const add = make("input", { list, "aria-label": say("clock_city"), placeholder: say("clock_city"), autocomplete: "off" });
    const form = make(
      "form",
      { class: "row clock-add" },
      add,
      make("button", {}, say("clock_add")),
      make("datalist", { id: list }, homespun.cities().map((city) => make("option", { value: city }))),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const city = add.value.trim();
      if (!city) return;
      if (!homespun.zoneOf(city)) return homespun.toast(say("clock_unknown", { city: homespun.isolate(city) }));
      if (!own.includes(city)) own.push(city);
      add.value = "";
      keep();
    });

    const tick = () => faces.forEach((face) => face.show(new Date()));
    homespun.watch(section.key, tick, 1000);
    lay();
    const element = homespun.frame(section, place, form);
    if (!section.title) element.setAttribute("aria-label", say("clock_name"));
    return { element, leave: () => homespun.unwatch(section.key) };
  };
})();
