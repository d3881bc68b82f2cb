// The times that can be booked: which there are on a day, and which of them are taken, by any booking that
// overlaps. A booking lasts as long as its duration says, else as long as a slot.
// Needs: blocks/fitting_fields, moments, values.
"use strict";

(function () {
  const { missing, moments } = homespun;
  const DAY_MIN = 1440;
  const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

  const minuteOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const timeAt = (minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

  // What is booked by itself, a court or a room: named, or told by `no two with same`, or the first there is.
  function whatIsBooked(entity, named, besides) {
    const distinct = (entity.distinct ?? []).find(({ fields }) => fields.includes(besides[0].name));
    if (named || !distinct) return homespun.fieldFor(entity, named, ["reference", "choice"], besides, (field) => !field.start);
    return entity.fields.find((field) => distinct.fields.includes(field.name) && ["reference", "choice"].includes(field.type)) ?? null;
  }

  // What is known of the slots of a booking block.
  homespun.slotsOf = (section) => {
    const entity = homespun.entityOf(section.entity);
    const day = homespun.fieldFor(entity, section.day, ["date", "date and time"]);
    const time = day.type === "date" ? homespun.fieldFor(entity, section.time, ["time"]) : null;
    const per = whatIsBooked(entity, section.per, [day]);
    const duration = homespun.fieldFor(entity, "", ["duration"]);
    const wholeDays = day.type === "date" && !time;
    const closed = section.closed.map((name) => WEEKDAYS.findIndex((each) => each.toLowerCase() === name.toLowerCase()) + 1);
    const times = wholeDays ? ["00:00"] : timesOf(section);

    // Where a booking begins and ends, in minutes of its day; null if it does not say when it is.
    function placeOf(record) {
      const date = record.values[day.name];
      const clock = wholeDays ? "00:00" : time ? record.values[time.name] : moments.timeOf(date ?? null);
      if (missing(date) || missing(clock)) return null;
      const start = minuteOf(clock);
      const length = wholeDays ? DAY_MIN : (record.values[duration?.name] ?? section.every);
      return { date: String(date).slice(0, 10), start, end: start + length };
    }

    // Also what whoever is here may not see is taken.
    const bookings = () => homespun.store.everything.list(entity.name);
    const sameThing = (record, thing) => !per || record.values[per.name] === thing;

    return {
      entity,
      day,
      time,
      per,
      wholeDays,
      times,
      placeOf,
      isClosed: (date) => closed.includes(moments.weekdayOf(date)),
      isPast: (date, clock) => (wholeDays ? date < moments.today() : `${date}T${clock}` <= moments.now()),
      // What a new booking of a slot holds.
      given: (date, clock, thing) => ({
        [day.name]: day.type === "date" ? date : `${date}T${clock}`,
        ...(time ? { [time.name]: clock } : {}),
        ...(per ? { [per.name]: thing } : {}),
      }),
      bookingAt(date, clock, thing) {
        const [start, end] = [minuteOf(clock), minuteOf(clock) + (wholeDays ? DAY_MIN : section.every)];
        const overlaps = (place) => place?.date === date && place.start < end && place.end > start;
        return bookings().find((record) => sameThing(record, thing) && overlaps(placeOf(record))) ?? null;
      },
      // Whether somebody else has booked what this booking needs.
      isTaken(record) {
        const place = placeOf(record);
        return bookings().some((other) => {
          if (other.id === record.id || !sameThing(other, record.values[per?.name])) return false;
          const taken = placeOf(other);
          return taken?.date === place.date && taken.start < place.end && taken.end > place.start;
        });
      },
    };
  };

  function timesOf(section) {
    const end = minuteOf(section.to) || DAY_MIN;
    const times = [];
    for (let minute = minuteOf(section.from); minute + section.every <= end; minute += section.every) times.push(timeAt(minute));
    return times;
  }
})();
