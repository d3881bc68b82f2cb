// Counts by pressing: one counter, or one for each word. What was counted is kept.
// Needs: elements, formats, store, toast, blocks/frame.
"use strict";

(function () {
  const { make, say, store } = homespun;

  function makeCounter(section, name, alone) {
    const key = `${section.key} ${name}`;
    let count = store.recall(key, 0);
    const number = make("output", { class: "counter-number" });
    const meter = section.goal ? make("progress", { max: section.goal, "aria-label": say("counter_goal", { goal: section.goal.toLocaleString(homespun.locale) }) }) : null;
    const about = section.goal ? make("p", { class: "muted" }) : null;
    const more = say("counter_more", { name: homespun.isolate(name), step: section.step });
    const less = say("counter_less", { name: homespun.isolate(name), step: section.step });
    const plus = make("button", { type: "button", class: "main counter-plus", "aria-label": more, onclick: () => set(count + section.step) }, `+${section.step}`);
    const minus = make("button", { type: "button", class: "counter-minus", "aria-label": less, onclick: () => set(Math.max(0, count - section.step)) }, `−${section.step}`);
    const zero = make("button", { type: "button", class: "quiet", "aria-label": say("counter_zero_name", { name: homespun.isolate(name) }), onclick: clear }, say("counter_zero"));

    function set(now) {
      const before = count;
      count = now;
      store.remember(key, count);
      show();
      homespun.announce(`${name}: ${count.toLocaleString(homespun.locale)}`);
      if (section.goal && before < section.goal && count >= section.goal) homespun.toast(say("counter_reached", { name: homespun.isolate(name) }));
    }

    function clear() {
      const before = count;
      set(0);
      homespun.toast(say("counter_cleared", { name: homespun.isolate(name) }), async () => set(before));
    }

    function show() {
      number.textContent = count.toLocaleString(homespun.locale);
      minus.disabled = count === 0;
      zero.disabled = count === 0;
      if (!section.goal) return;
      meter.value = count;
      about.textContent = count >= section.goal ? say("counter_done") : say("counter_left", { count: (section.goal - count).toLocaleString(homespun.locale) });
    }

    show();
    return make("li", { class: "card counter-card", from: section.line }, alone ? null : make("h3", { dir: "auto" }, name), number, meter, about, make("div", { class: "row counter-buttons" }, minus, plus), zero);
  }

  homespun.sections.counter = (section) => {
    const names = section.words ?? [section.title || say("counter_name")];
    const element = homespun.frame(section, make("ul", { class: "counters" }, names.map((name) => makeCounter(section, name, !section.words))));
    if (!section.title) element.setAttribute("aria-label", say("counter_name"));
    return { element };
  };
})();
