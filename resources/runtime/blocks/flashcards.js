// Flash cards with spaced repetition: what is due today, turned over one by one.
// Needs: blocks/frame, blocks/boxes, chance, formats, records, toast.
"use strict";

homespun.sections.flashcards = (section) => {
  const { make, say, store } = homespun;
  const boxes = homespun.makeBoxes(section.key);
  const WAYS = ["there", "back", "both"];
  const group = homespun.newId("way");
  let way = store.recall(`${section.key} way`, section.bothWays ? "both" : "there");
  let queue = [];
  let done = 0;
  let running = false;

  const stage = make("div", { class: "cards-stage" });
  const ways = make("div", { class: "segments", role: "radiogroup", "aria-label": say("cards_ways") }, WAYS.map(wayButton));
  const element = homespun.frame(section, ways, stage);
  if (!section.title) element.setAttribute("aria-label", say("cards_name"));

  function wayButton(name) {
    const choose = () => {
      way = name;
      store.remember(`${section.key} way`, way);
      start();
    };
    return make("label", {}, make("input", { type: "radio", name: group, value: name, checked: name === way, onchange: choose }), make("span", {}, say(`cards_${name}`)));
  }
  function pairs() {
    if (!section.entity) return (section.items ?? []).map((item) => ({ front: item.label, back: item.text, line: item.line }));
    const entity = homespun.entityOf(section.entity);
    const [front, back] = [section.front ?? entity.fields[0]?.name, section.back ?? entity.fields[1]?.name];
    return store
      .list(entity.name)
      .map((record) => ({ front: homespun.textOf(record, front), back: homespun.textOf(record, back), line: section.line }))
      .filter((pair) => pair.front && pair.back);
  }

  // Each direction of a card has a place of its own in the boxes.
  function cards() {
    const there = pairs().map((pair) => ({ ...pair, id: `${pair.front} → ${pair.back}` }));
    const back = there.map((pair) => ({ front: pair.back, back: pair.front, line: pair.line, id: `${pair.back} → ${pair.front}` }));
    return way === "there" ? there : way === "back" ? back : [...there, ...back];
  }

  // --- before and after

  function start() {
    running = false;
    const every = cards();
    const due = every.filter((card) => boxes.isDue(card.id));
    if (!every.length) return stage.replaceChildren(make("p", { class: "muted" }, say("cards_none")));
    const fresh = due.filter((card) => boxes.boxOf(card.id) === 0).length;
    const button = (list, key, kind) => make("button", { type: "button", class: kind, onclick: () => begin(list) }, say(key));
    stage.replaceChildren(
      make(
        "div",
        { class: "round-start" },
        make("p", { class: "round-count" }, due.length ? say(due.length === 1 ? "cards_due_one" : "cards_due", { count: due.length }) : say("cards_nothing_due")),
        fresh && fresh < due.length ? make("p", { class: "muted" }, say("cards_fresh", { count: fresh })) : null,
        make("div", { class: "row round-on" }, due.length ? button(due, "cards_start", "main large") : button(every, "cards_anyway", "main")),
      ),
      shelf(every),
    );
  }

  // How many cards lie in which box.
  function shelf(every) {
    const counts = Array.from({ length: homespun.BOXES + 1 }, () => 0);
    for (const card of every) counts[boxes.boxOf(card.id)] += 1;
    const box = (count, at) =>
      make("li", { class: `box box-${at}`, style: { "--share": String(count / every.length) } }, make("strong", {}, String(count)), make("span", { class: "muted" }, at ? say("cards_box", { number: at }) : say("cards_new")));
    const begun = counts[0] < every.length;
    const again = begun ? make("button", { type: "button", class: "quiet small", onclick: startOver }, say("cards_over")) : null;
    return make("div", { class: "shelf" }, make("ul", { "aria-label": say("cards_boxes") }, counts.map(box)), again);
  }

  function startOver() {
    const before = boxes.kept();
    boxes.putBack({});
    start();
    homespun.toast(say("cards_over_done"), () => {
      boxes.putBack(before);
      start();
    });
  }

  function begin(list) {
    queue = homespun.shuffle(list);
    done = 0;
    running = true;
    ask();
  }

  // --- one card

  function ask() {
    if (!queue.length) return finish();
    const card = queue[0];
    const back = make("span", { class: "side is-back", dir: "auto", "aria-hidden": "true" }, card.back);
    const face = make("span", { class: "flip-in" }, make("span", { class: "side is-front", dir: "auto" }, card.front), back);
    const flip = make("button", { type: "button", class: "flip", from: card.line, onclick: () => turn() }, face);
    const told = make("p", { class: "unseen", role: "status" });
    const judge = make(
      "div",
      { class: "row judge" },
      make("button", { type: "button", onclick: () => judged(false) }, make("kbd", { "aria-hidden": "true" }, "1"), say("cards_missed")),
      make("button", { type: "button", class: "main", onclick: () => judged(true) }, make("kbd", { "aria-hidden": "true" }, "2"), say("cards_knew")),
    );
    const hint = make("p", { class: "muted cards-hint" }, say("cards_turn"));
    judge.hidden = true;

    function turn() {
      const turned = flip.classList.toggle("is-turned");
      face.firstChild.setAttribute("aria-hidden", String(turned));
      back.setAttribute("aria-hidden", String(!turned));
      judge.hidden = false;
      hint.hidden = true;
      told.textContent = turned ? card.back : card.front;
    }

    stage.replaceChildren(make("p", { class: "muted cards-left" }, say(queue.length === 1 ? "cards_left_one" : "cards_left", { count: queue.length })), flip, hint, judge, told);
    flip.focus({ preventScroll: true });
  }

  function judged(knew) {
    const card = queue.shift();
    if (knew) {
      boxes.knew(card.id);
      done += 1;
    } else {
      boxes.missed(card.id);
      queue.splice(Math.min(3, queue.length), 0, card);
    }
    ask();
  }

  function finish() {
    start();
    const words = say(done === 1 ? "cards_done_one" : "cards_done", { count: done });
    const title = make("h3", { class: "round-score", tabindex: "-1" }, words);
    stage.prepend(title);
    title.focus({ preventScroll: true });
  }

  element.addEventListener("keydown", (event) => {
    const buttons = stage.querySelectorAll(".judge:not([hidden]) button");
    if (event.ctrlKey || event.metaKey || event.altKey || !["1", "2"].includes(event.key)) return;
    buttons[Number(event.key) - 1]?.click();
  });

  start();
  return { element, update: () => !running && start() };
};
