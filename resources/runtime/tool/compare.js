// Compares two texts line by line: what went away, what came, what stayed.
// Needs: elements, formats, blocks/text_box.
"use strict";

(function () {
  const { make, say } = homespun;
  const MOST = 3000;

  // The longest common lines, by the usual table; equal beginnings and ends are cut off first.
  function compare(one, other) {
    let start = 0;
    while (start < one.length && start < other.length && one[start] === other[start]) start++;
    let end = 0;
    while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end++;
    const same = (line) => ["same", line];
    return [...one.slice(0, start).map(same), ...middle(one.slice(start, one.length - end), other.slice(start, other.length - end)), ...one.slice(one.length - end).map(same)];
  }

  function middle(one, other) {
    const width = other.length + 1;
    const common = new Uint16Array((one.length + 1) * width);
    for (let i = one.length - 1; i >= 0; i--) {
      for (let j = other.length - 1; j >= 0; j--) {
        common[i * width + j] = one[i] === other[j] ? common[(i + 1) * width + j + 1] + 1 : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
      }
    }
    const steps = [];
    let [i, j] = [0, 0];
    while (i < one.length || j < other.length) {
      if (i < one.length && j < other.length && one[i] === other[j]) {
        steps.push(["same", one[i++]]);
        j++;
      } else if (j >= other.length || (i < one.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) steps.push(["gone", one[i++]]);
      else steps.push(["new", other[j++]]);
    }
    return steps;
  }

  const TAGS = { same: "span", gone: "del", new: "ins" };
  const SIGNS = { same: " ", gone: "−", new: "+" };

  homespun.tools.compare = (section) => {
    const before = homespun.textBox(`${section.key} before`, say("tool_before"), show);
    const after = homespun.textBox(`${section.key} after`, say("tool_after"), show);
    const sum = make("p", { class: "muted", "aria-live": "polite" });
    const result = make("div", { class: "tool-diff", role: "region", "aria-label": say("tool_result"), tabindex: 0 });

    function show() {
      const [one, other] = [before.area.value.split("\n"), after.area.value.split("\n")];
      result.hidden = !before.area.value && !after.area.value;
      if (result.hidden) return (sum.textContent = say("tool_compare_hint"));
      if (one.length > MOST || other.length > MOST) {
        result.hidden = true;
        return (sum.textContent = say("tool_too_long", { count: MOST }));
      }
      const steps = compare(one, other);
      const count = (kind) => steps.filter(([each]) => each === kind).length;
      sum.textContent = count("gone") + count("new") ? say("tool_compared", { gone: count("gone"), new: count("new") }) : say("tool_compared_same");
      result.replaceChildren(...steps.map(([kind, line]) => make(TAGS[kind], { class: "tool-line" }, make("span", { class: "tool-sign", "aria-hidden": "true" }, SIGNS[kind]), make("span", { dir: "auto" }, line || " "))));
    }

    show();
    return [make("div", { class: "tool-both" }, before.element, after.element), sum, result];
  };
})();
