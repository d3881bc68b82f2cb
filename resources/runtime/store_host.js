// Keeps everything in data.sqlite, in the app's own folder, when the app is shown in Homespun's window.
// The window answers messages at the page's own address (in the program: desktop/preview/desk.py).
// Needs: shelves.
"use strict";

(function () {
  const LOOK_MS = 4000; // how often another window's changes are looked for

  // A message goes in a header, which holds plain letters only: others are written as \u1234.
  const plain = (message) => JSON.stringify(message).replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

  async function ask(message) {
    const response = await fetch("/records", { method: "POST", headers: { "Homespun-Message": plain(message) } });
    const answer = await response.json();
    if (answer.problem) throw new Error("the app's database cannot do that", { cause: answer.problem });
    return answer;
  }

  // The store of the window; null if the page is shown elsewhere, or the window keeps no records for it.
  homespun.hostStore = async () => {
    if (location.protocol !== "homespun:") return null;
    try {
      return new HostStore(await ask({ do: "open" }));
    } catch (problem) {
      if (problem.cause === "none") return null;
      throw problem;
    }
  };

  class HostStore {
    constructor({ begun, fields, notes, revision }) {
      this.fields = new Map(Object.entries(fields).map(([entity, names]) => [entity, new Set(names)]));
      this.asking = 0;
      this.begun = begun;
      this.notes = notes;
      this.revision = revision;
    }

    async begin(records) {
      this.revision = (await ask({ do: "begin", put: records.map((record) => this.known(record)) })).revision;
    }

    // Everything that is kept, in parts; the first has some of every entity.
    async *parts() {
      const first = { notes: Object.entries(this.notes), records: [] };
      const unfinished = [];
      for (const { name } of homespun.entities()) {
        const { records, after } = await this.read(name, null);
        first.records.push(...records);
        if (after) unfinished.push([name, after]);
      }
      yield first;
      for (const [name, start] of unfinished)
        for (let place = start; place; ) {
          const { records, after } = await this.read(name, place);
          place = after;
          yield { records };
        }
    }

    async read(entity, after) {
      const { fields, rows, more } = await ask({ do: "read", entity, after });
      const records = rows.map(([id, made, ...row]) => {
        const values = Object.create(null);
        fields.forEach((field, at) => (values[field] = row[at]));
        return { id, entity, made, values };
      });
      return { records, after: more ? [records.at(-1).made, records.at(-1).id] : null };
    }

    async write(change) {
      await this.tell(this.asMessage(change));
    }

    // Reads everything, and writes what follows from it only if nobody has written in between; else again.
    async exchange(renew, agree) {
      this.asking += 1;
      try {
        for (;;) {
          const { revision } = await ask({ do: "look" });
          const records = [];
          for await (const part of this.parts()) records.push(...part.records);
          renew(records);
          const change = agree();
          if (!change.put.length && !change.remove.length) return change;
          const answer = await ask({ ...this.asMessage(change), if: revision });
          if (answer.outdated) continue;
          this.revision = answer.revision;
          return change;
        }
      } finally {
        this.asking -= 1;
      }
    }

    asMessage({ put, remove }) {
      return { do: "write", put: put.map((record) => this.known(record)), remove: remove.map((record) => [record.entity, record.id]) };
    }

    // The number of a tile, sooner than all records are here; null if the window leaves it to the page.
    async measure({ line, title }) {
      return (await ask({ do: "measure", line, label: title })).value;
    }

    // All at once, none after the other: the page may be about to be closed.
    async remember(pairs) {
      await Promise.all(pairs.map(([name, value]) => this.tell({ do: "remember", name, value: value ?? null })));
    }

    // Only what the app has, or once had, has a column.
    known(record) {
      const names = this.fields.get(record.entity);
      return { ...record, values: homespun.own(Object.fromEntries(Object.entries(record.values).filter(([name]) => names?.has(name)))) };
    }

    // A revision that is more than one ahead means that another window has been at work in between.
    async tell(message) {
      this.asking += 1;
      try {
        const { revision } = await ask(message);
        const missed = revision !== this.revision + 1;
        this.revision = revision;
        if (missed) this.changed?.(null);
      } finally {
        this.asking -= 1;
      }
    }

    watch(changed) {
      this.changed = changed;
      const look = async () => {
        const before = this.revision;
        if (document.hidden || this.asking) return;
        const { revision } = await ask({ do: "look" });
        if (this.asking || before !== this.revision || revision === before) return;
        this.revision = revision;
        this.notes = (await ask({ do: "open" })).notes;
        changed(null);
      };
      setInterval(look, LOOK_MS);
      window.addEventListener("focus", look);
    }
  }
})();
