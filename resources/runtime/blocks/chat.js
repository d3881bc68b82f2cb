// What people have to say to each other, the newest below: a chat, a message board, a guest book.
// Needs: blocks/frame, blocks/fitting_fields, blocks/who_line, collection, records, saving, store.
"use strict";

homespun.sections["chat"] = (section) => {
  const { make, missing, say, store } = homespun;
  const NEAR = 80; // so close to the end that a new message should be seen
  const entity = homespun.entityOf(section.entity);
  const texts = entity.fields.filter((field) => field.type === "text" && field.name !== "about");
  const words = homespun.fieldFor(entity, "", ["long text"]) ?? texts.at(-1);
  const by = texts.find((field) => field !== words) ?? null;
  const at = homespun.fieldFor(entity, "", ["date and time", "date"]);
  const about = entity.line === section.line ? homespun.fieldOf(entity, "about") : null; // all chats of the app's own share one entity
  const input = make("textarea", { rows: 1, dir: "auto", "aria-label": say("chat_write"), placeholder: say("chat_write"), maxlength: "4000" });
  const list = make("ol", { class: "chat-list" });
  const log = make("div", { class: "chat-log", role: "log", tabindex: "0", "aria-label": section.title || say("chat_messages") }, list);
  const who = make("div", {});
  const form = make("form", { class: "chat-form no-print", novalidate: true }, input, make("button", { type: "submit", class: "main", "aria-label": say("chat_send"), title: say("chat_send") }, homespun.icon("send")));

  const messages = () => store.list(entity.name).filter((each) => !about || each.values.about === (section.title || section.key));
  const isOwn = (message) => Boolean(by) && homespun.who() !== "" && message.values[by.name] === homespun.who();
  const momentOf = (message) => (at && !missing(message.values[at.name]) ? message.values[at.name] : asMoment(new Date(message.made)));

  function asMoment(date) {
    const two = (number) => String(number).padStart(2, "0");
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
  }

  async function send() {
    const text = input.value.normalize("NFC").trim();
    if (!text) return input.focus();
    const name = by ? await homespun.askWho() : "";
    if (name === null) return;
    const given = { [words.name]: text, ...(by ? { [by.name]: name } : {}), ...(about ? { about: section.title || section.key } : {}) };
    if (at && !at.start) given[at.name] = at.type === "date" ? homespun.moments.today() : homespun.moments.now();
    if (!(await homespun.save([store.make(entity.name, homespun.starting(entity, given))]))) return;
    input.value = "";
    log.scrollTop = log.scrollHeight;
    input.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });

  function item(message) {
    const moment = momentOf(message);
    const own = isOwn(message);
    const clock = moment.length > 10 ? homespun.asText(moment.slice(11, 16), { type: "time" }) : "";
    const label = say("chat_delete", { words: homespun.isolate(String(message.values[words.name] ?? "").slice(0, 40)) });
    const bin = make("button", { type: "button", class: "quiet icon-only no-print", "aria-label": label, title: say("delete"), "data-key": `${message.id} delete`, onclick: () => homespun.erase(message) }, homespun.icon("bin"));
    return make(
      "li",
      { class: own ? "chat-message is-own" : "chat-message", "data-record": message.id, from: entity.line },
      make("p", { class: "chat-by" }, own ? null : make("strong", { dir: "auto" }, (by && message.values[by.name]) || say("somebody")), make("time", { datetime: moment }, clock), own ? bin : null),
      make("p", { class: "chat-words", dir: "auto" }, message.values[words.name]),
    );
  }

  // A heading wherever a new day begins.
  function items() {
    let day = "";
    return messages().flatMap((message) => {
      const date = momentOf(message).slice(0, 10);
      const head = date === day ? null : make("li", { class: "chat-day" }, make("span", {}, homespun.asLongDay(date)));
      day = date;
      return [head, item(message)];
    });
  }

  function update() {
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    const all = items();
    homespun.redraw(list, all.length ? all : [make("li", { class: "chat-none muted" }, say("chat_none"))]);
    if (atEnd) log.scrollTop = log.scrollHeight;
    homespun.redraw(who, by ? [homespun.whoLine(update)] : []);
  }

  update();
  requestAnimationFrame(() => (log.scrollTop = log.scrollHeight));
  return { element: homespun.frame(section, make("div", { class: "card chat-card" }, log, form, who)), update };
};
