// A round face with big digits and a ring that shrinks.
// Needs: elements.
"use strict";

(function () {
  const { make, draw } = homespun;

  homespun.dial = () => {
    const circle = (kind, more = {}) => draw("circle", { class: kind, cx: 60, cy: 60, r: 55, ...more });
    const ring = circle("dial-left", { pathLength: 100, "stroke-dasharray": "100 100" });
    const note = make("p", { class: "dial-note", dir: "auto" });
    const digits = make("p", { class: "dial-digits", role: "timer", "aria-live": "off" });
    const element = make(
      "div",
      { class: "dial" },
      draw("svg", { viewBox: "0 0 120 120", "aria-hidden": "true", focusable: "false" }, circle("dial-ground"), ring),
      make("div", { class: "dial-words" }, note, digits),
    );

    // `share` is what is left of the ring, 1 to 0. Only what changed is written.
    function show(words, share, about) {
      if (digits.textContent !== words) digits.textContent = words;
      if (note.textContent !== about) note.textContent = about;
      ring.setAttribute("stroke-dashoffset", (100 - 100 * Math.min(1, Math.max(0, share))).toFixed(2));
      digits.classList.toggle("is-long", words.length > 5);
    }
    return { element, show };
  };
})();
