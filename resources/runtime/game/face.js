// A face: a picture sign or a short word that stands for something in a game.
// Needs: elements.
"use strict";

(function () {
  const { make } = homespun;

  // Some fonts know picture signs only as thin lines: where there is one, the coloured fonts come first.
  const isPicture = (words) => /\p{Extended_Pictographic}/u.test(words);
  homespun.faceFont = (words) => (isPicture(words) ? '"Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif' : "system-ui, sans-serif");

  homespun.makeFace = (words, kind, settings = {}) => make("span", { class: isPicture(words) ? `${kind} is-picture` : kind, dir: "auto", ...settings }, words);
})();
