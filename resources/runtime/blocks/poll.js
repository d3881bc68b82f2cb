// A question with answers to choose from. One vote for each name, which can be changed; whoever has voted sees how it stands.
// Needs: blocks/frame, blocks/who_line, collection, records, saving, store, toast.
"use strict";

homespun.sections["poll"] = (section) => {
  const { make, say, store } = homespun;
  const entity = homespun.entityOf(section.entity);
  const place = make("div", { class: "card poll-card" });
  let changing = false;

  const votes = () => store.list(entity.name).filter((vote) => vote.values.about === section.title);
  const mine = () => votes().filter(homespun.isFrom);
  const newVote = (choice) => store.make(entity.name, homespun.starting(entity, { choice, about: section.title, by: homespun.who() || null }));

  async function vote(choices) {
    const undo = await homespun.claim(() => {
      const draft = homespun.draft(choices.map(newVote));
      mine().forEach((each) => draft.remove(each.id));
      return draft;
    });
    changing = false;
    update();
    if (typeof undo === "string") return homespun.toast(undo);
    place.querySelector(".poll-total").focus();
    homespun.announce(say("poll_thanks"));
  }

  async function reset() {
    const draft = homespun.draft();
    votes().forEach((each) => draft.remove(each.id));
    const undo = await homespun.save(draft);
    homespun.toast(say("poll_reset_done"), undo);
  }

  // --- to choose

  function ballot() {
    const chosen = new Set(mine().map((each) => each.values.choice));
    const name = homespun.newId("poll");
    const problem = make("p", { class: "problem", role: "alert" });
    const boxes = section.words.map((words) => {
      const box = make("input", { type: section.several ? "checkbox" : "radio", name, value: words });
      box.checked = chosen.has(words);
      return box;
    });
    const form = make(
      "form",
      { class: "poll-ballot", novalidate: true },
      make("fieldset", {}, make("legend", { class: section.several ? "muted small-words" : "unseen" }, say(section.several ? "poll_several" : "poll_one")), boxes.map((box) => make("label", { class: "poll-choice", dir: "auto" }, box, make("span", {}, box.value)))),
      problem,
      make("div", { class: "row" }, make("button", { type: "submit", class: "main" }, say("poll_vote")), changing ? make("button", { type: "button", class: "quiet", onclick: () => ((changing = false), update()) }, say("cancel")) : null),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const choices = boxes.filter((box) => box.checked).map((box) => box.value);
      if (choices.length) return vote(choices);
      problem.textContent = say("poll_choose");
      boxes[0].focus();
    });
    return form;
  }

  // --- how it stands

  function bar(words, all, people, own) {
    const count = all.filter((each) => each.values.choice === words).length;
    const share = people ? Math.round((count / people) * 100) : 0;
    const voted = own.includes(words);
    return make(
      "li",
      { class: voted ? "poll-bar is-mine" : "poll-bar", from: section.line },
      make("span", { class: "poll-name" }, make("span", { dir: "auto" }, words), voted ? make("span", { class: "badge" }, homespun.icon("check"), say("poll_yours")) : null),
      make("span", { class: "number poll-count" }, say("poll_share", { count, percent: share })),
      make("div", { class: "meter", "aria-hidden": "true" }, make("i", { style: { "inline-size": `${share}%` } })),
    );
  }

  function results() {
    const all = votes();
    const people = section.several ? new Set(all.map((each) => each.values.by ?? "")).size : all.length;
    const own = mine().map((each) => each.values.choice);
    const again = (work) => {
      changing = true;
      update();
      work?.();
      place.querySelector("input")?.focus();
    };
    const next = async () => {
      if ((await homespun.askName()) !== null) mine().length ? update() : again();
    };
    return [
      make("ul", { class: "poll-bars" }, section.words.map((words) => bar(words, all, people, own))),
      make("p", { class: "poll-total muted", tabindex: "-1" }, people === 1 ? say("poll_people_one") : say("poll_people_many", { count: people })),
      make(
        "div",
        { class: "row no-print" },
        make("button", { type: "button", "data-key": "change", onclick: () => again() }, say("poll_change")),
        homespun.me ? null : make("button", { type: "button", class: "quiet", "data-key": "next", onclick: next }, say("poll_next")),
        make("span", { class: "gap" }),
        homespun.me && !homespun.isLeader() ? null : make("button", { type: "button", class: "quiet", "data-key": "reset", onclick: reset }, homespun.icon("reset"), say("poll_reset")),
      ),
    ];
  }

  const isVoting = () => changing || !mine().length;

  // What is being chosen is not thrown away when somebody else votes.
  function update() {
    if (isVoting() && place.querySelector(".poll-ballot") && place.contains(document.activeElement)) return;
    homespun.redraw(place, [...(isVoting() ? [ballot()] : results()), homespun.whoLine(() => ((changing = false), update()))]);
  }

  update();
  return { element: homespun.frame(section, place), update };
};
