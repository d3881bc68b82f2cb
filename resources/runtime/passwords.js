// Passwords are never kept: only what PBKDF2 makes of them with a salt of their own, worked out by the
// browser. Where the browser cannot do that, nobody can have a password: see `passwords.areSafe`.
// What this does not do: protect against somebody who can open this computer's files.
// Needs: store.
"use strict";

(function () {
  const { store } = homespun;
  const KEPT = "private passwords"; // id of a person → { salt, hash, rounds }
  const TRIES = "private tries"; // id of a person → [how often wrong, until when to wait]
  const ROUNDS = 600_000;
  const FREE_TRIES = 5;
  const FIRST_WAIT_MS = 10_000;
  const LONGEST_WAIT_MS = 600_000;

  const asText = (bytes) => btoa(String.fromCharCode(...bytes));
  const asBytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

  // The same letters can be written in more than one way.
  async function derive(words, salt, rounds) {
    const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(words.normalize("NFC")), "PBKDF2", false, ["deriveBits"]);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, key, 256));
  }

  // Takes as long whatever is different, so that the time says nothing.
  function isSame(one, other) {
    let difference = one.length ^ other.length;
    for (let at = 0; at < one.length; at++) difference |= one[at] ^ other[at % other.length];
    return difference === 0;
  }

  const NOTHING = asText(new Uint8Array(32));
  const all = () => store.recall(KEPT, {});
  const has = (id) => Object.hasOwn(all(), id);

  async function set(id, words) {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const hash = await derive(words, salt, ROUNDS);
    await store.remember(KEPT, { ...all(), [id]: { salt: asText(salt), hash: asText(hash), rounds: ROUNDS } });
    await forgive(id);
  }

  // For an id that has no password it takes as long, and is wrong.
  async function isRight(id, words) {
    const known = has(id) ? all()[id] : { salt: NOTHING, hash: NOTHING, rounds: ROUNDS };
    const same = isSame(await derive(words, asBytes(known.salt), known.rounds), asBytes(known.hash));
    return same && has(id);
  }

  const triesOf = (id) => store.recall(TRIES, {})[id] ?? [0, 0];
  const waitMs = (id) => Math.max(0, Math.min(triesOf(id)[1] - Date.now(), LONGEST_WAIT_MS));

  async function blame(id) {
    const count = triesOf(id)[0] + 1;
    const wait = count < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count - FREE_TRIES), LONGEST_WAIT_MS);
    await store.remember(TRIES, { ...store.recall(TRIES, {}), [id]: [count, Date.now() + wait] });
  }

  async function forgive(id) {
    const { [id]: gone, ...others } = store.recall(TRIES, {});
    if (gone) await store.remember(TRIES, others);
  }

  // Tries a password: "" if it is right, else the words that say what is wrong, with their facts. After five
  // wrong ones each next one has to wait, twice as long every time. `id` is "" for somebody unknown.
  async function test(id, words) {
    if (waitMs(id)) return ["people_wait", { count: Math.ceil(waitMs(id) / 1000) }];
    if (await isRight(id, words)) return forgive(id).then(() => null);
    await blame(id);
    return ["people_wrong", {}];
  }

  homespun.passwords = {
    areSafe: () => globalThis.isSecureContext && Boolean(globalThis.crypto?.subtle),
    has,
    set,
    test,
    // Passwords of people who are not there any more.
    async clear(isThere) {
      const kept = Object.entries(all()).filter(([id]) => isThere(id));
      if (kept.length < Object.keys(all()).length) await store.remember(KEPT, Object.fromEntries(kept));
    },
  };
})();
