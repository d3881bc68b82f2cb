// Taking the records along: everything as one file that can be brought back, or a table for a spreadsheet.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const MARK = "homespun-records";

  function hand(name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  const fileName = (ending) => `${homespun.about().key}-${homespun.calculate.today()}${ending}`;

  function saveCopy() {
    const records = homespun.entities().flatMap((entity) => store.list(entity.name));
    const copy = { format: MARK, version: 1, app: homespun.about().name, records };
    hand(fileName(".json"), "application/json", JSON.stringify(copy, null, 2));
  }

  // RFC 4180. A cell that begins like a formula gets a ' in front, or a spreadsheet would run it.
  function cell(words) {
    const safe = /^[=+@\t\r]|^-(?![\d.,]+$)/.test(words) ? `'${words}` : words;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  function written(value, field) {
    if (homespun.missing(value)) return "";
    if (field.type === "image") return "";
    return ["number", "money", "percent", "duration", "rating", "date", "time", "date and time"].includes(field.type)
      ? String(value)
      : homespun.asText(value, field);
  }

  function saveSheet(entity) {
    const fields = [...entity.byName.values()];
    const rows = store.list(entity.name).map((record) => {
      const view = homespun.view(record);
      return fields.map((field) => cell(written(view[field.name], field))).join(",");
    });
    const text = [fields.map((field) => cell(field.name)).join(","), ...rows].join("\r\n");
    hand(`${entity.plural.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}${fileName(".csv").replace(/^.*?(-\d{4}-)/, "$1")}`, "text/csv", `\ufeff${text}\r\n`);
  }

  function readCopy(text) {
    let copy;
    try {
      copy = JSON.parse(text);
    } catch {
      return null;
    }
    if (copy?.format !== MARK || !Array.isArray(copy.records)) return null;
    const right = (record) =>
      typeof record?.id === "string" && Number.isFinite(record.made) && homespun.entityOf(record.entity) && record.values && typeof record.values === "object";
    return copy.records.every(right) ? copy.records : null;
  }

  // Only fields that the app has are taken, and only values of the kind they hold.
  function clean(record) {
    const values = Object.create(null);
    for (const field of homespun.entityOf(record.entity).fields) {
      const value = Object.hasOwn(record.values, field.name) ? record.values[field.name] : null;
      const numeric = ["number", "money", "percent", "duration", "rating"].includes(field.type);
      const fits =
        field.type === "tags" ? Array.isArray(value) && value.every((tag) => typeof tag === "string")
        : field.type === "yes/no" ? typeof value === "boolean"
        : typeof value === (numeric ? "number" : "string");
      values[field.name] = fits ? value : field.type === "tags" ? [] : field.type === "yes/no" ? false : null;
    }
    return { id: record.id, entity: record.entity, made: record.made, values };
  }

  function bringBack() {
    const picker = make("input", { type: "file", accept: ".json,application/json" });
    picker.addEventListener("change", async () => {
      const records = readCopy(await picker.files[0].text());
      if (!records) return homespun.toast(say("not_a_copy"));
      homespun.openDialog(say("bring_back"), 0, (close) => [
        make("p", {}, say("bring_back_question", { count: records.length })),
        make(
          "div",
          { class: "form-end" },
          make("button", { type: "button", onclick: close }, say("cancel")),
          make("button", { type: "button", class: "main", onclick: async () => {
            close();
            await homespun.keep(store.put(...records.map(clean)));
            homespun.toast(say("brought_back", { count: records.length }));
          } }, say("bring_back_go")),
        ),
      ]);
    });
    picker.click();
  }

  // The menu behind the dots: arrow keys move, Escape closes, focus goes back to the dots.
  homespun.makeMenu = (button) => {
    const choices = [[say("save_copy"), saveCopy]];
    for (const entity of homespun.entities()) choices.push([say("save_sheet", { plural: homespun.inSentence(entity.plural) }), () => saveSheet(entity)]);
    choices.push([say("bring_back"), bringBack]);
    button.append(homespun.icon("dots"));
    const items = choices.map(([words, work]) =>
      make("button", { type: "button", role: "menuitem", tabindex: "-1", dir: "auto", onclick: () => { close(true); work(); } }, words),
    );
    const menu = make("div", { class: "menu", role: "menu", "aria-label": say("menu"), hidden: true }, items);
    button.after(menu);

    function close(focus) {
      menu.hidden = true;
      button.setAttribute("aria-expanded", "false");
      if (focus) button.focus();
    }

    button.addEventListener("click", () => {
      if (!menu.hidden) return close(true);
      menu.hidden = false;
      button.setAttribute("aria-expanded", "true");
      items[0].focus();
    });
    menu.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") close(true);
      if (event.key === "Tab") close(false);
      if (!step) return;
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    });
    document.addEventListener("pointerdown", (event) => !menu.hidden && !event.target.closest(".menu, #menu") && close(false));
  };
})();
