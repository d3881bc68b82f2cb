// Ideas: one word of each part ("Hero", "Place", …), or a few words of one list.
// Needs: elements, formats, chance, blocks/generating, blocks/word_box.
"use strict";

(function () {
  const { make, say } = homespun;
  const partsOf = (text) => text.split(" | ");

  // Without parts and words of its own it gives ideas for stories.
  const storyParts = () => ["hero", "place", "problem"].map((kind) => ({ label: say(`generator_story_${kind}`), words: partsOf(say(`generator_story_${kind}_words`)), line: 0 }));

  homespun.generators.ideas = (section) => {
    const own = (section.items ?? []).filter((item) => item.word === "part");
    const listed = section.entity || section.words;
    const box = listed && !own.length ? homespun.wordBox(section, [], () => made.renew(false)) : null;
    const parts = own.length ? own : box ? [] : storyParts();
    let idea = [];

    function create() {
      if (box) {
        idea = homespun.shuffle(box.words()).slice(0, section.count).map((word) => ["", word]);
        return make("p", { class: "idea-words", dir: "auto" }, idea.map(([, word]) => word).join(" · ") || say("generator_nobody"));
      }
      idea = parts.map((part) => [part.label, homespun.pick(part.words), part.line]);
      return make("dl", { class: "idea" }, idea.map(([label, word, line]) => make("div", { from: line }, make("dt", { dir: "auto" }, label), make("dd", { dir: "auto" }, word))));
    }

    const text = () => idea.map(([label, word]) => (label ? `${label}: ${word}` : word)).join("\n");
    const made = homespun.generating({ create, text, label: "generator_idea" });
    made.renew(false);
    return { parts: [made.result, made.buttons, box?.element ?? null], update: box?.update };
  };
})();
