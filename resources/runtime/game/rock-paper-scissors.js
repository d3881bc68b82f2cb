// Rock, paper, scissors against the computer, which chooses by chance and does not look.
// Needs: game/stage, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const SIGNS = ["✊", "✋", "✌️"]; // each beats the one before it, and the first beats the last
  const NAMES = ["game_rock", "game_paper", "game_scissors"];
  const SHAKE_MS = 600;

  homespun.games["rock paper scissors"] = (stage, section) => {
    const isOwn = section.faces?.length >= 3;
    const signs = isOwn ? section.faces.slice(0, 3) : SIGNS;
    const nameOf = (choice) => (isOwn ? homespun.isolate(signs[choice]) : say(NAMES[choice]));
    let wins, isShaking;

    const hand = (side) => make("span", { class: `hand hand-${side}`, "aria-hidden": "true" });
    const [mine, theirs] = [hand("mine"), hand("theirs")];
    const buttons = signs.map((sign, choice) =>
      make(
        "button",
        { type: "button", class: "hand-button", "aria-label": nameOf(choice), onclick: () => choose(choice) },
        make("span", { class: "hand-sign" }, sign),
        isOwn ? null : make("span", {}, say(NAMES[choice])),
      ),
    );
    const side = (words, shown) => make("div", { class: "hand-side" }, make("span", { class: "muted" }, words), shown);
    stage.area.append(
      make("div", { class: "hands" }, make("div", { class: "hands-shown" }, side(say("game_you"), mine), make("span", { class: "hands-between", "aria-hidden": "true" }, "–"), side(say("game_computer"), theirs)), make("div", { class: "hand-buttons" }, buttons)),
    );

    function start() {
      [wins, isShaking] = [[0, 0], false];
      show(0, 0);
      tellFigures();
      stage.tell(say("game_hands_choose"));
    }

    function tellFigures() {
      stage.setScore(wins[0]);
      stage.fact("computer", wins[1]);
      stage.fact("round", `${Math.min(wins[0] + wins[1] + 1, section.rounds)} / ${section.rounds}`);
    }

    function show(own, other, outcome = "") {
      [mine.textContent, theirs.textContent] = [signs[own], signs[other]];
      mine.classList.toggle("has-won", outcome === "won");
      theirs.classList.toggle("has-won", outcome === "lost");
    }

    function choose(own) {
      if (!stage.playing() || isShaking) return;
      const other = homespun.randomWhole(0, 2);
      if (stage.calm()) return compare(own, other);
      isShaking = true;
      show(0, 0);
      for (const shown of [mine, theirs]) shown.classList.add("is-shaking");
      stage.later(SHAKE_MS, () => compare(own, other));
    }

    function compare(own, other) {
      isShaking = false;
      for (const shown of [mine, theirs]) shown.classList.remove("is-shaking");
      const outcome = ["same", "won", "lost"][(own - other + 3) % 3];
      if (outcome !== "same") wins[outcome === "won" ? 0 : 1] += 1;
      show(own, other, outcome);
      tellFigures();
      if (wins[0] + wins[1] === section.rounds) return finish();
      stage.sound({ same: "tick", won: "good", lost: "bad" }[outcome]);
      stage.tell(say(`game_hands_${outcome}`, { own: nameOf(own), other: nameOf(other) }));
    }

    function finish() {
      const [own, other] = wins;
      const key = own > other ? "game_hands_all_won" : own < other ? "game_hands_all_lost" : "game_hands_all_same";
      stage.end({ won: own > other, words: say(key, { first: own, second: other }) });
    }

    const keys = Object.fromEntries(signs.map((_, choice) => [choice + 1, () => choose(choice)]));
    const [first, second, third] = signs.map((_, choice) => nameOf(choice));
    const help = isOwn ? say("game_hands_help_own", { first, second, third }) : say("game_hands_help");
    return { help, scoreName: "wins", start, keys };
  };
})();
