// A game on a page: it takes the game that was asked for and puts it on the stage.
// Needs: game/stage, blocks/frame, formats.
"use strict";

(function () {
  const { say } = homespun;

  homespun.sections.game = (section) => {
    const title = section.title || say(`game_${section.variant.replaceAll(" ", "_")}`);
    const { element, leave } = homespun.stage(section, homespun.games[section.variant]);
    return { element: homespun.frame({ ...section, title }, element), leave };
  };
})();
