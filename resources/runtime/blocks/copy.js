// A button that copies a text, so that it can be pasted somewhere else.
// Needs: elements, formats, toast.
"use strict";

(function () {
  const { make, say } = homespun;

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyTheOldWay(text);
    }
  }

  // Where a page may not use the clipboard by itself, copying a marked text still works.
  function copyTheOldWay(text) {
    const place = make("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1", value: text });
    const before = document.activeElement;
    document.body.append(place);
    place.select();
    const done = document.execCommand("copy");
    place.remove();
    before?.focus();
    return done;
  }

  // `text` is asked when the button is pressed; `about` names what is copied where there are several.
  homespun.copyButton = (text, about = "") =>
    make(
      "button",
      {
        type: "button",
        class: "small",
        "aria-label": about ? `${say("copy")} ${homespun.isolate(about)}` : null,
        onclick: async () => homespun.toast(say((await copy(text())) ? "copied" : "not_copied")),
      },
      say("copy"),
    );
})();
