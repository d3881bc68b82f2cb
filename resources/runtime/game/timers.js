// Timeouts for games: they wait while the game does, and a new game knows nothing of the old one's.
"use strict";

(function () {
  homespun.gameTimers = (isPlaying) => {
    const waiting = new Set();

    function run(timer) {
      timer.since = Date.now();
      timer.id = setTimeout(() => {
        waiting.delete(timer);
        timer.work();
      }, timer.left);
    }

    function later(ms, work) {
      const timer = { left: ms, work, id: 0, since: 0 };
      waiting.add(timer);
      if (isPlaying()) run(timer);
      return () => {
        clearTimeout(timer.id);
        waiting.delete(timer);
      };
    }

    return {
      later,
      go: () => waiting.forEach(run),
      hold() {
        for (const timer of waiting) {
          clearTimeout(timer.id);
          timer.left = Math.max(0, timer.left - (Date.now() - timer.since));
        }
      },
      drop() {
        for (const timer of waiting) clearTimeout(timer.id);
        waiting.clear();
      },
    };
  };
})();
