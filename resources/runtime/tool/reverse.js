// Turns a text round: its letters, its words or its lines.
// Needs: elements, formats, blocks/text_box.
"use strict";

(function () {
  const { make, say } = homespun;
  const letters = (text) => [...new Intl.Segmenter(homespun.locale, { granularity: "grapheme" }).segment(text)].map((piece) => piece.segment);

  const WAYS = {
    letters: (text) => letters(text).reverse().join(""),
    words: (text) => text.split("\n").map((line) => line.split(/\s+/).reverse().join(" ")).join("\n"),
    lines: (text) => text.split("\n").reverse().join("\n"),
  };

  homespun.tools.reverse = (section) => {
    const note = make("p", { class: "notice good", "aria-live": "polite", hidden: true }, say("tool_palindrome"));
    const way = homespun.chooser(say("tool_way"), Object.keys(WAYS).map((kind) => [kind, say(`tool_reverse_${kind}`)]), () => both.show());
    const both = homespun.changedText(section, way.element, (text) => {
      const bare = letters(text.toLocaleLowerCase(homespun.locale).replace(/[^\p{L}\p{N}]/gu, ""));
      note.hidden = bare.length < 3 || bare.join("") !== [...bare].reverse().join("");
      return WAYS[way.value()](text);
    });
    both.show();
    return [...both.parts, note];
  };
})();
