// Sounds that the browser makes itself, and words in the tab's title, so that an end is heard and seen.
// Needs: elements, formats, store, toast.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const titles = new Map();
  let context = null;
  let plain = null;
  let shown = null;
  let blinking = 0;
  let silent = null;

  // Browsers make sounds only after a press, so every start button calls this first; after a reload any
  // press will do for a timer that still runs.
  addEventListener("pointerdown", wake, { once: true });
  addEventListener("keydown", wake, { once: true });
  function wake() {
    context ??= new AudioContext();
    if (context.state === "suspended") context.resume();
    return context;
  }

  // One tone, `when` on the sound's own clock, which no busy page can delay.
  function tone(when, hertz, seconds, loudness = 0.3) {
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0, when);
    volume.gain.linearRampToValueAtTime(loudness, when + 0.008);
    volume.gain.exponentialRampToValueAtTime(0.0001, when + seconds);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(when);
    oscillator.stop(when + seconds + 0.02);
    return oscillator;
  }

  const TUNES = {
    end: [[0, 880], [0.18, 880], [0.36, 1175], [0.9, 880], [1.08, 880], [1.26, 1175], [1.8, 880], [1.98, 880], [2.16, 1175]],
    change: [[0, 784], [0.22, 1047]],
    tick: [[0, 659]],
  };

  const muted = () => (silent ??= store.recall("sound off", false));

  // Plays a tune in so many seconds from now; gives { cancel, played }. A tab in the background sleeps,
  // its sounds do not: that is why an end is planned at the start.
  function plan(seconds, tune) {
    if (!context) return { cancel() {}, played: () => false };
    const start = context.currentTime + Math.max(0, seconds);
    const tones = muted() ? [] : TUNES[tune].map(([after, hertz]) => tone(start + after, hertz, 0.16));
    return {
      cancel: () => tones.forEach((each) => each.disconnect()),
      played: () => tones.length > 0 && context.currentTime >= start,
    };
  }

  function play(tune) {
    if (!muted() && context) plan(0, tune);
  }

  // Words before the page's name in the title; null takes them away. The one set last is shown.
  function title(key, words) {
    if (document.title !== shown) plain = document.title;
    titles.delete(key);
    if (words) titles.set(key, words);
    const last = [...titles.values()].at(-1);
    shown = last ? `${last} · ${plain}` : plain;
    document.title = shown;
  }

  // Says that a time is up: a note, a blinking title until somebody is there, and a sound if none was planned.
  function ring(key, words, planned) {
    if (!planned?.played()) {
      planned?.cancel();
      play("end");
    }
    homespun.toast(words);
    let on = true;
    const blink = () => {
      title(key, on ? `⏰ ${words}` : "⏰");
      on = matchMedia("(prefers-reduced-motion: reduce)").matches || !on;
    };
    clearInterval(blinking);
    blinking = setInterval(blink, 900);
    blink();
    const calm = () => {
      clearInterval(blinking);
      title(key, null);
      removeEventListener("pointerdown", calm);
      removeEventListener("keydown", calm);
    };
    addEventListener("pointerdown", calm);
    addEventListener("keydown", calm);
  }

  // A switch for all sounds of the app; it is kept.
  function switchButton() {
    const words = () => say(muted() ? "timer_sound_off" : "timer_sound_on");
    const button = make("button", { type: "button", class: "quiet small" }, words());
    button.addEventListener("click", () => {
      silent = !muted();
      store.remember("sound off", silent);
      button.textContent = words();
      wake();
      play("tick");
    });
    return button;
  }

  homespun.alarm = { wake, tone, plan, play, title, ring, switchButton };
})();
