// Prints one part of a page: everything beside it is hidden while the printer looks.
// Needs: elements, formats.
"use strict";

(function () {
  const { make, say } = homespun;

  homespun.printOnly = (element) => {
    const hidden = [];
    for (let inner = element; inner.parentElement && inner !== document.body; inner = inner.parentElement) {
      hidden.push(...[...inner.parentElement.children].filter((other) => other !== inner && !other.hidden));
    }
    hidden.forEach((other) => (other.hidden = true));
    const back = () => {
      hidden.forEach((other) => (other.hidden = false));
      removeEventListener("afterprint", back);
    };
    addEventListener("afterprint", back);
    window.print();
  };

  homespun.printButton = (element) => make("button", { type: "button", onclick: () => homespun.printOnly(element()) }, say("print"));
})();
