// Puts lines in order.
// Needs: elements, formats, chance, blocks/text_box.
"use strict";

(function () {
  const { make, say } = homespun;
  const compare = new Intl.Collator(homespun.locale, { numeric: true, sensitivity: "base" }).compare;

  const WAYS = {
    up: (lines) => [...lines].sort(compare),
    down: (lines) => [...lines].sort(compare).reverse(),
    length: (lines) => [...lines].sort((one, other) => one.length - other.length || compare(one, other)),
    mixed: (lines) => homespun.shuffle(lines),
  };

  homespun.tools.sort = (section) => {
    const changed = () => both.show();
    const way = homespun.chooser(say("tool_way"), Object.keys(WAYS).map((kind) => [kind, say(`tool_sort_${kind}`)]), changed);
    const once = homespun.tick(say("tool_sort_once"), changed);
    const both = homespun.changedText(section, make("div", { class: "row" }, way.element, once.element), (text) => {
      const lines = text.split("\n").filter((line) => line.trim());
      return WAYS[way.value()](once.checked() ? [...new Set(lines)] : lines).join("\n");
    });
    both.show();
    return both.parts;
  };
})();
