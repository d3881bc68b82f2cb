// What others say.
// Needs: blocks/site, formats.
"use strict";

homespun.sections.testimonials = (section) => {
  const { make, say } = homespun;

  const stars = (count) =>
    make(
      "p",
      { class: "stars", role: "img", "aria-label": say("stars_of", { count }) },
      [1, 2, 3, 4, 5].map((star) => make("span", { class: star <= count ? "on" : "off", "aria-hidden": "true" }, "★")),
    );

  const one = (item) =>
    make(
      "li",
      { from: item.line },
      make("figure", { class: "said" },
        item.stars ? stars(item.stars) : null,
        make("blockquote", { dir: "auto" }, make("p", {}, item.label)),
        item.text ? make("figcaption", { dir: "auto" }, item.text) : null,
      ),
    );

  return { element: homespun.site(section, make("ul", { class: "said-list" }, section.items.map(one))) };
};
