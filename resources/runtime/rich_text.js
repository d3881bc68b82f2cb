// Long texts with a little markdown: # headings, - lists, 1. lists, **bold**, *italic*, `code`, links.
// Everything becomes elements and text nodes; what is not understood is shown as it was typed.
// Needs: elements.
"use strict";

(function () {
  const { make } = homespun;
  const INLINE = /\*\*(?=\S)([^*\n]{1,500}?\S|\S)\*\*|\*(?=\S)([^*\n]{1,500}?\S|\S)\*|`([^`\n]{1,500})`|\[([^\]\n]{1,300})\]\((https?:\/\/[^\s()<>]{1,1000})\)|(https?:\/\/[^\s<>"]{1,1000})/g;
  const ENDING = /[.,;:!?)\]]+$/;

  const link = (address, words) => make("a", { href: address, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, words);

  // The pieces of one line.
  function inline(words) {
    const pieces = [];
    let done = 0;
    for (const match of words.matchAll(INLINE)) {
      const [whole, bold, italic, code, label, address, bare] = match;
      pieces.push(words.slice(done, match.index));
      done = match.index + whole.length;
      if (bold) pieces.push(make("strong", {}, bold));
      else if (italic) pieces.push(make("em", {}, italic));
      else if (code) pieces.push(make("code", {}, code));
      else if (address) pieces.push(link(address, label));
      else {
        const plain = bare.replace(ENDING, "");
        pieces.push(link(plain, plain));
        done -= bare.length - plain.length;
      }
    }
    pieces.push(words.slice(done));
    return pieces.filter((piece) => piece !== "");
  }

  const KINDS = [
    [/^#{1,6} +(.+)$/, "heading"],
    [/^ {0,3}[-*•] +(.+)$/, "ul"],
    [/^ {0,3}\d{1,3}[.)] +(.+)$/, "ol"],
  ];

  function lineOf(words) {
    for (const [shape, kind] of KINDS) {
      const match = shape.exec(words);
      if (match) return { kind, words: match[1] };
    }
    return { kind: words.trim() ? "p" : "gap", words };
  }

  // Lines of one kind that follow each other belong together.
  function blocksOf(text) {
    const blocks = [];
    for (const line of text.replace(/\r\n?/g, "\n").split("\n").map(lineOf)) {
      const last = blocks[blocks.length - 1];
      if (last && last.kind === line.kind && line.kind !== "heading") last.lines.push(line.words);
      else blocks.push({ kind: line.kind, lines: [line.words] });
    }
    return blocks.filter((block) => block.kind !== "gap");
  }

  function draw({ kind, lines }) {
    if (kind === "heading") return make("p", { class: "rich-heading", dir: "auto" }, inline(lines[0]));
    if (kind === "p") return make("p", { dir: "auto" }, lines.flatMap((line, at) => (at ? [make("br"), ...inline(line)] : inline(line))));
    return make(kind, {}, lines.map((line) => make("li", { dir: "auto" }, inline(line))));
  }

  homespun.richText = (text) => make("div", { class: "rich" }, blocksOf(String(text)).map(draw));
})();
