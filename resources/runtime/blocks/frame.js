// What every block has in common: a section of the page with its heading.
// Needs: elements.
"use strict";

(function () {
  const { make } = homespun;
  homespun.sections ??= Object.create(null);

  // The frame of a block; what is inside it is the block's own. Without a title the block must name itself.
  homespun.frame = (section, ...children) => {
    const heading = section.title ? make("h2", { class: section.quiet ? "unseen" : "", dir: "auto" }, section.title) : null;
    const kind = `block block-${section.kind.replace(/[^a-z]+/g, "-")}`;
    return make("section", { class: section.variant ? `${kind} is-${section.variant.replace(/[^a-z0-9]+/g, "-")}` : kind, from: section.line }, heading, ...children);
  };
})();
