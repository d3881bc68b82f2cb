// Records to be read: the newest first, each with its beginning; "Read on" opens the rest in place.
// Needs: collection.
"use strict";

(function () {
  const { make, say, missing } = homespun;
  const BEGINNING = 320; // characters
  const DATES = ["date", "date and time"];

  // The beginning of a long text: it ends at a word, and nothing that was marked stays half open.
  function beginning(words) {
    const cut = words.slice(0, BEGINNING).replace(/\s+\S*$/, "");
    const whole = cut.replace(/\[[^\]]*$|\[[^\]]*\]\([^)]*$/, "");
    const paired = ["**", "`"].reduce((text, mark) => (text.split(mark).length % 2 ? text : text.slice(0, text.lastIndexOf(mark)) + text.slice(text.lastIndexOf(mark) + mark.length)), whole);
    return `${paired.replace(/[\s#*-]+$/, "")} …`;
  }

  // The text of an article, and the button that shows all of it or less.
  function textOf(record, words, field, open) {
    const text = make("div", { class: "article-text", dir: "auto", from: field.line });
    if (words.length <= BEGINNING * 1.25) {
      text.append(homespun.showWhole(words, field));
      return [text];
    }
    const button = make("button", { type: "button", class: "quiet article-more", "data-key": `${record.id} more`, onclick: turn });

    function draw() {
      const isOpen = open.has(record.id);
      text.replaceChildren(homespun.showWhole(isOpen ? words : beginning(words), field));
      button.setAttribute("aria-expanded", String(isOpen));
      button.replaceChildren(say(isOpen ? "article_less" : "article_more"), make("span", { class: "unseen" }, ` ${homespun.isolate(homespun.title(record))}`));
    }

    function turn() {
      if (!open.delete(record.id)) open.add(record.id);
      draw();
      if (!open.has(record.id)) text.closest("article").scrollIntoView({ block: "nearest" });
    }

    draw();
    return [text, button];
  }

  homespun.sections.articles = (section) => {
    const entity = homespun.entityOf(section.entity);
    const open = new Set(); // ids of the records that are shown whole
    const fields = section.showing.map((name) => homespun.fieldOf(entity, name));
    const isDate = (field) => DATES.includes(field.type);
    const date = fields.find(isDate) ?? entity.fields.find(isDate);
    const picture = fields.find((field) => field.type === "image");
    const body = fields.find((field) => field.type === "long text");
    const [first, ...rest] = fields.filter((field) => ![date, picture, body].includes(field));
    const newest = section.sort || !date ? section : { ...section, sort: date.name, descending: true };

    function article({ record, view }) {
      const words = body && !missing(view[body.name]) ? String(view[body.name]) : "";
      return make(
        "article",
        { class: "article card", "data-record": record.id },
        picture && view[picture.name] ? make("div", { class: "cover", from: picture.line }, homespun.show(view[picture.name], picture)) : null,
        date && view[date.name] ? make("p", { class: "article-date muted", from: date.line }, homespun.show(view[date.name], date)) : null,
        make("h3", {}, homespun.openButton(record, first ? homespun.asText(view[first.name], first) : "", first?.line)),
        words ? textOf(record, words, body, open) : null,
        make("div", { class: "line-facts" }, homespun.factsOf(view, rest)),
        make("div", { class: "row" }, homespun.actionButtons(record)),
      );
    }

    return homespun.collection(newest, (shown) => [make("div", { class: "articles-list" }, shown.map(article))], { more: 12 });
  };
})();
