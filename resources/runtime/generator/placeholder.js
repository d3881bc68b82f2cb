// Filler text for a layout: whole paragraphs that mean nothing.
// Needs: elements, formats, chance, blocks/generating, blocks/settings.
"use strict";

(function () {
  const { make, say } = homespun;
  const WORDS = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis aute irure in reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non proident sunt culpa qui officia deserunt mollit anim id est laborum".split(" ");
  const OPENING = "Lorem ipsum dolor sit amet, consectetur adipiscing elit.";

  function sentence() {
    const words = Array.from({ length: homespun.randomWhole(6, 14) }, () => homespun.pick(WORDS));
    return `${homespun.sentenceCase(words.join(" "))}.`;
  }

  homespun.generators.placeholder = (section) => {
    const settings = homespun.settings(section.key, [{ name: "paragraphs", label: say("generator_paragraphs"), low: 1, high: 20, start: section.paragraphs }], () => made.renew());
    let paragraphs = [];

    function create() {
      paragraphs = Array.from({ length: settings.values.paragraphs }, () => Array.from({ length: homespun.randomWhole(3, 6) }, sentence).join(" "));
      paragraphs[0] = `${OPENING} ${paragraphs[0]}`;
      return make("div", { class: "placeholder", lang: "la" }, paragraphs.map((words) => make("p", {}, words)));
    }

    const made = homespun.generating({ create, text: () => paragraphs.join("\n\n") });
    made.renew(false);
    return { parts: [made.result, made.buttons, settings.element] };
  };
})();
