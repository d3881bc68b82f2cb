// What is seen once something was ordered: the order's number, what is in it, and that nothing was paid.
// Needs: blocks/printing, display, records.
"use strict";

homespun.receiptOf = (basket, { order, lines, total }, paper, done) => {
  const { make, say } = homespun;
  const { price } = basket;
  const amount = (value) => make("span", { class: "number shop-line-sum" }, price ? homespun.asText(value, price) : "");
  const line = ({ record, count, sum }) =>
    make("li", { class: "shop-line" }, make("span", { class: "shop-line-name", dir: "auto" }, say("shop_times", { count, name: homespun.isolate(homespun.title(record)) })), amount(sum));
  const told = basket.asked().map((name) => homespun.fieldOf(basket.order, name)).filter((field) => homespun.textOf(order, field.name));
  return [
    make("h3", { class: "shop-thanks" }, homespun.icon("check"), say("shop_thanks")),
    make("p", { role: "status" }, say("shop_number", { number: homespun.isolate(basket.nameOf(order)) })),
    make("dl", { class: "shop-told" }, told.map((field) => make("div", {}, make("dt", { class: "muted" }, homespun.label(field.name)), make("dd", { dir: "auto" }, homespun.textOf(order, field.name))))),
    make("ul", { class: "shop-lines" }, lines.map(line)),
    make("p", { class: "shop-total" }, make("span", {}, say("total")), make("strong", { class: "number" }, price ? homespun.asText(total, price) : "")),
    make("p", { class: "small-words muted" }, say("shop_simulated")),
    make("div", { class: "row no-print" }, make("button", { type: "button", onclick: () => homespun.printOnly(paper()) }, homespun.icon("print"), say("shop_print")), make("button", { type: "button", class: "main", onclick: done }, say("shop_done"))),
  ];
};
