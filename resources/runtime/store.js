// What the app keeps: records, and small values such as a best score. Reading is from memory, so that
// pages draw at once; every change is written first and shown then. Where things are written is decided
// by the back end: the database of Homespun's window, or the browser's own.
// Needs: values, shelves, fitting, store_browser, store_host.
"use strict";

(function () {
  const { missing, shelves } = homespun;
  const listeners = new Set();
  const notes = new Map();
  let backend = null;
  let loading = false;
  let trouble = "";
  let lastMade = 0;
  const unwritten = new Map(); // small values that are not yet on their way to where they are kept
  let waiting = null; // the promise that they will be
  let written = Promise.resolve();

  // Changes are made one after the other, and the first waits until everything is there to be changed.
  let queue = Promise.resolve();
  function inTurn(work) {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  }

  // Opens the store; on the very first run `samples()` gives the records to begin with. The first page
  // can be drawn before all records are there: `loading()` says so, and listeners hear of the rest.
  // False means that nothing can be kept here, and the app then works until it is closed.
  async function open(key, samples) {
    try {
      backend = (await homespun.hostStore()) ?? (await homespun.browserStore(key));
      if (!backend.begun) await backend.begin(samples().map(homespun.fitting));
      loading = true;
      const parts = backend.parts();
      take((await parts.next()).value);
      inTurn(() => loadRest(parts));
      backend.watch(takeOver);
    } catch (problem) {
      console.info("Nothing can be kept here:", problem);
      backend = null;
      loading = false;
      trouble = problem.cause ? "not_readable" : "not_kept";
      if (!problem.cause) shelves.put(samples());
      return false;
    }
    return true;
  }

  const take = ({ notes: told = [], records = [] }) => {
    for (const [name, value] of told) if (!unwritten.has(name)) note(name, value);
    shelves.put(records);
  };

  const note = (name, value) => (missing(value) ? notes.delete(name) : notes.set(name, value));

  async function loadRest(parts) {
    try {
      for await (const part of parts) take(part);
    } catch (problem) {
      console.error("Not everything could be read:", problem);
      homespun.toast(homespun.say("not_readable"));
    }
    loading = false;
    tell(null);
  }

  // Another tab or window has changed something: { put, remove } says what, null that all must be read anew.
  function takeOver(change) {
    inTurn(async () => {
      if (change) {
        const { notes: told = [], put = [], remove = [] } = change;
        take({ notes: told });
        return tell({ put, removed: shelves.change(put, remove) });
      }
      const parts = [];
      for await (const part of backend.parts()) parts.push(part);
      shelves.clear();
      for (const name of notes.keys()) if (!unwritten.has(name)) notes.delete(name);
      parts.forEach(take);
      tell(null);
    });
  }

  // `change` is { put, removed }, lists of records, or null if everything may be different. A listener
  // that fails is reported, and must not make a change look as if it had not been kept.
  function tell(change) {
    const told = change && { put: change.put.filter(isSeen), removed: [...change.removed, ...change.put.filter((record) => !isSeen(record))] };
    for (const listener of [...listeners]) {
      try {
        listener(told);
      } catch (problem) {
        reportError(problem);
      }
    }
  }

  // The last record made is the newest, also when two are made in the same millisecond.
  function make(entity, values) {
    lastMade = Math.max(Date.now(), lastMade + 1);
    const id = `${lastMade.toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
    return { id, entity, made: lastMade, values: homespun.own(values) };
  }

  // What is written if whoever is here may do it, with what has to change along with it. `asked` is what of
  // it was asked for, if the rest followed by itself, as rules do.
  function allowed({ put = [], remove = [], asked = { put, remove } }) {
    const kept = put.map(homespun.fitting);
    return homespun.mending(homespun.permitted?.(kept, remove, asked) ?? kept, remove.map(shelves.get).filter(Boolean));
  }

  // Puts and removes any number of records: all of it is kept, or none of it, and then it throws.
  const write = (wish) =>
    inTurn(async () => {
      const change = allowed(wish);
      if (backend) await backend.write(change);
      shelves.change(change.put, change.remove.map((record) => record.id));
      tell({ put: change.put, removed: change.remove });
    });

  // Writes what `build()` gives, like `write`, or nothing if it gives null. It is asked when every record
  // here is as it is kept, and nobody, in no other window, writes in between: for the last free place.
  const exchange = (build) =>
    inTurn(async () => {
      const agree = () => allowed(build() ?? {});
      const renew = (records) => (shelves.clear(), shelves.put(records));
      const change = backend ? await backend.exchange(renew, agree) : agree();
      shelves.change(change.put, change.remove.map((record) => record.id));
      tell(null);
    });

  // With accounts not everybody sees everything: what somebody may not see is not there for them.
  const isSeen = (record) => homespun.isSeen?.(record) ?? true;
  const seen = (record) => (record && isSeen(record) ? record : null);
  const get = (id) => seen(shelves.get(id));
  const list = (entity) => (homespun.isSeen ? shelves.list(entity).filter(homespun.isSeen) : shelves.list(entity));

  // Small values outlive a reload: they are numbers, texts, lists and plain objects, not large.
  const recall = (name, otherwise = null) => (notes.has(name) ? structuredClone(notes.get(name)) : otherwise);

  // The newest value counts at once. It is written when its turn comes, with all that was said since the last time:
  // whoever types fast is never ahead of what is kept by more than one writing.
  function remember(name, value) {
    const kept = structuredClone(value);
    note(name, kept);
    unwritten.set(name, kept);
    return (waiting ??= inTurn(writeNotes));
  }

  function writeNotes() {
    waiting = null;
    if (!unwritten.size) return written; // it could not wait for its turn
    written = homespun.keep(backend?.remember([...unwritten]));
    unwritten.clear();
    return written;
  }

  // A page that is hidden may be gone the next moment, and takes with it what still waits for its turn.
  const writeNow = () => void (unwritten.size && writeNotes().catch(() => {}));
  addEventListener("pagehide", () => {
    document.activeElement?.blur(); // what is being typed counts when its field is left
    writeNow();
  });
  document.addEventListener("visibilitychange", () => document.hidden && writeNow());

  const isPrivate = (name) => name.startsWith("private ");

  function subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  homespun.store = {
    open,
    list,
    get,
    everything: { list: shelves.list, get: shelves.get }, // also what nobody here may see: for checks, never to be shown
    make,
    put: (...records) => write({ put: records }),
    remove: (...ids) => write({ remove: ids }),
    write,
    exchange,
    recall,
    remember,
    isPrivate, // whether a small value stays here when everything is taken along: it is about who signs in
    notes: () => Object.fromEntries([...notes].filter(([name]) => !isPrivate(name))),
    subscribe,
    loading: () => loading,
    measure: async (section) => (homespun.isSeen ? null : ((await backend?.measure?.(section)) ?? null)), // asked while records are loading
    trouble: () => trouble, // why nothing is kept, as a key of the words; "" if all is well
    whole: () => queue, // when everything is loaded and every change so far is kept
  };
})();
