// Short tones for games, made by the computer itself. Silent until the person switches them on.
// Needs: store.
"use strict";

(function () {
  const { store } = homespun;
  const TONES = {
    tick: [[440, 0.04]],
    good: [[660, 0.07], [880, 0.09]],
    bad: [[220, 0.12], [160, 0.16]],
    win: [[523, 0.1], [659, 0.1], [784, 0.1], [1047, 0.2]],
    lose: [[392, 0.14], [330, 0.14], [262, 0.24]],
  };
  const KEY = "game sound";
  let speaker = null;

  const isOn = () => store.recall(KEY, false) === true;

  function play(notes) {
    speaker ??= new AudioContext();
    if (speaker.state === "suspended") speaker.resume();
    let start = speaker.currentTime;
    for (const [pitch, seconds] of notes) {
      const tone = speaker.createOscillator();
      const volume = speaker.createGain();
      tone.frequency.value = pitch;
      tone.type = "triangle";
      volume.gain.setValueAtTime(0.12, start);
      volume.gain.exponentialRampToValueAtTime(0.001, start + seconds);
      tone.connect(volume).connect(speaker.destination);
      tone.start(start);
      tone.stop(start + seconds);
      start += seconds;
    }
  }

  // `play` takes one of the names above; `playNotes` takes [pitch in hertz, seconds] pairs.
  homespun.gameSound = {
    isOn,
    set: (on) => store.remember(KEY, on),
    play: (name) => isOn() && play(TONES[name]),
    playNotes: (notes) => isOn() && play(notes),
  };
})();
