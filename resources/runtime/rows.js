// Records as the views of an app handle them by the thousand: what is worked out once is kept, as long as
// the record stays what it is. A changed record is another object, so it gets another row.
// Needs: records, formats.
"use strict";

(function () {
  const { store, missing } = homespun;
  const known = new WeakMap(); // record → its row
  const FOUND_IN_OTHERS = ["reference", "references"];

  // Computed values and names of other records may change without the record: they hold for one moment.
  let changes = 0;
  store.subscribe(() => (changes += 1));
  const moment = () => `${changes} ${homespun.calculate.today()}`;

  class Row {
    #view = null;
    #key = { field: null, now: "", key: null };
    #words = null;
    #livelyWords = { now: "", words: "" };
    turn = 0; // for `makeOrder`
    place = 0;

    constructor(record) {
      this.record = record;
    }

    get view() {
      return (this.#view ??= homespun.view(this.record));
    }

    // One value, without working out all others.
    value(field) {
      if (!field.work && !missing(this.record.values[field.name])) return this.record.values[field.name];
      return this.view[field.name];
    }

    // What the row is sorted by; see `keyOf`.
    key(field, now) {
      if (this.#key.field !== field || this.#key.now !== now) this.#key = { field, now, key: keyOf(this.value(field), field) };
      return this.#key.key;
    }

    // Whether all of some words can be found in it; `now` is the moment.
    has(words, { steady, lively }, now) {
      this.#words ??= this.#wordsOf(steady);
      if (lively.length && this.#livelyWords.now !== now) this.#livelyWords = { now, words: this.#wordsOf(lively) };
      return words.every((word) => this.#words.includes(word) || this.#livelyWords.words.includes(word));
    }

    #wordsOf(fields) {
      return homespun.plainWords(fields.map((field) => homespun.asText(this.value(field), field)).join("\n"));
    }
  }

  function rowOf(record) {
    if (!known.has(record)) known.set(record, new Row(record));
    return known.get(record);
  }

  homespun.rowsOf = (entity) => store.list(entity.name).map(rowOf);

  // "Café" is found by "cafe".
  homespun.plainWords = (words) => (/^[\0-\x7f]*$/.test(words) ? words : words.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();

  const isLively = (field) => FOUND_IN_OTHERS.includes(field.type) || Boolean(field.work);

  // Finds rows by all of some words; the texts of the rows are made ready beforehand, while nobody waits.
  homespun.makeFinder = (entity) => {
    const fields = [...entity.byName.values()].filter((field) => field.type !== "image" && field.type !== "file");
    const parts = { steady: fields.filter((field) => !isLively(field)), lively: fields.filter(isLively) };
    let waiting = [];
    let asked = 0;

    function prepare() {
      asked = 0;
      const until = performance.now() + 8;
      const now = moment();
      while (waiting.length && performance.now() < until) waiting.splice(-50).forEach((row) => row.has([], parts, now));
      if (waiting.length) asked = setTimeout(prepare, 16);
    }

    return {
      find(rows, typed) {
        const words = homespun.plainWords(typed).split(/\s+/).filter(Boolean);
        const now = moment();
        return words.length ? rows.filter((row) => row.has(words, parts, now)) : rows;
      },
      getReady(rows) {
        waiting = rows.slice();
        asked ||= setTimeout(prepare, 200);
      },
    };
  };

  // What a value is sorted by: a number, a text, or null where it is missing. `plain` is a text that can
  // be compared letter by letter, if it has only letters and digits: numbers in it count by their size.
  const PLAIN = /^[A-Za-z0-9 ]*$/;
  const padded = (text) => text.toLowerCase().replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, "").padStart(16, "0"));

  function keyOf(value, field) {
    if (missing(value)) return { value: null };
    if (typeof value === "number" || typeof value === "boolean") return { value: Number(value) };
    const option = field.type === "choice" && field.options ? field.options.indexOf(value) : null;
    if (option !== null) return { value: option < 0 ? field.options.length : option };
    const text = homespun.sortText(value, field);
    return { value: text, plain: PLAIN.test(text) ? padded(text) : undefined };
  }

  // The fastest way to compare some keys that is right for all of them: texts with other letters are
  // compared in the way of the person's language, which takes ten times as long.
  const byLanguage = new Intl.Collator(homespun.locale, { numeric: true, sensitivity: "base" }).compare;
  const byCode = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

  function comparing(keys) {
    const there = keys.filter((key) => key.value !== null);
    if (there.every((key) => typeof key.value === "number")) return [(key) => key.value, (one, other) => one - other];
    if (there.every((key) => key.plain !== undefined)) return [(key) => key.plain, byCode];
    return [(key) => String(key.value), byLanguage];
  }

  // Puts rows in order, missing values last and equal ones as they were made. The order is remembered: after
  // a small change, sorting what is nearly in order takes a moment.
  let turn = 0;
  homespun.makeOrder = (entity) => {
    let last = { name: "", rows: [] };

    function startFrom(rows, name) {
      turn += 1;
      rows.forEach((row, at) => {
        row.turn = turn;
        row.place = at;
      });
      if (last.name !== name) return rows;
      const start = last.rows.filter((row) => row.turn === turn);
      for (const row of start) row.turn = 0;
      return [...start, ...rows.filter((row) => row.turn === turn)];
    }

    return (rows, name, descending) => {
      const field = homespun.fieldOf(entity, name);
      if (!field) return rows;
      const now = isLively(field) ? moment() : "";
      const items = startFrom(rows, name).map((row) => ({ row, key: row.key(field, now), by: null }));
      const [by, compare] = comparing(items.map((item) => item.key));
      for (const item of items) if (item.key.value !== null) item.by = by(item.key);
      const way = descending ? -1 : 1;
      items.sort((one, other) => {
        if (one.by === null || other.by === null) return (one.by === null) - (other.by === null) || one.row.place - other.row.place;
        return way * compare(one.by, other.by) || one.row.place - other.row.place;
      });
      last = { name, rows: items.map((item) => item.row) };
      return last.rows;
    };
  };
})();
