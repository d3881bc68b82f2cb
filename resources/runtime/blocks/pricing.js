// Plans side by side: what each costs and what is in it.
// Needs: blocks/site, formats.
"use strict";

homespun.sections.pricing = (section) => {
  const { make, say } = homespun;

  function price(plan) {
    if (!plan.price) return null;
    const per = plan.per ? make("span", { class: "muted" }, say(`pricing_per_${plan.per}`)) : null;
    return make("p", { class: "plan-price" }, make("strong", { dir: "auto" }, plan.price), per ? " " : null, per);
  }

  function plan(item) {
    const included = (item.includes ?? []).map((words) => make("li", { dir: "auto" }, homespun.icon("check"), make("span", {}, words)));
    return make(
      "li",
      { class: item.best ? "plan is-best" : "plan", from: item.line },
      item.best ? make("p", { class: "plan-best" }, say("pricing_best")) : null,
      make("h3", { dir: "auto" }, item.label),
      item.text ? make("p", { class: "muted", dir: "auto" }, item.text) : null,
      price(item),
      included.length ? make("ul", { class: "plan-list" }, included) : null,
      item.button ? homespun.leadOn(item.button, item, item.best ? "main" : "") : null,
    );
  }

  return { element: homespun.site(section, make("ul", { class: "plans" }, section.items.map(plan))) };
};
