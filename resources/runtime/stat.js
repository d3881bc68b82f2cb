// A tile with one number, and how far it is on the way to a goal.
// Needs: measure, elements.
"use strict";

(function () {
  const { make, say, missing } = homespun;

  // The bar below the number; `show(value)` brings it up to date.
  function goalBar(section) {
    const goal = homespun.measureText(section, section.goal);
    const filled = make("i", {});
    const bar = make("div", { class: "meter", role: "progressbar", "aria-label": section.title, "aria-valuemin": 0, "aria-valuemax": 100 }, filled);
    const words = make("span", {});
    const element = make("div", { class: "stat-goal" }, bar, make("p", { class: "muted" }, words));
    return {
      element,
      show(value) {
        const part = missing(value) || section.goal <= 0 ? 0 : Math.max(0, value / section.goal);
        const percent = Math.floor(part * 100 + 1e-9);
        const isReached = !missing(value) && value >= section.goal;
        filled.style.setProperty("inline-size", `${Math.min(100, part * 100)}%`);
        words.textContent = isReached ? say("goal_reached", { goal }) : say("goal_part", { percent, goal });
        bar.setAttribute("aria-valuenow", String(Math.min(100, percent)));
        bar.setAttribute("aria-valuetext", words.textContent);
        element.classList.toggle("is-reached", isReached);
        element.querySelector(".icon")?.remove();
        if (isReached) words.before(homespun.icon("check"));
      },
    };
  }

  // While records are still being read, the window's database may know the number already.
  async function askAhead(section, show) {
    const value = await homespun.store.measure(section);
    if (value !== null && homespun.store.loading()) show(value);
  }

  homespun.sections.stat = (section) => {
    const number = make("p", { class: "stat-number" });
    const goal = missing(section.goal) ? null : goalBar(section);
    const element = make("section", { class: "card stat", from: section.line, "aria-label": section.title }, make("h2", { class: "stat-label", dir: "auto" }, section.title), number, goal?.element);
    const show = (value) => {
      number.textContent = homespun.measureText(section, value);
      goal?.show(value);
    };
    const update = () => show(homespun.aggregate(section, homespun.measured(section)));
    update();
    if (homespun.store.loading()) askAhead(section, show);
    return { element, update };
  };
})();
