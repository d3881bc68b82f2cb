// Where the records live: in the browser's own database (IndexedDB), on this computer only.
// The rest of the app knows only: list, get, put, remove, subscribe. Reading is from memory, so that
// pages draw at once; every change is written before it is shown.
"use strict";

(function () {
  const records = new Map();
  const listeners = new Set();
  let database = null;
  let channel = null;

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

  // A field may be named anything, also "constructor": values never inherit.
  const own = (values) => Object.assign(Object.create(null), values);

  async function load() {
    const found = await asPromise(database.transaction("records").objectStore("records").getAll());
    records.clear();
    for (const record of found) records.set(record.id, { ...record, values: own(record.values) });
  }

  // Opens the database; on the very first run `samples()` gives the records to begin with. False
  // means that this browser keeps nothing, and the app then works until it is closed.
  async function open(key, samples) {
    try {
      await openDatabase(databaseName(key));
      await begin(samples);
      await load();
    } catch (problem) {
      console.info("The browser's database cannot be used:", problem);
      database = null;
      for (const record of samples()) records.set(record.id, record);
      return false;
    }
    channel = new BroadcastChannel(databaseName(key));
    channel.onmessage = () => load().then(tell);
    return true;
  }

  async function openDatabase(name) {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("records", { keyPath: "id" });
      request.result.createObjectStore("notes");
    };
    database = await asPromise(request);
    database.onversionchange = () => database.close();
  }

  async function begin(samples) {
    const transaction = database.transaction(["records", "notes"], "readwrite");
    if (!(await asPromise(transaction.objectStore("notes").get("begun")))) {
      for (const record of samples()) transaction.objectStore("records").put(record);
      transaction.objectStore("notes").put(true, "begun");
    }
    await finished(transaction);
  }

  function tell() {
    for (const listener of listeners) listener();
  }

  async function write(change) {
    if (database) {
      const transaction = database.transaction("records", "readwrite");
      change(transaction.objectStore("records"));
      await finished(transaction);
      channel.postMessage("changed");
    }
  }

  const list = (entity) =>
    [...records.values()]
      .filter((record) => record.entity === entity)
      .sort((one, other) => one.made - other.made || (one.id < other.id ? -1 : 1));

  const get = (id) => records.get(id) ?? null;

  // The last record made is the newest, also when two are made in the same millisecond.
  let lastMade = 0;
  function make(entity, values) {
    lastMade = Math.max(Date.now(), lastMade + 1);
    const id = `${lastMade.toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
    return { id, entity, made: lastMade, values: own(values) };
  }

  async function put(...changed) {
    await write((shelf) => changed.forEach((record) => shelf.put(record)));
    changed.forEach((record) => records.set(record.id, record));
    tell();
  }

  async function remove(id) {
    await write((shelf) => shelf.delete(id));
    records.delete(id);
    tell();
  }

  function subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  homespun.store = { open, list, get, make, put, remove, subscribe };
})();
