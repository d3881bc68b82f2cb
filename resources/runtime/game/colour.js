// The colour of a game: as asked for in the blueprint, but always told apart from the ground it is on.
"use strict";

(function () {
  const STANDS_OUT = 3; // contrast that shapes need (WCAG 1.4.11)

  // The browser itself reads a colour: the result is [red, green, blue], or null for nonsense.
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  function parts(colour) {
    if (!CSS.supports("color", colour)) return null;
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }

  function luminance(rgb) {
    const [red, green, blue] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  const mix = (one, other, share) => one.map((part, at) => Math.round(part + (other[at] - part) * share));
  const asCss = (rgb) => `rgb(${rgb.join(" ")})`;
  const BLACK = [0, 0, 0];
  const WHITE = [255, 255, 255];

  // The game's own colour, moved towards the text until it stands out from the ground, and what is
  // legible on it; as custom properties `--game` and `--on-game` of the element.
  homespun.paintGame = (element, wanted) => {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => parts(style.getPropertyValue(`--${name}`).trim()) ?? BLACK;
    const [ground, text] = [read("raised"), read("text")];
    let fill = parts(wanted || "") ?? read("accent");
    for (let step = 0; step < 20 && contrast(fill, ground) < STANDS_OUT; step++) fill = mix(fill, text, 0.1);
    element.style.setProperty("--game", asCss(fill));
    element.style.setProperty("--on-game", asCss(contrast(fill, WHITE) >= contrast(fill, BLACK) ? WHITE : BLACK));
  };
})();
