// A part of the page that belongs to the person: the file custom/NAME.html, shown in a frame that is fenced in.
// It runs in a sandbox without an origin, under the rules of custom.html beside this file, and has one port to
// the app, through which it may read and add records of the entity that the blueprint names. Not protected
// against: code that never ends, and, in a browser of its own, the name of a computer it wants to lead the frame
// to (it never gets there; Homespun's window does not even look the name up).
// Needs: blocks/frame, elements, formats, records, saving, store.
"use strict";

(function () {
  const { make, say, store } = homespun;
  const LOOK = ["page", "surface", "raised", "text", "muted", "line", "edge", "accent", "on-accent", "soft", "on-soft", "link", "good", "warning", "danger", "font", "radius", "radius-small"];
  for (let at = 1; at <= 8; at += 1) LOOK.push(`tint-${at}`);

  // The app's colours and letters as they are now, light or dark.
  function lookNow() {
    const style = getComputedStyle(document.documentElement);
    const look = Object.fromEntries(LOOK.map((name) => [`--${name}`, style.getPropertyValue(`--${name}`)]));
    return { ...look, "color-scheme": style.colorScheme };
  }

  // Homespun's window reads the file itself, so that a change is seen at once.
  async function textOf(name) {
    if (location.protocol === "homespun:") {
      const answer = await fetch(`custom/${encodeURIComponent(name)}.html`).catch(() => null);
      if (answer?.ok) return answer.text();
    }
    return homespun.ownParts?.[name] ?? null;
  }

  // A record as the other side sees it: what can be read on the pages, as plain values.
  function plain(record, entity) {
    const view = homespun.view(record);
    const columns = [...entity.fields, ...homespun.ownComputed(entity)];
    return { id: record.id, values: Object.fromEntries(columns.map(({ name }) => [name, view[name]])) };
  }

  async function add(entity, asked) {
    if (!homespun.may("adds", entity)) return false;
    const open = entity.fields.filter((field) => Object.hasOwn(asked, field.name) && homespun.mayFill(entity, field, null));
    const given = Object.fromEntries(open.map(({ name }) => [name, asked[name]]));
    return (await homespun.save([store.make(entity.name, homespun.starting(entity, given))])) !== null;
  }

  async function answer(message, entity) {
    if (!entity || typeof message !== "object") return null;
    if (message.do === "records") return store.list(entity.name).map((record) => plain(record, entity));
    if (message.do === "add") return add(entity, Object(message.values)).catch(() => false);
    return null;
  }

  homespun.sections.custom = (section) => {
    const entity = section.entity ? homespun.entityOf(section.entity) : null;
    const { port1: port, port2: theirs } = new MessageChannel();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const fence = homespun.fence ? { srcdoc: homespun.fence } : { src: "runtime/custom.html" }; // an app in one file brings it along
    const frame = make("iframe", { class: "custom-frame", sandbox: "allow-scripts", title: section.title, ...fence, style: { height: `${section.height}px` } });
    const tellLook = () => port.postMessage({ look: lookNow() });

    port.onmessage = async ({ data }) => port.postMessage({ number: data?.number, answer: await answer(data, entity) });
    frame.addEventListener(
      "load",
      async () => {
        const html = await textOf(section.file);
        if (html === null) return frame.replaceWith(make("p", { class: "notice warning" }, say("custom_missing", { file: `custom/${section.file}.html` })));
        const { lang: language, dir: direction } = document.documentElement;
        frame.contentWindow?.postMessage({ html, language, direction, look: lookNow() }, "*", [theirs]);
      },
      { once: true }, // whatever is shown in the frame later gets no port
    );
    dark.addEventListener("change", tellLook);
    return {
      element: homespun.frame(section, frame),
      update: () => entity && port.postMessage({ changed: true }),
      leave: () => dark.removeEventListener("change", tellLook),
    };
  };
})();
