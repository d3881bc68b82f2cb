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

    // What can be found in it by itself, and what by computed values and other records at this moment.
    words(steady) {
      return (this.#words ??= this.#wordsOf(steady));
    }

    livelyWords(lively, now) {
      if (this.#livelyWords.now !== now) this.#livelyWords = { now, words: this.#wordsOf(lively) };
      return this.#livelyWords.words;
    }

    #wordsOf(writers) {
      let words = "";
      for (const { field, write } of writers) words += `${write(this.value(field))}\n`;
      return words;
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

  // Writes the values of a field as they are found. Days, options, numbers and names are the same in many
  // records: each is written once, and again when `forget` says that it may read otherwise.
  const OFTEN_DIFFERENT = ["text", "long text", "email", "phone", "link", "tags", "references"];
  const MOST_WRITTEN = 20_000;

  function makeWriter(field) {
    const written = new Map();
    const anew = (value) => homespun.plainWords(homespun.asText(value, field));
    const write = (value) => {
      const known = written.get(value);
      if (known !== undefined) return known;
      if (written.size >= MOST_WRITTEN) written.clear();
      const words = anew(value);
      written.set(value, words);
      return words;
    };
    return { field, write: OFTEN_DIFFERENT.includes(field.type) ? anew : write, forget: () => written.clear() };
  }

  const whenIdle = window.requestIdleCallback?.bind(window) ?? ((work) => setTimeout(() => work({ timeRemaining: () => 0 }), 16));
  const SLICE_MS = 8; // so long is taken in any case; nobody sees it

  // Finds rows by all of some words; the texts of the rows are made ready beforehand, while nobody waits.
  homespun.makeFinder = (entity) => {
    const writers = [...entity.byName.values()].filter((field) => field.type !== "image" && field.type !== "file").map(makeWriter);
    const steady = writers.filter(({ field }) => !isLively(field));
    const lively = writers.filter(({ field }) => isLively(field));
    let waiting = [];
    let asked = 0;
    let last = "";

    // The moment; what other records are called may have changed since the last.
    function now() {
      if (last !== moment()) lively.forEach((writer) => writer.forget());
      return (last = moment());
    }

    function prepare(idle) {
      asked = 0;
      const begun = performance.now();
      const at = now();
      while (waiting.length && (idle.timeRemaining() > 0 || performance.now() < begun + SLICE_MS))
        for (const row of waiting.splice(-50)) {
          row.words(steady);
          if (lively.length) row.livelyWords(lively, at);
        }
      if (waiting.length) asked = whenIdle(prepare);
    }

    return {
      find(rows, typed) {
        const words = homespun.plainWords(typed).split(/\s+/).filter(Boolean);
        const at = now();
        const isIn = (row) => words.every((word) => row.words(steady).includes(word) || (lively.length > 0 && row.livelyWords(lively, at).includes(word)));
        return words.length ? rows.filter(isIn) : rows;
      },
      getReady(rows) {
        waiting = rows.slice();
        asked ||= whenIdle(prepare);
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
