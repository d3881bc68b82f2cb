// A scoreboard: names that can be changed, points up and down, kept until it is set back.
// Needs: blocks/frame, formats, store, toast.
"use strict";

homespun.sections.scoreboard = (section) => {
  const { make, say, store } = homespun;
  const MOST = 12;
  const kept = `${section.key} scores`;
  const first = (section.words ?? [say("score_team", { number: 1 }), say("score_team", { number: 2 })]).map((name) => ({ name, points: 0 }));
  let teams = store.recall(kept, first);
  const rows = make("ul", { class: "score-rows" });
  const told = make("p", { class: "score-told", role: "status" });

  function keep() {
    store.remember(kept, teams);
    mark();
  }

  // Who leads is said in words, not in colour alone.
  function mark() {
    const most = Math.max(...teams.map((team) => team.points));
    const leading = teams.filter((team) => team.points === most);
    const winners = section.goal ? teams.filter((team) => team.points >= section.goal) : [];
    [...rows.children].forEach((row, at) => {
      const leads = leading.length === 1 && leading[0] === teams[at] && most > 0;
      row.classList.toggle("leads", leads);
      row.querySelector(".score-state").textContent = winners.includes(teams[at]) && leads ? say("score_won") : leads ? say("score_leads") : "";
    });
    const words = winners.length && leading.length === 1 ? say("score_winner", { name: homespun.isolate(leading[0].name) }) : "";
    if (told.textContent !== words) told.textContent = words;
  }

  function row(team, at) {
    const points = make("output", { class: "score-points", "aria-live": "polite" }, String(team.points));
    const add = (by) => {
      team.points += by;
      points.textContent = String(team.points);
      keep();
    };
    const name = make("input", { type: "text", class: "score-name", value: team.name, maxlength: "40", "aria-label": say("score_name", { number: at + 1 }), dir: "auto" });
    name.addEventListener("change", () => {
      team.name = name.value.trim() || say("score_team", { number: at + 1 });
      name.value = team.name;
      draw();
      keep();
    });
    const button = (by, key, sign, kind) => make("button", { type: "button", class: `score-change ${kind}`.trim(), "aria-label": say(key, { name: homespun.isolate(team.name), points: section.step }), onclick: () => add(by) }, sign);
    return make(
      "li",
      { class: "score-row", from: section.line },
      name,
      make("span", { class: "score-state" }),
      points,
      make("div", { class: "score-buttons" }, button(-section.step, "score_less", "−", ""), button(section.step, "score_more", section.step === 1 ? "+" : `+${section.step}`, "main")),
    );
  }

  function change(next, words, focus) {
    const before = teams;
    teams = next;
    draw();
    keep();
    if (words)
      homespun.toast(words, () => {
        teams = before;
        draw();
        keep();
      });
    focus?.();
  }

  const addTeam = make("button", { type: "button", onclick: () => change([...teams, { name: say("score_team", { number: teams.length + 1 }), points: 0 }], "", () => rows.lastChild.querySelector("input").select()) }, homespun.icon("plus"), say("score_add"));
  const dropTeam = make("button", { type: "button", class: "quiet", onclick: () => change(teams.slice(0, -1), say("score_dropped", { name: homespun.isolate(teams.at(-1).name) })) }, say("score_drop"));
  const reset = make("button", { type: "button", class: "quiet", onclick: () => change(teams.map((team) => ({ ...team, points: 0 })), say("score_reset_done")) }, say("score_reset"));

  function draw() {
    rows.replaceChildren(...teams.map(row));
    addTeam.disabled = teams.length >= MOST;
    dropTeam.disabled = teams.length <= 1;
  }

  draw();
  mark();
  const goal = section.goal ? make("p", { class: "muted" }, say("score_goal", { points: section.goal })) : null;
  const element = homespun.frame(section, goal, rows, told, make("div", { class: "row score-end" }, addTeam, dropTeam, reset));
  if (!section.title) element.setAttribute("aria-label", say("score_board"));
  return { element };
};
