// Beats time. The clicks are placed ahead on the sound's own clock, so that they stay even on a busy computer.
// Needs: elements, formats, store, blocks/alarm, blocks/settings, blocks/span.
"use strict";

(function () {
  const { make, say, store, alarm } = homespun;
  homespun.timers ??= Object.create(null);

  const LOW = 20;
  const HIGH = 300;
  const LOOK_EVERY_MS = 25;
  const AHEAD_S = 0.15;
  const AHEAD_HIDDEN_S = 1.6; // a hidden tab is asked only once a second
  const TAPS = 6;
  const TAP_PAUSE_MS = 2500;

  homespun.timers.metronome = (section) => {
    const settings = homespun.settings(section.key, [{ name: "beats", label: say("timer_beats"), low: 1, high: 12, start: section.beats }], () => drawLights());
    let bpm = store.recall(`${section.key} bpm`, { from: section.bpm, now: section.bpm });
    bpm = bpm.from === section.bpm ? bpm.now : section.bpm;
    let sound = null;
    let next = 0; // when the next click is due
    let beat = 0;
    let coming = []; // clicks that are placed but not yet heard: [when, beat]
    let frame = 0;
    let taps = [];

    const number = make("output", { class: "timer-digits" });
    const slider = make("input", { type: "range", min: LOW, max: HIGH, step: 1, "aria-label": say("timer_bpm"), oninput: () => setBpm(Number(slider.value)) });
    const go = make("button", { type: "button", class: "main", onclick: () => (sound ? stop() : begin()) }, say("timer_start"));
    const tap = make("button", { type: "button", onclick: tapped }, say("timer_tap"));
    const step = (by, words) => make("button", { type: "button", class: "icon-only", "aria-label": words, onclick: () => setBpm(bpm + by) }, by < 0 ? "−" : "+");
    const lights = make("div", { class: "metronome-lights", "aria-hidden": "true" });

    function setBpm(value) {
      bpm = Math.min(HIGH, Math.max(LOW, Math.round(value)));
      slider.value = bpm;
      number.textContent = say("timer_bpm_number", { number: bpm });
      store.remember(`${section.key} bpm`, { from: section.bpm, now: bpm });
    }

    function drawLights() {
      beat = 0;
      lights.replaceChildren(...Array.from({ length: settings.values.beats }, () => make("span", {})));
    }

    function begin() {
      sound = alarm.wake();
      beat = 0;
      next = sound.currentTime + 0.1;
      go.textContent = say("timer_stop");
      homespun.watch(section.key, place, LOOK_EVERY_MS);
      place();
      light();
    }

    function place() {
      const until = sound.currentTime + (document.hidden ? AHEAD_HIDDEN_S : AHEAD_S);
      if (next < sound.currentTime) next = sound.currentTime + 0.05; // the computer slept: go on from here
      for (; next < until; next += 60 / bpm) {
        alarm.tone(next, beat === 0 ? 1568 : 1047, 0.05, 0.5);
        coming.push([next, beat]);
        beat = (beat + 1) % settings.values.beats;
      }
    }

    function light() {
      while (coming.length && coming[0][0] <= sound.currentTime) {
        const [, lit] = coming.shift();
        [...lights.children].forEach((each, at) => each.classList.toggle("on", at === lit));
      }
      frame = requestAnimationFrame(light);
    }

    function stop() {
      homespun.unwatch(section.key);
      cancelAnimationFrame(frame);
      sound = null;
      coming = [];
      go.textContent = say("timer_start");
      [...lights.children].forEach((each) => each.classList.remove("on"));
    }

    // The average of the last taps; a long pause begins anew.
    function tapped() {
      const now = Date.now();
      if (taps.length && now - taps.at(-1) > TAP_PAUSE_MS) taps = [];
      taps = [...taps, now].slice(-TAPS);
      if (taps.length > 1) setBpm((60000 * (taps.length - 1)) / (taps.at(-1) - taps[0]));
    }

    setBpm(bpm);
    drawLights();
    const dials = make("div", { class: "row metronome-tempo" }, step(-1, say("timer_slower")), slider, step(1, say("timer_faster")));
    return { parts: [number, lights, dials, make("div", { class: "row timer-buttons" }, go, tap), settings.element], leave: () => sound && stop() };
  };
})();
