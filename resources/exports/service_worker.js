// Keeps the files of this app in the browser, so that it opens without a network. It asks nobody else for
// anything, and keeps no records: those are in the browser's database.
"use strict";

const KEPT = {{name}}; // changes whenever a file of the app does
const OURS = {{prefix}};
const FILES = {{files}};

self.addEventListener("install", (event) => {
  const keep = async () => (await caches.open(KEPT)).addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
  event.waitUntil(keep());
});

// The files of an older version go when no window shows them any more.
self.addEventListener("activate", (event) => {
  const clear = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== KEPT);
    await Promise.all(old.map((name) => caches.delete(name)));
  };
  event.waitUntil(clear());
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== location.origin) return;
  const answer = async () => (await (await caches.open(KEPT)).match(event.request, { ignoreSearch: true })) ?? fetch(event.request);
  event.respondWith(answer());
});
