// Free times to choose from, a week at a glance or day by day on a phone; one press and a short form book one.
// Needs: blocks/frame, blocks/slots, collection, dialog, form, display, records, saving, store, toast.
"use strict";

(function () {
  const { make, say, store, moments } = homespun;
  const NARROW = "(max-width: 640px)";
  const DAYS = 7;
  const FEW = 5; // things that can be booked are buttons; more are a list

  homespun.sections["booking"] = (section) => {
    const slots = homespun.slotsOf(section);
    const { entity, per } = slots;
    const narrow = matchMedia(NARROW);
    let first = moments.today();
    let day = first; // the one that is open on a phone
    let thing = null;
    let current = ""; // the slot that the Tab key comes to

    const chooser = make("div", { class: "booking-things no-print" });
    const weeks = make("div", { class: "booking-weeks no-print" });
    const body = make("div", { class: "booking-body" });
    const today = make("div", { class: "booking-today" });

    // --- names

    const clockOf = (clock) => homespun.asText(clock, { type: "time" });
    const whenOf = (date, clock) => (slots.wholeDays ? homespun.asLongDay(date) : say("booking_when", { day: homespun.asLongDay(date), time: clockOf(clock) }));
    const things = () => (per.type === "choice" ? per.options.map((option) => [option, option]) : store.list(per.target).map((record) => [record.id, homespun.title(record)]));
    const nameOf = (record) => homespun.textOf(record, entity.fields.find((field) => field.type === "text")?.name ?? "") || say("booking_taken");
    const others = () => entity.fields.filter((field) => ![slots.day, slots.time, per].includes(field)).map((field) => field.name);

    // --- booking and cancelling

    const claimed = (record) => (record && slots.isTaken(record) ? say("booking_gone") : homespun.draft([record]));

    function book(date, clock) {
      const given = slots.given(date, clock, thing);
      homespun.openDialog(say("booking_new", { when: whenOf(date, clock) }), section.line, (close) => [
        per ? make("p", { class: "muted", dir: "auto" }, homespun.asText(thing, per)) : "",
        homespun.makeForm({
          entity,
          names: others(),
          given,
          buttons: [make("button", { type: "button", onclick: close }, say("cancel"))],
          sendLabel: say("booking_book"),
          keep: (record) => homespun.claim(() => claimed(record)),
          whenKept: (_, undo) => {
            close();
            focusOn(`${date} ${clock}`);
            homespun.toast(say("booking_done", { when: whenOf(date, clock) }), undo);
          },
        }),
      ]);
    }

    function look(record, key) {
      const { date, start } = slots.placeOf(record);
      const clock = moments.addMinutes("00:00", start);
      homespun.openDialog(nameOf(record), entity.line, (close) => [
        make("p", { class: "muted", dir: "auto" }, [whenOf(date, clock), per ? homespun.asText(record.values[per.name], per) : ""].filter(Boolean).join(" · ")),
        homespun.makeForm({
          entity,
          names: others(),
          record,
          buttons: [
            make("button", { type: "button", class: "danger", onclick: () => cancel(record, key, close) }, homespun.icon("bin"), say("booking_cancel")),
            make("span", { class: "gap" }),
            make("button", { type: "button", onclick: close }, say("close")),
          ],
          sendLabel: say("save"),
          keep: (changed) => homespun.claim(() => claimed(changed)),
          whenKept: (_, undo) => {
            close();
            focusOn(key);
            homespun.toast(say("saved"), undo);
          },
        }),
      ]);
    }

    async function cancel(record, key, close = () => {}) {
      const draft = homespun.draft();
      homespun.removeWhole(record, draft);
      await homespun.write(draft);
      close();
      focusOn(key);
      // Somebody may have taken the place before it is taken back.
      homespun.toast(say("booking_cancelled", { name: homespun.isolate(nameOf(record)) }), async () => {
        const words = await homespun.claim(() => claimed(record));
        if (typeof words === "string") homespun.toast(words);
      });
    }

    // --- one slot

    function slot(date, clock) {
      const key = `${date} ${clock}`;
      const booking = slots.bookingAt(date, clock, thing);
      const past = slots.isPast(date, clock);
      const when = whenOf(date, clock);
      const short = narrow.matches && !slots.wholeDays ? clockOf(clock) : "";
      const show = (kind, words, settings) => make(settings ? "button" : "span", { class: `slot is-${kind}`, from: section.line, ...(settings ?? {}) }, short ? make("span", { class: "slot-time" }, short) : null, make("span", { class: "slot-words", dir: "auto" }, words));
      const pressed = (kind, words, onclick) => show(kind, words, { type: "button", "data-key": key, tabindex: narrow.matches ? null : "-1", "aria-label": `${when}: ${words}`, onclick });
      if (booking && !store.get(booking.id)) return show("taken", say("booking_taken"));
      if (booking) return pressed("taken", nameOf(booking), () => look(booking, key));
      if (past || slots.isClosed(date)) return show("past", past ? say("booking_past") : say("booking_closed"));
      if (homespun.may && !homespun.may("adds", entity)) return show("past", say("booking_free"));
      return pressed("free", say("booking_free"), () => book(date, clock));
    }

    const isFree = (date, clock) => !slots.isClosed(date) && !slots.isPast(date, clock) && !slots.bookingAt(date, clock, thing);
    const week = () => Array.from({ length: DAYS }, (_, at) => moments.addDays(first, at));
    const dayName = (date) => new Intl.DateTimeFormat(homespun.locale, { weekday: "short", timeZone: "UTC" }).format(new Date(`${date}T12:00Z`));

    // --- the week as a table; the arrow keys go from slot to slot

    function table() {
      const head = make("tr", {}, make("td", {}), week().map((date) => make("th", { scope: "col", class: date === moments.today() ? "is-today" : "" }, make("span", {}, dayName(date)), make("span", { class: "muted" }, homespun.asShortDay(date)))));
      const rows = slots.times.map((clock) => make("tr", {}, make("th", { scope: "row" }, slots.wholeDays ? "" : clockOf(clock)), week().map((date) => make("td", {}, slot(date, clock)))));
      const element = make("table", { class: "booking-table", onkeydown: steer }, make("caption", { class: "unseen" }, say("booking_help")), make("thead", {}, head), make("tbody", {}, rows));
      const target = element.querySelector(`[data-key="${current}"]`) ?? element.querySelector("button.is-free") ?? element.querySelector("button");
      target?.setAttribute("tabindex", "0");
      return make("div", { class: "booking-scroll" }, element);
    }

    const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

    function steer(event) {
      const step = STEPS[event.key];
      const from = event.target.closest("button.slot");
      if (!step || !from) return;
      event.preventDefault();
      const rightToLeft = getComputedStyle(body).direction === "rtl";
      const cells = [...body.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td")]);
      let row = cells.findIndex((each) => each.includes(from.parentElement));
      let column = cells[row].indexOf(from.parentElement);
      for (;;) {
        row += step[0];
        column += rightToLeft ? -step[1] : step[1];
        const cell = cells[row]?.[column];
        if (!cell) return;
        const next = cell.querySelector("button");
        if (!next) continue;
        from.setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        current = next.dataset.key;
        return next.focus();
      }
    }

    // --- day by day, on a phone

    function strip() {
      const open = (date) => {
        day = date;
        update();
      };
      const choice = (date) => {
        const free = slots.times.filter((clock) => isFree(date, clock)).length;
        const words = free === 1 ? say("booking_free_one") : say("booking_free_many", { count: free });
        return make(
          "button",
          { type: "button", class: "booking-day", "data-key": `day ${date}`, "aria-pressed": date === day ? "true" : "false", "aria-label": `${homespun.asLongDay(date)}: ${words}`, onclick: () => open(date) },
          make("span", {}, dayName(date)),
          make("strong", {}, String(Number(date.slice(8)))),
          make("span", { class: "booking-day-free", "aria-hidden": "true" }, slots.isClosed(date) ? say("nothing") : String(free)),
        );
      };
      return make("div", { class: "booking-strip no-print", role: "group", "aria-label": say("booking_days") }, week().map(choice));
    }

    const dayList = () => [
      strip(),
      make("h3", {}, homespun.asLongDay(day)),
      slots.isClosed(day) && !slots.times.some((clock) => slots.bookingAt(day, clock, thing))
        ? make("p", { class: "muted" }, say("booking_day_closed"))
        : make("ul", { class: "booking-slots" }, slots.times.map((clock) => make("li", {}, slot(day, clock)))),
    ];

    // --- what can be booked, and which week

    function drawThings() {
      if (!per) return;
      const all = things();
      if (!all.some(([value]) => value === thing)) thing = all[0]?.[0] ?? null;
      const choose = (value) => {
        thing = value;
        update();
      };
      const name = homespun.label(per.name);
      if (all.length > FEW) {
        const id = homespun.newId("field");
        const select = make("select", { id, "data-key": "things", onchange: () => choose(select.value) }, all.map(([value, words]) => make("option", { value }, words)));
        select.value = thing;
        return homespun.redraw(chooser, [make("label", { class: "label", for: id }, name), select]);
      }
      const buttons = all.map(([value, words]) => make("button", { type: "button", dir: "auto", "data-key": `thing ${value}`, "aria-pressed": value === thing ? "true" : "false", onclick: () => choose(value) }, words));
      homespun.redraw(chooser, [make("div", { class: "row", role: "group", "aria-label": per.name }, buttons)]);
    }

    function drawWeeks() {
      const move = (days) => {
        first = days ? moments.addDays(first, days) : moments.today();
        day = first;
        update();
      };
      const button = (icon, key, days) => make("button", { type: "button", class: "quiet icon-only", "aria-label": say(key), title: say(key), "data-key": key, onclick: () => move(days) }, homespun.icon(icon));
      const last = moments.addDays(first, DAYS - 1);
      homespun.redraw(weeks, [
        button("left", "booking_week_before", -DAYS),
        make("p", { class: "booking-range", "aria-live": "polite" }, say("booking_range", { first: homespun.asShortDay(first), last: homespun.asShortDay(last) })),
        button("right", "booking_week_after", DAYS),
        first === moments.today() ? null : make("button", { type: "button", class: "small", "data-key": "now", onclick: () => move(0) }, say("today")),
      ]);
    }

    // --- who comes today

    function todayItem(record) {
      const { start } = slots.placeOf(record);
      const clock = moments.addMinutes("00:00", start);
      const key = `today ${record.id}`;
      return make(
        "li",
        { class: "booking-item", "data-record": record.id, from: entity.line },
        slots.wholeDays ? null : make("strong", { class: "number" }, clockOf(clock)),
        make("span", { class: "booking-who", dir: "auto" }, nameOf(record)),
        per ? make("span", { class: "muted", dir: "auto" }, homespun.asText(record.values[per.name], per)) : null,
        make("span", { class: "gap" }),
        make("button", { type: "button", class: "quiet small", "data-key": key, "aria-label": say("booking_cancel_of", { name: homespun.isolate(nameOf(record)) }), onclick: () => cancel(record, "") }, say("booking_cancel")),
      );
    }

    function drawToday() {
      const date = moments.today();
      const all = store.list(entity.name).filter((record) => slots.placeOf(record)?.date === date);
      all.sort((one, other) => slots.placeOf(one).start - slots.placeOf(other).start);
      homespun.redraw(today, [
        make("h3", {}, say("booking_today"), " ", make("span", { class: "badge" }, String(all.length))),
        all.length ? make("ul", { class: "booking-list" }, all.map(todayItem)) : make("p", { class: "muted" }, say("booking_today_none")),
      ]);
    }

    // After a window has closed: back to the slot it was opened from.
    function focusOn(key) {
      const next = [...body.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
      (next ?? body.querySelector("[tabindex='0']") ?? weeks.querySelector("button")).focus();
    }

    const nothingToBook = () => {
      const target = homespun.entityOf(per.target);
      const words = homespun.inSentence(target.name);
      return make("div", { class: "empty" }, make("p", { class: "empty-title" }, say("booking_no_things", { entity: words })), make("button", { type: "button", class: "main", onclick: () => homespun.openNew(target) }, homespun.icon("plus"), say("add", { entity: words })));
    };

    function update() {
      drawThings();
      drawWeeks();
      if (day < first || day > moments.addDays(first, DAYS - 1)) day = first;
      current = document.activeElement?.closest(".booking-table") && body.contains(document.activeElement) ? document.activeElement.dataset.key : current;
      homespun.redraw(body, per && !things().length ? [nothingToBook()] : narrow.matches ? dayList() : [table()]);
      drawToday();
    }

    narrow.addEventListener("change", update);
    update();
    const element = homespun.frame(section, make("div", { class: "booking-head" }, chooser, weeks), body, today);
    return { element, update, leave: () => narrow.removeEventListener("change", update) };
  };
})();
