// Shows how a Markdown text looks. Only text goes into the page, so nothing written here can run.
// Needs: elements, formats, blocks/text_box.
"use strict";

(function () {
  const { make, say } = homespun;

  const INLINE = /`([^`]+)`|\*\*(.+?)\*\*|__(.+?)__|\*(.+?)\*|\b_(.+?)_\b|~~(.+?)~~|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/;

  function inline(text) {
    const found = INLINE.exec(text);
    if (!found) return text ? [text] : [];
    const [whole, code, strong, strong2, em, em2, gone, words, address] = found;
    const node = code
      ? make("code", {}, code)
      : strong || strong2
        ? make("strong", {}, inline(strong || strong2))
        : em || em2
          ? make("em", {}, inline(em || em2))
          : gone
            ? make("del", {}, inline(gone))
            : make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words);
    return [text.slice(0, found.index), node, ...inline(text.slice(found.index + whole.length))].filter((part) => part !== "");
  }

  // Lines that belong together: [pattern, what they become]. The first that fits the first line wins.
  const KINDS = [
    [/^(#{1,6})\s+(.*)$/, (lines) => lines.map((line) => heading(line)), false],
    [/^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/, () => [make("hr", {})], false],
    [/^\s*[-*+]\s+/, (lines) => [make("ul", {}, lines.map((line) => listed(line.replace(/^\s*[-*+]\s+/, ""))))], true],
    [/^\s*\d+[.)]\s+/, (lines) => [make("ol", { start: parseInt(lines[0], 10) }, lines.map((line) => make("li", {}, inline(line.replace(/^\s*\d+[.)]\s+/, "")))))], true],
    [/^>\s?/, (lines) => [make("blockquote", {}, blocks(lines.map((line) => line.replace(/^>\s?/, ""))))], true],
    [/^\s*\|.*\|\s*$/, (lines) => [table(lines)], true],
  ];

  // The page has its own h1 and h2: the text's begin below them.
  function heading(line) {
    const [, marks, words] = /^(#{1,6})\s+(.*)$/.exec(line);
    return make(`h${Math.min(6, marks.length + 2)}`, { class: `markdown-${marks.length}` }, inline(words.replace(/\s+#+$/, "")));
  }

  function listed(words) {
    const task = /^\[([ xX])\]\s+(.*)$/.exec(words);
    return make("li", {}, task ? [task[1] === " " ? "☐ " : "☑ ", ...inline(task[2])] : inline(words));
  }

  function table(lines) {
    const cells = (line) => line.trim().slice(1, -1).split("|").map((cell) => cell.trim());
    const rows = lines.map(cells).filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)));
    const [head, ...body] = rows;
    return make("table", {}, make("thead", {}, make("tr", {}, (head ?? []).map((cell) => make("th", { scope: "col" }, inline(cell))))), make("tbody", {}, body.map((row) => make("tr", {}, row.map((cell) => make("td", {}, inline(cell)))))));
  }

  function blocks(lines) {
    const made = [];
    for (let at = 0; at < lines.length; ) {
      if (!lines[at].trim()) at++;
      else if (lines[at].startsWith("```")) at = fence(lines, at, made);
      else at = together(lines, at, made);
    }
    return made;
  }

  function fence(lines, at, made) {
    const end = lines.findIndex((line, place) => place > at && line.startsWith("```"));
    made.push(make("pre", { tabindex: 0 }, make("code", {}, lines.slice(at + 1, end < 0 ? undefined : end).join("\n"))));
    return end < 0 ? lines.length : end + 1;
  }

  function together(lines, at, made) {
    const [pattern, build, many] = KINDS.find(([each]) => each.test(lines[at])) ?? [null, paragraph, true];
    let end = at + 1;
    const goesOn = (line) => (pattern ? pattern.test(line) : line.trim() && !line.startsWith("```") && !KINDS.some(([each]) => each.test(line)));
    while (many && end < lines.length && goesOn(lines[end])) end++;
    made.push(...build(lines.slice(at, end)));
    return end;
  }

  const paragraph = (lines) => [make("p", {}, lines.flatMap((line, at) => (at ? [make("br", {}), ...inline(line)] : inline(line))))];

  homespun.tools.markdown = (section) => {
    const preview = make("div", { class: "tool-preview", dir: "auto", role: "region", "aria-label": say("tool_preview"), tabindex: 0 });
    const show = () => preview.replaceChildren(...(box.area.value.trim() ? blocks(box.area.value.split("\n")) : [make("p", { class: "muted" }, say("tool_markdown_hint"))]));
    const box = homespun.textBox(`${section.key} text`, say("tool_text"), show, 14);
    show();
    return [make("div", { class: "tool-both" }, box.element, make("div", { class: "field" }, make("span", { class: "label" }, say("tool_preview")), preview))];
  };
})();
