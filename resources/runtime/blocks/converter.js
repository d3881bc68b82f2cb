// Converts between all units of a kind at once: what is typed in one field appears in all others.
// Needs: elements, formats, typed_numbers, store, blocks/frame, blocks/units.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const START = { temperature: 20, data: 100, energy: 100, speed: 50, time: 60 };

  const unitKey = (unit) => unit.toLowerCase().replace("²", "2").replace("³", "3").replace("°", "deg_").replace("/", "_per_").replace(/ /g, "_");

  // The fields of one group: typing in one fills the others.
  function makeFields(key, name, group, nameOf) {
    const units = Object.keys(group);
    const kept = store.recall(`${key} ${name}`, { unit: units[0], value: START[name] ?? 1 });
    const inputs = new Map();

    const rows = units.map((unit) => {
      const id = homespun.newId("unit");
      const input = make("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", dir: "ltr", oninput: () => typed(unit) });
      inputs.set(unit, input);
      const words = nameOf(unit);
      return make(
        "div",
        { class: "converter-unit" },
        make("label", { for: id, dir: "auto" }, words),
        make("span", { class: "with-unit" }, input, words === unit ? null : make("span", { class: "unit", dir: "auto" }, unit)),
      );
    });

    function typed(unit) {
      const number = homespun.numberTyped(inputs.get(unit));
      spread(unit, number);
      store.remember(`${key} ${name}`, { unit, value: number });
    }

    function spread(from, value) {
      for (const [unit, input] of inputs) {
        if (unit !== from) input.value = value === null ? "" : homespun.numberToType(homespun.convert(group, value, from, unit));
      }
    }

    const first = inputs.has(kept.unit) ? kept.unit : units[0];
    inputs.get(first).value = homespun.numberToType(kept.value);
    spread(first, kept.value);
    return make("div", { class: "converter-units", role: "group", "aria-label": name === "money" ? say("converter_money") : say(`converter_${name}`) }, rows);
  }

  // --- money: rates come from the blueprint or the person, never from the network

  const pairOf = (label) => {
    const parts = label.split(/\s+(?:in|to)\s+/);
    return parts.length === 2 ? parts.map((part) => part.replace(/^1\s+/, "").trim()) : null;
  };

  // What each currency is worth in the first one, found by going from rate to rate.
  function worthOf(rates) {
    const worth = new Map(rates.length ? [[rates[0].from, 1]] : []);
    for (let round = 0; round < rates.length; round++) {
      for (const rate of rates) {
        if (worth.has(rate.from) && !worth.has(rate.to)) worth.set(rate.to, worth.get(rate.from) / rate.is);
        else if (worth.has(rate.to) && !worth.has(rate.from)) worth.set(rate.from, worth.get(rate.to) * rate.is);
      }
    }
    return Object.fromEntries(worth);
  }

  function makeMoney(section) {
    const given = (section.items ?? []).map((item) => ({ pair: pairOf(item.label), is: item.is, line: item.line })).filter((rate) => rate.pair);
    const start = (given.length ? given : [{ pair: ["EUR", "USD"], is: null, line: section.line }]).map(({ pair, is, line }) => ({ from: pair[0], to: pair[1], is, line }));
    const now = store.recall(`${section.key} rates`, {});
    const place = make("div", {});
    const rates = start.map((rate) => ({ ...rate, is: now[`${rate.from} ${rate.to} ${rate.is}`] ?? rate.is }));

    const rows = rates.map((rate, at) => {
      const id = homespun.newId("rate");
      const input = make("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", dir: "ltr", value: homespun.numberToType(rate.is) });
      input.addEventListener("input", () => {
        const typed = homespun.numberTyped(input);
        rate.is = typed > 0 ? typed : null;
        now[`${rate.from} ${rate.to} ${start[at].is}`] = rate.is;
        store.remember(`${section.key} rates`, now);
        lay();
      });
      return make("div", { class: "converter-unit", from: rate.line }, make("label", { for: id, dir: "auto" }, say("converter_rate", { from: homespun.isolate(rate.from), to: homespun.isolate(rate.to) })), input);
    });

    function lay() {
      const known = rates.filter((rate) => rate.is);
      place.replaceChildren(known.length ? makeFields(section.key, "money", worthOf(known), (unit) => unit) : make("p", { class: "muted" }, say("converter_no_rate")));
    }
    lay();
    return make("div", { class: "converter-money" }, place, make("details", { open: !given.length }, make("summary", {}, say("converter_rates")), make("div", { class: "converter-units" }, rows), make("p", { class: "muted" }, say("converter_rates_hint"))));
  }

  // --- all kinds, one at a time

  function makeChooser(section) {
    const kinds = Object.keys(homespun.units);
    const id = homespun.newId("kind");
    const choice = make("select", { id }, kinds.map((kind) => make("option", { value: kind }, say(`converter_${kind}`))));
    const place = make("div", {});
    const lay = () => place.replaceChildren(unitsOf(section.key, choice.value));
    choice.value = store.recall(`${section.key} kind`, kinds[0]);
    choice.addEventListener("change", () => (store.remember(`${section.key} kind`, choice.value), lay()));
    lay();
    return [make("div", { class: "field converter-kind" }, make("label", { class: "label", for: id }, say("converter_kind")), choice), place];
  }

  const unitsOf = (key, kind) => makeFields(key, kind, homespun.units[kind], (unit) => say(`unit_${unitKey(unit)}`));

  homespun.sections.converter = (section) => {
    const inside = { money: makeMoney, all: makeChooser }[section.variant] ?? (() => unitsOf(section.key, section.variant));
    const element = homespun.frame(section, make("div", { class: "card converter-card" }, inside(section)));
    if (!section.title) element.setAttribute("aria-label", say(`converter_${section.variant}`));
    return { element };
  };
})();
