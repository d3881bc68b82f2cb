// Files inside the app's own data: one text that holds the name, the kind and the content.
"use strict";

(function () {
  const SHAPE = /^data:([\w.+/-]*);name=([^;,]*);base64,([A-Za-z0-9+/=]*)$/;
  const UNITS = ["byte", "kilobyte", "megabyte"];

  homespun.files = {
    MOST_BYTES: 5 * 1024 * 1024,

    // What a kept file is called, and how large it is; null if the text is no kept file.
    describe(kept) {
      const parts = SHAPE.exec(String(kept));
      if (!parts) return null;
      let name = "";
      try {
        name = decodeURIComponent(parts[2]);
      } catch (problem) {
        if (!(problem instanceof URIError)) throw problem;
        name = parts[2];
      }
      return { name: name.replace(/[/\\:\p{Cc}\p{Cf}]/gu, "_") || "file", bytes: Math.floor((parts[3].length * 3) / 4), content: parts[3] };
    },

    // "2.4 MB", in the way of the person's own country.
    size(bytes) {
      const step = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
      return new Intl.NumberFormat(homespun.locale, { style: "unit", unit: UNITS[step], maximumFractionDigits: 1 }).format(bytes / 1024 ** step);
    },

    // Reads a file from this computer into one text. The kind is kept only where it is a plain one.
    async keep(file) {
      const address = await new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result);
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(file);
      });
      const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : "application/octet-stream";
      return `data:${type};name=${encodeURIComponent(file.name.toWellFormed?.() ?? file.name)};base64,${String(address).split(",")[1] ?? ""}`;
    },

    // Hands a kept file to the person. It is never opened in the app's own window: it may be anything.
    save(kept) {
      const file = homespun.files.describe(kept);
      const bytes = Uint8Array.from(atob(file.content), (character) => character.charCodeAt(0));
      const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
      homespun.make("a", { href: address, download: file.name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    },
  };
})();
