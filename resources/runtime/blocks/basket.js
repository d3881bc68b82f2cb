// What a person wants to buy, and how it becomes an order: the order itself, its lines, and less in stock.
// Needs: blocks/fitting_fields, records, saving, store, values.
"use strict";

(function () {
  const { missing, say, store } = homespun;
  const FIRST_NUMBER = 1001;

  homespun.basketOf = (section) => {
    const product = homespun.entityOf(section.entity);
    const order = homespun.entityOf(section.into);
    const line = section.lines ? homespun.entityOf(section.lines) : null;
    const price = homespun.fieldFor(product, section.price, ["money"]);
    const stock = section.stock ? homespun.fieldOf(product, section.stock) : null;
    const total = homespun.fieldFor(order, section.total, ["money"]);
    const items = line && !section.items ? null : homespun.fieldFor(order, section.items, ["long text"]);
    const number = order.fields.find((field) => field.unique && field.type === "number") ?? null;
    const toOrder = line?.fields.find((field) => field.type === "reference" && field.target === order.name);
    const toProduct = line?.fields.find((field) => field.type === "reference" && field.target === product.name);
    const many = line && homespun.fieldFor(line, "", ["number"]);
    const each = line && homespun.fieldFor(line, "", ["money"]);
    const kept = `${section.key} cart`;
    let wanted = new Map(Object.entries(store.recall(kept, {})));

    const priceOf = (record) => (price ? homespun.valueOf(record, price.name) ?? 0 : 0);
    const keep = () => store.remember(kept, Object.fromEntries(wanted));
    const sumOf = (lines) => homespun.tidy(lines.reduce((sum, part) => sum + part.sum, 0));

    function linesNow() {
      const found = [...wanted].map(([id, count]) => ({ record: store.get(id), count }));
      return found.filter(({ record }) => record?.entity === product.name).map(({ record, count }) => ({ record, count, sum: homespun.tidy(count * priceOf(record)) }));
    }

    const inWords = (lines) => lines.map(({ record, count, sum }) => say("shop_item", { count, name: homespun.title(record), sum: price ? homespun.asText(sum, price) : "" })).join("\n");

    const nextNumber = () => store.everything.list(order.name).reduce((most, record) => Math.max(most, Number(record.values[number.name]) || 0), FIRST_NUMBER - 1) + 1;

    // What the shop writes into an order by itself.
    const given = (lines = linesNow()) => ({
      ...(total ? { [total.name]: sumOf(lines) } : {}),
      ...(items ? { [items.name]: inWords(lines) } : {}),
      ...(number ? { [number.name]: nextNumber() } : {}),
    });

    // How many there are; null if that is not counted.
    const left = (record) => {
      const count = stock ? homespun.valueOf(record, stock.name) : null;
      return missing(count) ? null : Math.max(0, count);
    };

    const lineFor = ({ record, count }, bought) =>
      store.make(
        line.name,
        homespun.starting(line, {
          [toOrder.name]: bought.id,
          [toProduct.name]: record.id,
          ...(many ? { [many.name]: count } : {}),
          ...(each ? { [each.name]: priceOf(record) } : {}),
        }),
      );

    const withLess = ({ record, count }) => ({ ...record, values: Object.assign(Object.create(null), record.values, { [stock.name]: left(record) - count }) });

    return {
      product,
      order,
      price,
      stock,
      left,
      given,
      lines: linesNow,
      total: () => sumOf(linesNow()),
      count: (id) => wanted.get(id) ?? 0,

      add(id, by) {
        const count = (wanted.get(id) ?? 0) + by;
        if (count > 0) wanted.set(id, count);
        else wanted.delete(id);
        keep();
      },

      // Empties it and gives what was in it.
      clear() {
        const before = wanted;
        wanted = new Map();
        keep();
        return before;
      },

      fill(before) {
        wanted = before;
        return keep();
      },

      // What the person who orders is asked for: all that neither the shop nor a default fills in.
      asked: () => order.fields.filter((field) => ![total, items, number].includes(field) && !field.start).map((field) => field.name),

      // How an order is called on its receipt: by its number, else by a piece of its id.
      nameOf: (record) => (number ? String(record.values[number.name]) : record.id.slice(-5).toUpperCase()),

      // Everything that an order changes, or a sentence that says why there can be none.
      draftOf(bought, expected) {
        const lines = linesNow();
        const short = lines.find(({ record, count }) => left(record) !== null && count > left(record));
        if (short) return say("shop_only", { name: homespun.isolate(homespun.title(short.record)), count: left(short.record) });
        if (lines.length < wanted.size || !lines.length) return say("shop_gone");
        if (sumOf(lines) !== expected) return say("shop_other_price", { total: homespun.asText(sumOf(lines), price) });
        const complete = { ...bought, values: Object.assign(Object.create(null), bought.values, given(lines)) };
        const counted = lines.filter(({ record }) => left(record) !== null);
        const draft = homespun.draft([complete]);
        draft.settle(); // the lines and the stock follow by themselves
        [...(line ? lines.map((part) => lineFor(part, bought)) : []), ...counted.map(withLess)].forEach(draft.put);
        return draft;
      },
    };
  };
})();
