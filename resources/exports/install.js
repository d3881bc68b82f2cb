// On a web host that is reached by https an app can be put among the programs of a phone or a computer, and
// opens there without a network, too. Everything works without this, as it does when opened as a file.
"use strict";

(function () {
  if (!globalThis.isSecureContext || !location.protocol.startsWith("http")) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: "manifest.webmanifest" }));
  navigator.serviceWorker?.register("service_worker.js").catch((problem) => console.info("Not kept for later:", problem));
})();
