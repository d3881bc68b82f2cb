// A list to tick off. Ticks are kept until everything is cleared, or, if it is a daily one, until tomorrow.
// Needs: elements, formats, values, store, toast, blocks/frame.
"use strict";

(function () {
  const { make, say, store } = homespun;

  homespun.sections.checklist = (section) => {
    const key = `${section.key} ticks`;
    const today = () => homespun.calculate.today();
    let own = store.recall(`${section.key} own`, []); // lines that were added here
    let kept = store.recall(key, { day: today(), done: [] });

    const list = make("ul", { class: "checklist-lines" });
    const sum = make("p", { class: "checklist-sum", "aria-live": "polite" });
    const bar = make("progress", { max: 1, "aria-label": say("checklist_progress") });
    const again = make("button", { type: "button", onclick: startAgain }, say("checklist_again"));
    const add = make("input", { dir: "auto", autocomplete: "off", "aria-label": say("checklist_line"), placeholder: say("checklist_line") });
    const form = make("form", { class: "row checklist-add no-print" }, add, make("button", {}, say("checklist_add")));

    const lines = () => [...(section.words ?? []), ...own];

    function keep(done) {
      kept = { day: today(), done };
      store.remember(key, kept);
      show();
    }

    function turn(line, on) {
      keep(on ? [...kept.done, line] : kept.done.filter((each) => each !== line));
      if (lines().every((each) => kept.done.includes(each))) homespun.announce(say("checklist_all"));
    }

    function startAgain() {
      const before = kept.done;
      keep([]);
      homespun.toast(say("checklist_cleared"), async () => keep(before));
    }

    function keepOwn(now) {
      own = now;
      store.remember(`${section.key} own`, own);
      draw();
    }

    function remove(line) {
      const before = own;
      keepOwn(own.filter((each) => each !== line));
      homespun.toast(say("deleted", { name: homespun.isolate(line) }), async () => keepOwn(before));
      add.focus();
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const line = add.value.trim();
      if (line && !lines().includes(line)) keepOwn([...own, line]);
      add.value = "";
    });

    function draw() {
      list.replaceChildren(...lines().map(row));
      show();
    }

    function row(line) {
      const box = make("input", { type: "checkbox", value: line, onchange: () => turn(line, box.checked) });
      const bin = own.includes(line) ? make("button", { type: "button", class: "quiet icon-only no-print", "aria-label": `${say("delete")} ${homespun.isolate(line)}`, onclick: () => remove(line) }, homespun.icon("close")) : null;
      return make("li", { from: bin ? 0 : section.line }, make("label", { dir: "auto" }, box, make("span", {}, line)), bin);
    }

    function show() {
      if (section.daily && kept.day !== today()) kept = { day: today(), done: [] };
      for (const box of list.querySelectorAll("input")) box.checked = kept.done.includes(box.value);
      const [count, all] = [lines().filter((line) => kept.done.includes(line)).length, lines().length];
      bar.value = all ? count / all : 0;
      bar.hidden = all === 0;
      sum.textContent = all === 0 ? say("checklist_empty") : count === all ? say("checklist_all") : say("checklist_count", { count, all });
      again.disabled = count === 0;
    }

    draw();
    const element = homespun.frame(section, make("div", { class: "card checklist-card" }, bar, sum, list, form, make("div", { class: "row no-print" }, again)));
    if (!section.title) element.setAttribute("aria-label", say("checklist_name"));
    return { element, update: show };
  };
})();
