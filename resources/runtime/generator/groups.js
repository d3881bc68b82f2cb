// Draws groups by lot, of a size or in a number, and never leaves one person alone.
// Needs: elements, formats, store, chance, blocks/generating, blocks/settings, blocks/word_box.
"use strict";

(function () {
  const { make, say, store } = homespun;

  // How many groups: by size, the last ones are smaller by one rather than one being tiny.
  function numberOfGroups(people, values) {
    const wanted = values.by === "size" ? Math.ceil(people / values.size) : values.count;
    return Math.max(1, Math.min(wanted, Math.floor(people / 2) || 1));
  }

  homespun.generators.groups = (section) => {
    const box = homespun.wordBox(section, say("words_people").split(" | "), () => lay());
    const by = { value: store.recall(`${section.key} by`, section.count && !section.size ? "count" : "size") };
    const settings = homespun.settings(
      section.key,
      [
        { name: "size", label: say("generator_group_size"), low: 2, high: 30, start: section.size ?? 3 },
        { name: "count", label: say("generator_group_count"), low: 2, high: 30, start: section.count ?? 4 },
      ],
      (name) => {
        by.value = name; // the number changed last is the one that counts
        store.remember(`${section.key} by`, name);
        made.renew();
      },
    );
    let groups = store.recall(`${section.key} groups`, []);

    function draw() {
      const people = homespun.shuffle(box.words());
      const count = numberOfGroups(people.length, { ...settings.values, by: by.value });
      groups = Array.from({ length: count }, (_, at) => people.filter((_, place) => place % count === at));
      store.remember(`${section.key} groups`, groups);
      return show();
    }

    const show = () =>
      groups.filter((group) => group.length).length
        ? make("ol", { class: "generator-groups" }, groups.map((group, at) => make("li", {}, make("h3", {}, say("generator_group", { number: at + 1 })), make("ul", {}, group.map((name) => make("li", { dir: "auto" }, name))))))
        : make("p", { class: "muted" }, say("generator_nobody"));

    // Groups that were drawn stay until they are drawn again, also when somebody joins.
    function lay() {
      if (!groups.length) made.result.replaceChildren(show());
      count.textContent = say("generator_people", { count: box.words().length });
    }

    const text = () => groups.map((group, at) => `${say("generator_group", { number: at + 1 })}: ${group.join(", ")}`).join("\n");
    const made = homespun.generating({ create: draw, text, print: () => {}, label: "generator_draw" });
    const count = make("p", { class: "muted" });
    if (groups.length) made.result.replaceChildren(show());
    else made.renew(false);
    lay();
    return { parts: [made.result, made.buttons, count, settings.element, box.element], update: box.update };
  };
})();
