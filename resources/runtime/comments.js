// What people have written under a record, and the place to write something.
// Needs: features.
"use strict";

homespun.commentsOf = (record) => {
  const { make, say, store } = homespun;
  const { entity: name, line } = homespun.entityOf(record.entity).features.comments;
  const entity = homespun.entityOf(name);
  const id = homespun.newId("field");
  const list = make("ol", { class: "comments-list" });
  const count = make("h2", {});
  const input = make("textarea", { id, rows: 3, dir: "auto" });
  const me = make("p", { class: "muted small-words" });
  const form = make(
    "form",
    { class: "comment-form", novalidate: true },
    make("label", { class: "label", for: id }, say("write_comment")),
    input,
    make("div", { class: "row" }, me, make("span", { class: "gap" }), make("button", { type: "submit", class: "main" }, say("send_comment"))),
  );

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = input.value.normalize("NFC").trim();
    if (!words) return input.focus();
    const by = await homespun.askWho();
    if (by === null) return;
    if (!(await homespun.save([homespun.newFeature(record, "comments", { words, by })]))) return;
    input.value = "";
    homespun.announce(say("comment_sent"));
  });

  // Whoever is here may take back what they wrote themselves.
  const bin = (comment) =>
    (homespun.me ? homespun.may("deletes", comment) : homespun.isMine(comment))
      ? make(
          "button",
          { type: "button", class: "quiet icon-only", "aria-label": say("delete_comment"), title: say("delete_comment"), "data-key": `${comment.id} delete`, onclick: () => homespun.erase(comment) },
          homespun.icon("bin"),
        )
      : null;

  const item = (comment) =>
    make(
      "li",
      { class: "comment", "data-record": comment.id },
      make(
        "div",
        { class: "comment-head" },
        make("strong", { dir: "auto" }, comment.values.by || say("somebody")),
        make("time", { class: "muted", datetime: comment.values.at ?? "" }, homespun.asText(comment.values.at, homespun.fieldOf(entity, "at"))),
        make("span", { class: "gap" }),
        bin(comment),
      ),
      make("p", { class: "long", dir: "auto" }, comment.values.words),
    );

  function update() {
    const comments = homespun.featureRecords(record, "comments");
    count.textContent = comments.length ? say(comments.length === 1 ? "comment_one" : "comment_many", { count: comments.length }) : say("no_comments");
    homespun.redraw(list, comments.map(item));
    const who = homespun.who();
    me.replaceChildren(
      ...(who
        ? [say("you_are", { name: homespun.isolate(who) }), " ", make("button", { type: "button", class: "quiet small", onclick: () => homespun.askName().then(update) }, say("change_name"))]
        : []),
    );
  }

  update();
  return { element: make("section", { class: "comments", from: line }, count, list, form), update, touched: () => Boolean(input.value.trim()) };
};
