// A shop: things to choose, a cart that is kept, and an order that takes from what is in stock. Nothing is paid.
// Needs: blocks/frame, blocks/basket, blocks/receipt, collection, dialog, form, display, records, saving, store, toast.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const EMOJI = /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f]{0,7}$/u;

  homespun.sections["shop"] = (section) => {
    const basket = homespun.basketOf(section);
    const { product, price, stock } = basket;
    const picture = homespun.fieldFor(product, section.picture, ["image"]);
    const shelf = make("ul", { class: "shop-shelf" });
    const cart = make("div", { class: "card shop-cart", tabindex: "-1" });
    const jump = make("button", { type: "button", class: "main shop-jump no-print", onclick: () => (cart.scrollIntoView({ block: "start" }), cart.focus({ preventScroll: true })) });
    let bought = null; // the order that was just made

    // --- the things

    const inNumbers = (record, field) => homespun.asText(homespun.valueOf(record, field.name), field);
    const isShown = (field) => ![price, stock, picture].includes(field) && !["text", "image", "file"].includes(field.type);

    function face(record) {
      const value = picture ? homespun.valueOf(record, picture.name) : null;
      const emoji = product.fields.map((field) => record.values[field.name]).find((each) => typeof each === "string" && EMOJI.test(each));
      if (picture?.type === "image" && /^data:image\//.test(value ?? "")) return make("img", { class: "shop-picture", src: value, alt: "" });
      return make("span", { class: "shop-picture shop-emoji", "aria-hidden": "true" }, emoji ?? [...homespun.title(record)][0].toLocaleUpperCase(homespun.locale));
    }

    function item(record) {
      const left = basket.left(record);
      const name = homespun.isolate(homespun.title(record));
      const many = basket.count(record.id);
      const title = homespun.titleField(record);
      return make(
        "li",
        { class: "card shop-item", "data-record": record.id, from: product.line },
        face(record),
        make("h3", { dir: "auto" }, homespun.openButton(record)),
        make("p", { class: "shop-price number" }, price ? inNumbers(record, price) : ""),
        make("div", { class: "shop-facts" }, homespun.factsOf(homespun.view(record), product.fields.filter((field) => field !== title && isShown(field)))),
        left === null ? null : make("p", { class: left > 0 ? "small-words muted" : "small-words shop-out" }, left > 0 ? say("shop_left", { count: left }) : say("shop_sold_out")),
        many
          ? stepper(record, `shelf ${record.id}`)
          : make("button", { type: "button", class: "main", disabled: left === 0, "data-key": `put ${record.id}`, "aria-label": say("shop_put_of", { name }), onclick: () => change(record, 1) }, homespun.icon("cart"), say("shop_put")),
      );
    }

    // − 2 +
    function stepper(record, key) {
      const name = homespun.isolate(homespun.title(record));
      const count = basket.count(record.id);
      const button = (by, words, sign, off) => make("button", { type: "button", class: "icon-only", disabled: off, "data-key": `${key} ${by}`, "aria-label": say(words, { name }), onclick: () => change(record, by) }, homespun.icon(sign));
      return make("div", { class: "shop-stepper" }, button(-1, "shop_less", "minus", false), make("output", { class: "number" }, String(count)), button(1, "shop_more", "plus", basket.left(record) !== null && count >= basket.left(record)));
    }

    function change(record, by) {
      bought = null;
      basket.add(record.id, by);
      update();
      const count = basket.count(record.id);
      homespun.announce(say("shop_changed", { name: homespun.isolate(homespun.title(record)), count }));
      if (document.activeElement === document.body) [...element.querySelectorAll(`[data-record] button`)].find((each) => each.closest(`[data-record]`).dataset.record === record.id && !each.disabled && each.dataset.key !== `${record.id} first`)?.focus();
    }

    // --- the cart

    function line({ record, count, sum }) {
      return make(
        "li",
        { class: "shop-line", "data-record": record.id },
        make("span", { class: "shop-line-name", dir: "auto" }, homespun.title(record)),
        make("span", { class: "number shop-line-sum" }, price ? homespun.asText(sum, price) : ""),
        stepper(record, `cart ${record.id}`),
        basket.left(record) !== null && count > basket.left(record) ? make("p", { class: "problem" }, say("shop_only", { name: homespun.isolate(homespun.title(record)), count: basket.left(record) })) : null,
      );
    }

    function cartParts() {
      const lines = basket.lines();
      const head = make("h3", {}, homespun.icon("cart"), say("shop_cart"));
      if (!lines.length) return [head, make("p", { class: "muted" }, say("shop_cart_empty"))];
      const tooMuch = lines.some(({ record, count }) => basket.left(record) !== null && count > basket.left(record));
      return [
        head,
        make("ul", { class: "shop-lines" }, lines.map(line)),
        make("p", { class: "shop-total" }, make("span", {}, say("total")), make("strong", { class: "number" }, price ? homespun.asText(basket.total(), price) : "")),
        make("p", { class: "small-words muted" }, say("shop_simulated")),
        make("div", { class: "row" }, make("button", { type: "button", class: "main large", disabled: tooMuch, "data-key": "checkout", onclick: checkout }, say("shop_checkout")), make("button", { type: "button", class: "quiet", "data-key": "empty", onclick: empty }, say("shop_empty"))),
      ];
    }

    function empty() {
      const before = basket.clear();
      update();
      cart.focus();
      homespun.toast(say("shop_emptied"), async () => {
        await basket.fill(before);
        update();
      });
    }

    function checkout() {
      const total = basket.total();
      homespun.openDialog(say("shop_checkout"), section.line, (close) => [
        make("p", { class: "shop-total" }, make("span", {}, say("total")), make("strong", { class: "number" }, price ? homespun.asText(total, price) : "")),
        homespun.makeForm({
          entity: basket.order,
          names: basket.asked(),
          given: basket.given(),
          buttons: [make("button", { type: "button", onclick: close }, say("cancel"))],
          sendLabel: say("shop_order"),
          keep: (order) => homespun.claim(() => basket.draftOf(order, total)),
          whenKept: (order) => {
            bought = { order, lines: basket.lines(), total };
            basket.clear();
            close();
            update();
            cart.focus();
            cart.scrollIntoView({ block: "nearest" });
          },
        }),
        make("p", { class: "notice" }, homespun.icon("info"), say("shop_simulated")),
      ]);
    }

    const done = () => {
      bought = null;
      update();
      cart.focus();
    };

    function update() {
      const products = store.list(product.name);
      homespun.redraw(shelf, products.map(item));
      shelf.hidden = !products.length;
      nothing.hidden = products.length > 0;
      homespun.redraw(cart, bought ? homespun.receiptOf(basket, bought, () => cart, done) : cartParts());
      const count = basket.lines().reduce((sum, each) => sum + each.count, 0);
      jump.replaceChildren(homespun.icon("cart"), say("shop_jump", { count, total: price ? homespun.asText(basket.total(), price) : "" }));
      jump.hidden = !count;
    }

    const nothing = make("div", { class: "empty" }, make("p", { class: "empty-title" }, say("empty_title", { plural: homespun.inSentence(product.plural) })));
    const add = make("button", { type: "button", class: "quiet no-print", hidden: homespun.may ? !homespun.may("adds", product) : false, onclick: () => homespun.openNew(product) }, homespun.icon("plus"), say("add", { entity: homespun.inSentence(product.name) }));
    const element = homespun.frame(section, make("div", { class: "shop-floor" }, make("div", { class: "shop-things" }, shelf, nothing, add), cart), jump);
    update();
    return { element, update };
  };

  // The field by which a record is called.
  homespun.titleField = (record) => homespun.entityOf(record.entity).fields.find((field) => !["yes/no", "image", "file"].includes(field.type) && homespun.textOf(record, field.name)) ?? null;
})();
