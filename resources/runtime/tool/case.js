// Changes capital and small letters.
// Needs: formats, blocks/text_box.
"use strict";

(function () {
  const { say } = homespun;
  const capital = (word) => word.charAt(0).toLocaleUpperCase(homespun.locale) + word.slice(1).toLocaleLowerCase(homespun.locale);

  const WAYS = {
    upper: (text) => text.toLocaleUpperCase(homespun.locale),
    lower: (text) => text.toLocaleLowerCase(homespun.locale),
    title: (text) => text.replace(/[\p{L}\p{M}\p{N}’']+/gu, capital),
    sentence: (text) => text.toLocaleLowerCase(homespun.locale).replace(/(^|[.!?]\s+|\n)(\p{L})/gu, (_, before, letter) => before + letter.toLocaleUpperCase(homespun.locale)),
    snake: (text) => text.trim().toLocaleLowerCase(homespun.locale).replace(/[^\p{L}\p{N}\n]+/gu, "_"),
  };

  homespun.tools.case = (section) => {
    const way = homespun.chooser(say("tool_way"), Object.keys(WAYS).map((kind) => [kind, say(`tool_case_${kind}`)]), () => both.show());
    const both = homespun.changedText(section, way.element, (text) => WAYS[way.value()](text));
    both.show();
    return both.parts;
  };
})();
