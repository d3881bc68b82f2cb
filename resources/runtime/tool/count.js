// Counts words, characters, sentences and the time to read a text.
// Needs: elements, formats, blocks/text_box.
"use strict";

(function () {
  const { make, say } = homespun;
  const WORDS_A_MINUTE = 220;

  // Words and sentences as the language of the text has them; Chinese has no blanks between words.
  function pieces(text, granularity) {
    return [...new Intl.Segmenter(homespun.locale, { granularity }).segment(text)];
  }

  function counts(text) {
    const words = pieces(text, "word").filter((piece) => piece.isWordLike).length;
    const characters = pieces(text.replace(/\n/g, ""), "grapheme").length;
    const close = pieces(text.replace(/\s/g, ""), "grapheme").length;
    const sentences = pieces(text, "sentence").filter((piece) => /[\p{L}\p{N}]/u.test(piece.segment)).length;
    const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim()).length;
    return { words, characters, close, sentences, paragraphs, reading: Math.round((words / WORDS_A_MINUTE) * 60) };
  }

  homespun.tools.count = (section) => {
    const facts = make("dl", { class: "facts tool-facts", "aria-live": "polite" });
    const box = homespun.textBox(`${section.key} text`, say("tool_text"), show, 10);
    const spanWords = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

    function show() {
      const all = counts(box.area.value);
      const rows = ["words", "characters", "close", "sentences", "paragraphs"].map((kind) => [say(`tool_count_${kind}`), all[kind].toLocaleString(homespun.locale)]);
      rows.push([say("tool_count_reading"), spanWords(all.reading)]);
      facts.replaceChildren(...rows.map(([label, value]) => make("div", {}, make("dt", {}, label), make("dd", {}, value))));
    }

    show();
    return [facts, box.element];
  };
})();
