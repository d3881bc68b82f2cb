// Stops the clock of a page under test, before its own scripts run; `homespunClock.advance` moves it.
// While it stands, timers of under 20 ms and frames still come, so that clicks and focus work, but no
// time passes in them. Moved, every timer and frame comes in order and sees its own time.
"use strict";

window.homespunClock = ((startedAt) => {
  const SOON_MS = 20;
  const FRAME_MS = 16;
  const MOST_FRAMES = 600; // a long advance draws fewer frames, or 25 minutes would take one
  const RealDate = Date;
  const real = {
    setTimeout: window.setTimeout.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
    requestAnimationFrame: window.requestAnimationFrame.bind(window),
    cancelAnimationFrame: window.cancelAnimationFrame.bind(window),
  };
  const epoch = new RealDate(startedAt).getTime();
  let now = 0; // milliseconds since the page began
  let lastId = 1e6;
  const timers = new Map(); // id → { at, work, every, soon }
  const frames = new Map(); // id → { work, real }

  class StoppedDate extends RealDate {
    constructor(...parts) {
      if (parts.length) super(...parts);
      else super(epoch + now);
    }
    static now() {
      return epoch + now;
    }
  }
  // Called without `new`, as old code does, it gives a text.
  window.Date = new Proxy(StoppedDate, { apply: () => new StoppedDate().toString() });
  performance.now = () => now;

  function setTimer(work, delay, every, parts) {
    const wait = Math.max(0, Number(delay) || 0);
    const id = ++lastId;
    const timer = { at: now + wait, work: () => work(...parts), every: every ? Math.max(1, wait) : 0, soon: 0 };
    timers.set(id, timer);
    if (!every && wait < SOON_MS) {
      timer.soon = real.setTimeout(() => {
        if (timers.delete(id)) timer.work();
      }, wait);
    }
    return id;
  }

  function clearTimer(id) {
    real.clearTimeout(timers.get(id)?.soon);
    timers.delete(id);
  }

  window.setTimeout = (work, delay, ...parts) => setTimer(work, delay, false, parts);
  window.setInterval = (work, delay, ...parts) => setTimer(work, delay, true, parts);
  window.clearTimeout = clearTimer;
  window.clearInterval = clearTimer;

  window.requestAnimationFrame = (work) => {
    const id = ++lastId;
    const handle = real.requestAnimationFrame(() => {
      if (frames.delete(id)) work(now);
    });
    frames.set(id, { work, real: handle });
    return id;
  };
  window.cancelAnimationFrame = (id) => {
    real.cancelAnimationFrame(frames.get(id)?.real);
    frames.delete(id);
  };

  const pause = new MessageChannel();
  const waiting = [];
  pause.port1.onmessage = () => waiting.shift()?.();
  // Promises that a timer has settled run on before the next timer comes.
  const breathe = () => new Promise((done) => (waiting.push(done), pause.port2.postMessage(0)));

  function nextTimer(until) {
    let first = null;
    for (const [id, timer] of timers) {
      if (timer.at <= until && (!first || timer.at < first.timer.at)) first = { id, timer };
    }
    return first;
  }

  function ring({ id, timer }) {
    real.clearTimeout(timer.soon);
    if (timer.every) timer.at += timer.every;
    else timers.delete(id);
    timer.work();
  }

  function drawFrame() {
    const due = [...frames];
    frames.clear();
    for (const [, frame] of due) {
      real.cancelAnimationFrame(frame.real);
      frame.work(now);
    }
  }

  async function advance(milliseconds) {
    const end = now + milliseconds;
    const step = Math.max(FRAME_MS, milliseconds / MOST_FRAMES);
    for (let frame = now + step; now < end; frame += step) {
      const until = Math.min(frame, end);
      for (let next = nextTimer(until); next; next = nextTimer(until)) {
        now = Math.max(now, next.timer.at);
        ring(next);
        await breathe();
      }
      now = until;
      drawFrame();
      await breathe();
    }
  }

  return { advance, real };
})(homespunClockStartsAt);
