// Keeps everything in the browser's own database (IndexedDB), on this computer only: for an app that is
// opened as a file, alone.
// Needs: shelves.
"use strict";

(function () {
  const FIRST = 500; // records that are read before the first page is drawn
  const MORE = 5000; // records that are read at once afterwards
  const TOLD = 1000; // changes to more records than this are not told one by one

  // The folder is part of the name, because to a browser all files of a computer are one site.
  const databaseName = (key) => `homespun ${key} ${location.href.replace(/[#?].*$/, "").replace(/[^/]*$/, "")}`;

  function asPromise(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  function finished(transaction) {
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  async function openDatabase(name) {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("records", { keyPath: "id" });
      request.result.createObjectStore("notes");
    };
    const database = await asPromise(request);
    database.onversionchange = () => database.close();
    return database;
  }

  const alive = (record) => ({ ...record, values: homespun.own(record.values) });

  homespun.browserStore = async (key) => {
    const database = await openDatabase(databaseName(key));
    const channel = new BroadcastChannel(databaseName(key));
    const reading = (shelf) => database.transaction(shelf).objectStore(shelf);
    const small = (name) => ["note", name]; // beside "begun", which is ours

    async function change(work) {
      const transaction = database.transaction(["records", "notes"], "readwrite");
      const done = finished(transaction);
      try {
        work(transaction.objectStore("records"), transaction.objectStore("notes"));
        transaction.commit?.(); // at once: what is on its way when the page is closed arrives
      } catch (problem) {
        transaction.abort();
        await done.catch(() => {});
        throw problem;
      }
      await done;
    }

    const told = ({ put, remove }) => channel.postMessage(put.length + remove.length > TOLD ? null : { put, remove: remove.map((record) => record.id) });

    return {
      begun: (await asPromise(reading("notes").get("begun"))) === true,

      async begin(records) {
        const transaction = database.transaction(["records", "notes"], "readwrite");
        const done = finished(transaction);
        if (!(await asPromise(transaction.objectStore("notes").get("begun")))) {
          for (const record of records) transaction.objectStore("records").put(record);
          transaction.objectStore("notes").put(true, "begun");
        }
        await done;
      },

      // Everything that is kept, in parts; the first is small.
      async *parts() {
        const names = await asPromise(reading("notes").getAllKeys());
        const values = await asPromise(reading("notes").getAll());
        const notes = names.map((name, at) => [name[1], values[at]]).filter((pair, at) => Array.isArray(names[at]));
        let found = await asPromise(reading("records").getAll(null, FIRST));
        yield { notes, records: found.map(alive) };
        for (let size = FIRST; found.length === size; size = MORE) {
          found = await asPromise(reading("records").getAll(IDBKeyRange.lowerBound(found.at(-1).id, true), MORE));
          if (found.length) yield { records: found.map(alive) };
          if (found.length < MORE) return;
        }
      },

      async write({ put, remove }) {
        await change((records) => {
          for (const record of put) records.put(record);
          for (const record of remove) records.delete(record.id);
        });
        told({ put, remove });
      },

      // Reads everything and writes what follows from it, in one transaction.
      async exchange(renew, agree) {
        const transaction = database.transaction(["records", "notes"], "readwrite");
        const done = finished(transaction);
        const records = transaction.objectStore("records");
        const found = await asPromise(records.getAll());
        try {
          renew(found.map(alive));
          const change = agree();
          for (const record of change.put) records.put(record);
          for (const record of change.remove) records.delete(record.id);
          await done;
          told(change);
          return change;
        } catch (problem) {
          done.catch(() => {});
          if (!transaction.error) transaction.abort();
          throw problem;
        }
      },

      async remember(pairs) {
        await change((records, notes) => {
          for (const [name, value] of pairs)
            if (value === null || value === undefined) notes.delete(small(name));
            else notes.put(value, small(name));
        });
        channel.postMessage({ notes: pairs });
      },

      watch(changed) {
        channel.onmessage = ({ data }) => changed(data && { ...data, put: (data.put ?? []).map(alive) });
      },
    };
  };
})();
