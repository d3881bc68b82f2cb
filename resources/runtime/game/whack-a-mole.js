// Whack a mole: hit whatever looks out of its hole before it hides again.
// Needs: game/stage, game/grid, game/face, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const SEEN_MS = { slow: 1500, medium: 1050, fast: 750 }; // how long one looks out at the beginning …
  const HURRY = 0.55; // … and which part of that at the end
  const FACES = ["🐹"];
  const FLINCH_MS = 260;

  homespun.games["whack a mole"] = (stage, section) => {
    const { size } = section;
    const faces = section.faces?.length ? section.faces : FACES;
    let holes, left, told;

    const grid = homespun.gameGrid(stage, {
      rows: size,
      columns: size,
      words: say("game_holes"),
      name: (row, column) => {
        const { face, isHit } = holes[row * size + column];
        return say("game_hole", { number: row * size + column + 1, what: face && !isHit ? homespun.isolate(face) : say("game_empty") });
      },
      show,
      press: (row, column) => hit(row * size + column),
    });
    grid.element.classList.add("moles");

    function start() {
      holes = Array.from({ length: size * size }, () => ({ face: "", isHit: false, cancel: null }));
      left = section.seconds;
      tellTime();
      grid.paint();
      stage.later(500, lookOut);
    }

    function tellTime() {
      told = Math.ceil(left);
      stage.fact("time", say("game_seconds", { seconds: told }));
    }

    function step(seconds) {
      left = Math.max(0, left - seconds);
      if (Math.ceil(left) !== told) tellTime();
      if (left === 0) stage.end({ won: stage.score() > 0, words: say("game_scored", { score: stage.score() }) });
    }

    const seenMs = () => SEEN_MS[section.speed] * (HURRY + (1 - HURRY) * (left / section.seconds));

    function lookOut() {
      const free = holes.filter((hole) => !hole.face);
      if (free.length) {
        const hole = homespun.pick(free);
        hole.face = homespun.pick(faces);
        hole.cancel = stage.later(seenMs(), () => hide(hole));
        grid.paint();
      }
      stage.later(seenMs() * (0.45 + homespun.random() * 0.4), lookOut);
    }

    function hide(hole) {
      Object.assign(hole, { face: "", isHit: false });
      grid.paint();
    }

    function hit(at) {
      const hole = holes[at];
      if (!stage.playing()) return;
      if (!hole.face || hole.isHit) return stage.sound("tick");
      hole.isHit = true;
      hole.cancel();
      hole.cancel = stage.later(FLINCH_MS, () => hide(hole));
      stage.addScore(1);
      stage.sound("good");
      grid.paint();
    }

    function show(button, row, column) {
      const at = row * size + column;
      const { face, isHit } = holes[at];
      const looks = `${face}${isHit}`;
      if (button.dataset.looks === looks) return;
      button.dataset.looks = looks;
      const mole = face ? homespun.makeFace(isHit ? "💥" : face, isHit ? "mole is-hit" : "mole") : null;
      button.replaceChildren(make("span", { class: "hole" }), mole ?? "", at < 9 ? make("kbd", {}, String(at + 1)) : "");
    }

    const keys = {};
    for (let at = 0; at < Math.min(9, size * size); at++) keys[at + 1] = () => hit(at);
    return { help: say("game_whack_a_mole_help"), live: true, start, step, keys };
  };
})();
