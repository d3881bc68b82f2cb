// Changes capital and small letters.
// Needs: formats, blocks/text_box.
"use strict";

(function () {
  const { say } = homespun;
  const capital = (word) => word.charAt(0).toLocaleUpperCase() + word.slice(1).toLocaleLowerCase();

  const WAYS = {
    upper: (text) => text.toLocaleUpperCase(),
    lower: (text) => text.toLocaleLowerCase(),
    title: (text) => text.replace(/[\p{L}\p{M}\p{N}’']+/gu, capital),
    sentence: (text) => text.toLocaleLowerCase().replace(/(^|[.!?]\s+|\n)(\p{L})/gu, (_, before, letter) => before + letter.toLocaleUpperCase()),
    snake: (text) => text.trim().toLocaleLowerCase().replace(/[^\p{L}\p{N}\n]+/gu, "_"),
  };

  homespun.tools.case = (section) => {
    const way = homespun.chooser(say("tool_way"), Object.keys(WAYS).map((kind) => [kind, say(`tool_case_${kind}`)]), () => both.show());
    const both = homespun.changedText(section, way.element, (text) => WAYS[way.value()](text));
    both.show();
    return both.parts;
  };
})();
