// A stretch of time that runs by the clock on the wall: right after the computer slept, and after a reload.
// Needs: store.
"use strict";

(function () {
  const { store } = homespun;
  const watchers = new Map();
  const GAP_MS = 5000;

  // Time that has passed while it ran: { elapsed, running, start, pause, reset }, in milliseconds.
  homespun.span = (key) => {
    let { since, banked } = store.recall(key, { since: null, banked: 0 });
    const keep = () => store.remember(key, { since, banked });
    const elapsed = () => Math.max(0, banked + (since === null ? 0 : Date.now() - since));
    return {
      elapsed,
      running: () => since !== null,
      start(at = Date.now()) {
        since ??= at;
        keep();
      },
      pause() {
        banked = elapsed();
        since = null;
        keep();
      },
      reset(to = 0) {
        since = null;
        banked = to;
        keep();
      },
    };
  };

  // Looks at something again and again until `unwatch`; a new look with the same key ends the old one,
  // so that a timer drawn anew on its page does not run twice. `slept` is called after a long gap between
  // two looks: the computer slept, and sounds that were planned before would now come too late.
  homespun.watch = (key, work, paceMs = 200, slept = () => {}) => {
    homespun.unwatch(key);
    let last = Date.now();
    const look = () => {
      const gap = Date.now() - last;
      last = Date.now();
      work();
      if (gap > GAP_MS && watchers.get(key) === watcher) slept();
    };
    const watcher = setInterval(look, paceMs);
    watchers.set(key, watcher);
  };

  homespun.unwatch = (key) => {
    clearInterval(watchers.get(key));
    watchers.delete(key);
  };

  const two = (number) => String(number).padStart(2, "0");

  // 65000 is "1:05", 3600000 is "1:00:00". What is left is rounded up, so that 0:00 is really the end.
  homespun.spanText = (milliseconds, up = false) => {
    const seconds = up ? Math.floor(milliseconds / 1000) : Math.ceil(milliseconds / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  };
})();
