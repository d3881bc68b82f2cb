// Secret writing: letters moved along the alphabet (Caesar), or Morse code; there and back.
// Needs: elements, formats, blocks/text_box.
"use strict";

(function () {
  const { make, say } = homespun;
  const MORSE = {
    A: ".-", B: "-...", C: "-.-.", D: "-..", E: ".", F: "..-.", G: "--.", H: "....", I: "..", J: ".---", K: "-.-", L: ".-..", M: "--",
    N: "-.", O: "---", P: ".--.", Q: "--.-", R: ".-.", S: "...", T: "-", U: "..-", V: "...-", W: ".--", X: "-..-", Y: "-.--", Z: "--..",
    0: "-----", 1: ".----", 2: "..---", 3: "...--", 4: "....-", 5: ".....", 6: "-....", 7: "--...", 8: "---..", 9: "----.",
    ".": ".-.-.-", ",": "--..--", "?": "..--..", "!": "-.-.--", "-": "-....-", "/": "-..-.", "@": ".--.-.", "'": ".----.", ":": "---...",
  };
  const LETTERS = Object.fromEntries(Object.entries(MORSE).map(([letter, code]) => [code, letter]));

  const moved = (text, by) =>
    text.replace(/[a-z]/gi, (letter) => {
      const first = letter < "a" ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - first + by + 26) % 26) + first);
    });

  // Signs that Morse does not have stay as they are; " / " is between words.
  const toMorse = (text) => text.trim().toUpperCase().split(/\s+/).map((word) => [...word].map((letter) => MORSE[letter] ?? letter).join(" ")).join(" / ");
  const fromMorse = (text) => text.trim().replace(/[•·]/g, ".").replace(/[–—−]/g, "-").split(/\s*\/\s*|\n+/).map((word) => word.split(/\s+/).map((code) => LETTERS[code] ?? code).join("")).join(" ");

  homespun.tools.cipher = (section) => {
    const changed = () => both.show();
    const way = homespun.chooser(say("tool_way"), [["caesar", say("tool_caesar")], ["morse", say("tool_morse")]], changed);
    const back = homespun.chooser(say("tool_direction"), [["there", say("tool_encode")], ["back", say("tool_decode")]], changed);
    const id = homespun.newId("shift");
    const shift = make("input", { id, type: "number", min: 1, max: 25, value: 3, oninput: changed });
    const shifting = make("div", { class: "setting" }, make("label", { class: "label", for: id }, say("tool_shift")), shift);

    function work(text) {
      shifting.hidden = way.value() !== "caesar";
      const there = back.value() === "there";
      if (way.value() === "morse") return there ? toMorse(text) : fromMorse(text);
      const by = Math.round(Number(shift.value)) % 26;
      return moved(text, there ? by : -by);
    }

    const both = homespun.changedText(section, make("div", { class: "row" }, way.element, back.element, shifting), work);
    both.show();
    return both.parts;
  };
})();
