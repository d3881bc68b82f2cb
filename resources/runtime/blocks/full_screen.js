// One element on the whole screen; where the browser does not give it away, in the whole window.
// Needs: elements.
"use strict";

(function () {
  let leave = null; // ends what fills the window now

  // Fills the window with an element: everything else is out of reach until it is left.
  function fillWindow(element, changed) {
    const asleep = [];
    for (let at = element; at !== document.body; at = at.parentElement)
      for (const other of at.parentElement.children) if (other !== at && other.id !== "toasts" && !other.inert) asleep.push(other);
    const end = () => {
      leave = null;
      element.classList.remove("is-full");
      for (const other of asleep) other.inert = false;
      removeEventListener("keydown", onKey);
      removeEventListener("hashchange", end);
      changed(false);
    };
    const onKey = (event) => event.key === "Escape" && end();
    leave = end;
    for (const other of asleep) other.inert = true;
    element.classList.add("is-full");
    addEventListener("keydown", onKey);
    addEventListener("hashchange", end);
    changed(true);
  }

  // A button that fills the screen with an element, and gives the screen back.
  homespun.fullScreenButton = (element, words) => {
    const button = homespun.make("button", { type: "button", "aria-pressed": "false", onclick: press }, words);
    const changed = (isFull) => (button.ariaPressed = String(isFull));

    async function press() {
      if (leave) return leave();
      try {
        if (document.fullscreenElement) await document.exitFullscreen();
        else await element.requestFullscreen();
      } catch {
        fillWindow(element, changed); // a phone, a frame, Homespun's own window: not everywhere may a page have the screen
      }
    }

    element.addEventListener("fullscreenchange", () => changed(document.fullscreenElement === element));
    return button;
  };
})();
