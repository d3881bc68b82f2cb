// Records to be read: the newest first, each with its beginning; "Read on" opens the rest in place.
// Needs: collection.
"use strict";

(function () {
  const { make, say, missing } = homespun;
  const BEGINNING = 320;
  const DATES = ["date", "date and time"];

  // The beginning of a long text, ended at a word.
  function beginning(words) {
    if (words.length <= BEGINNING) return words;
    return `${words.slice(0, BEGINNING).replace(/\s+\S*$/, "")} …`;
  }

  homespun.sections.articles = (section) => {
    const open = new Set();
    return homespun.collection(section, (shown, { entity, state, update }) => {
      const fields = section.showing.map((name) => homespun.fieldOf(entity, name));
      const date = fields.find((field) => DATES.includes(field.type)) ?? entity.fields.find((field) => DATES.includes(field.type));
      const picture = fields.find((field) => field.type === "image");
      const body = fields.find((field) => field.type === "long text");
      const [first, ...rest] = fields.filter((field) => ![date, picture, body].includes(field));
      const newest = date && !state.sort ? [...shown].sort((one, other) => homespun.inOrder(one.view[date.name], other.view[date.name], date, true)) : shown;

      function text(record, view) {
        const words = missing(view[body?.name]) ? "" : String(view[body.name]);
        if (!words) return null;
        const isLong = words.length > BEGINNING;
        const turn = () => {
          if (!open.delete(record.id)) open.add(record.id);
          update();
        };
        const isOpen = !isLong || open.has(record.id);
        return [
          make("div", { class: "article-text", dir: "auto", from: body.line }, isOpen ? homespun.show(words, body) : beginning(words)),
          isLong
            ? make("button", { type: "button", class: "quiet", "aria-expanded": String(isOpen), "data-key": `${record.id} more`, onclick: turn }, say(isOpen ? "article_less" : "article_more"))
            : null,
        ];
      }

      const article = ({ record, view }) =>
        make(
          "article",
          { class: "article card", "data-record": record.id },
          picture && view[picture.name] ? make("div", { class: "cover", from: picture.line }, homespun.show(view[picture.name], picture)) : null,
          date && view[date.name] ? make("p", { class: "article-date muted", from: date.line }, homespun.show(view[date.name], date)) : null,
          make("h3", {}, homespun.openButton(record, first ? homespun.asText(view[first.name], first) : "", first?.line)),
          text(record, view),
          make("div", { class: "line-facts" }, homespun.factsOf(view, rest)),
        );
      return [make("div", { class: "articles-list" }, newest.map(article))];
    });
  };
})();
