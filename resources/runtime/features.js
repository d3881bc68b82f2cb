// What people may do with any record: mark it as a favourite, vote for it, value it with stars.
// Each is a record of its own that refers to the record it is about.
// Needs: saving, who.
"use strict";

(function () {
  const { make, say, store } = homespun;

  // The records of a feature that are about a record.
  homespun.featureRecords = (record, feature) => {
    const { entity, field } = homespun.entityOf(record.entity).features[feature];
    return store.list(entity).filter((each) => each.values[field] === record.id);
  };

  const mineOf = (record, feature) => homespun.featureRecords(record, feature).find(homespun.isMine) ?? null;

  homespun.newFeature = (record, feature, values) => {
    const { entity, field } = homespun.entityOf(record.entity).features[feature];
    const given = { [field]: record.id, by: homespun.who() || null, ...values };
    return store.make(entity, homespun.starting(homespun.entityOf(entity), given));
  };

  async function toggle(record, feature) {
    const mine = mineOf(record, feature);
    const draft = homespun.draft(mine ? [] : [homespun.newFeature(record, feature)]);
    if (mine) draft.remove(mine.id);
    await homespun.save(draft);
  }

  function button(record, feature, [icon, pressedIcon], words, count) {
    const pressed = Boolean(mineOf(record, feature));
    const label = say(words, { name: homespun.isolate(homespun.title(record)) });
    return make(
      "button",
      {
        type: "button",
        class: `quiet small feature feature-${feature}`,
        from: homespun.entityOf(record.entity).features[feature].line,
        "aria-pressed": pressed ? "true" : "false",
        "aria-label": count === null ? label : `${label} (${count})`,
        title: label,
        "data-key": `${record.id} ${feature}`,
        onclick: (event) => {
          event.stopPropagation();
          toggle(record, feature);
        },
      },
      homespun.icon(pressed ? pressedIcon : icon),
      count === null ? null : make("span", { "aria-hidden": "true" }, String(count)),
    );
  }

  function average(record) {
    const all = homespun.featureRecords(record, "ratings");
    if (!all.length) return null;
    return { count: all.length, stars: homespun.calculate.round(all.reduce((sum, each) => sum + each.values.stars, 0) / all.length, 1) };
  }

  // The average as a small label: ★ 4.2 (3).
  function starLabel(record) {
    const { line } = homespun.entityOf(record.entity).features.ratings;
    const value = average(record);
    const words = value ? say("stars_average", { stars: homespun.asText(value.stars, { type: "number" }), count: value.count }) : say("no_stars_yet");
    return make(
      "span",
      { class: "feature feature-ratings", role: "img", from: line, "aria-label": words, title: words },
      make("span", { class: value ? "star on" : "star", "aria-hidden": "true" }, "★"),
      make("span", { "aria-hidden": "true" }, value ? homespun.asText(value.stars, { type: "number" }) : say("nothing")),
    );
  }

  function commentLabel(record) {
    const count = homespun.featureRecords(record, "comments").length;
    const words = say(count === 1 ? "comment_one" : "comment_many", { count });
    return make(
      "button",
      {
        type: "button",
        class: "quiet small feature feature-comments",
        from: homespun.entityOf(record.entity).features.comments.line,
        "aria-label": `${words}: ${homespun.isolate(homespun.title(record))}`,
        title: words,
        "data-key": `${record.id} comments`,
        onclick: (event) => {
          event.stopPropagation();
          homespun.openRecord(record);
        },
      },
      homespun.icon("message"),
      make("span", { "aria-hidden": "true" }, String(count)),
    );
  }

  const small = {
    favourites: (record) => button(record, "favourites", ["heart", "heart-full"], "favourite", null),
    votes: (record) => button(record, "votes", ["thumb-up", "thumb-up"], "vote_for", homespun.featureRecords(record, "votes").length),
    ratings: starLabel,
    comments: commentLabel,
  };

  // What a record comes with, small enough for a card or a row.
  homespun.featuresOf = (record, leaveOut = []) => {
    const features = Object.keys(homespun.entityOf(record.entity).features ?? {}).filter((feature) => !leaveOut.includes(feature));
    return features.length ? [make("span", { class: "features" }, features.map((feature) => small[feature](record)))] : [];
  };

  // The stars that whoever is here gives: { element, update }.
  homespun.ratingInput = (record) => {
    const { line } = homespun.entityOf(record.entity).features.ratings;
    const id = homespun.newId("stars");
    const head = make("span", { class: "label", id });
    const place = make("div", {});

    async function give(stars) {
      const mine = mineOf(record, "ratings");
      if (stars === (mine?.values.stars ?? null)) return;
      const draft = homespun.draft(stars ? [mine ? { ...mine, values: Object.assign(Object.create(null), mine.values, { stars }) } : homespun.newFeature(record, "ratings", { stars })] : []);
      if (!stars) draft.remove(mine.id);
      if (await homespun.save(draft)) homespun.announce(say("thank_you"));
    }

    let shown;
    function update() {
      const value = average(record);
      head.textContent = value ? say("stars_average", { stars: homespun.asText(value.stars, { type: "number" }), count: value.count }) : say("no_stars_yet");
      const mine = mineOf(record, "ratings")?.values.stars ?? 0;
      if (mine === shown) return;
      shown = mine;
      const focused = place.contains(document.activeElement);
      const input = homespun.inputs.rating({ name: "stars", type: "rating" }, mine || null, homespun.newId("field"));
      input.element.setAttribute("aria-label", say("your_stars"));
      input.element.addEventListener("change", () => {
        shown = input.read() ?? 0;
        give(input.read());
      });
      place.replaceChildren(input.element);
      if (focused) (input.element.querySelector("input:checked") ?? input.control).focus();
    }

    update();
    return { element: make("div", { class: "rate", from: line }, head, place), update };
  };
})();
