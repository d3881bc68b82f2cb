// Simon: watch the lights, then press them in the same order. Each round has one more.
// Needs: game/stage, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const LIT_MS = { slow: 620, medium: 430, fast: 270 };
  const FASTEST = 0.55; // the part of that which is left in long rounds
  const SIGNS = ["●", "▲", "■", "★", "◆", "✚"];
  const PITCHES = [262, 330, 392, 523, 587, 659];
  const BEFORE_MS = 700;

  homespun.games.simon = (stage, section) => {
    const { size } = section;
    let order, at, isListening, lit;

    const pads = Array.from({ length: size }, (_, number) =>
      make(
        "button",
        { type: "button", class: `simon-pad simon-${number + 1}`, "aria-label": say("game_simon_pad", { number: number + 1 }), onclick: () => press(number) },
        make("span", { "aria-hidden": "true" }, SIGNS[number]),
        make("kbd", { "aria-hidden": "true" }, String(number + 1)),
      ),
    );
    stage.area.append(make("div", { class: `simon simon-of-${size}` }, pads));
    stage.element.classList.add("tells");

    function start() {
      [order, lit] = [[], null];
      pads.forEach((pad) => pad.classList.remove("is-lit"));
      nextRound();
    }

    function nextRound() {
      order.push(homespun.randomWhole(0, size - 1));
      [at, isListening] = [0, false];
      stage.tell(say("game_simon_watch"));
      stage.later(BEFORE_MS, () => play(0));
    }

    const litMs = () => LIT_MS[section.speed] * Math.max(FASTEST, 1 - order.length * 0.025);

    function play(step) {
      if (step === order.length) {
        isListening = true;
        stage.tell(say("game_simon_repeat"));
        return stage.announce(order.map((number) => number + 1).join(", "));
      }
      light(order[step]);
      stage.later(litMs() * 1.45, () => play(step + 1));
    }

    function light(number) {
      lit?.();
      const pad = pads[number];
      pad.classList.add("is-lit");
      stage.notes([[PITCHES[number], litMs() / 1000]]);
      const out = () => {
        pad.classList.remove("is-lit");
        cancel();
        lit = null;
      };
      const cancel = stage.later(litMs(), out);
      lit = out;
    }

    function press(number) {
      if (!stage.playing() || !isListening) return;
      light(number);
      if (number !== order[at]) return over(false);
      at += 1;
      if (at < order.length) return;
      stage.setScore(order.length);
      if (order.length === section.goal) return over(true);
      nextRound();
    }

    function over(won) {
      pads.forEach((pad) => pad.classList.remove("is-lit"));
      const words = won ? say("game_simon_won", { count: order.length }) : say("game_simon_wrong", { number: order[at] + 1 });
      stage.end({ won, words });
    }

    const keys = Object.fromEntries(pads.map((_, number) => [number + 1, () => press(number)]));
    return { help: say("game_simon_help", { count: size }), live: true, start, keys };
  };
})();
