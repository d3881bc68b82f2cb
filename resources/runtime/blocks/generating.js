// What all generators share: a place for the result, and the buttons under it.
// Needs: elements, formats, blocks/copy, blocks/printing.
"use strict";

(function () {
  const { make, say } = homespun;
  homespun.generators ??= Object.create(null);

  // `create` gives the elements of a new result, `text` what Copy copies, `print` what is
  // done with the result before it is printed. Gives { result, buttons, renew }.
  homespun.generating = ({ create, text = null, print = null, label = "generator_again" }) => {
    const result = make("div", { class: "generator-result", role: "group", "aria-label": say("generator_result") });
    function renew(told = true) {
      result.replaceChildren(...[create()].flat(2).filter(Boolean));
      if (told) homespun.announce(say("generator_new"));
    }
    const again = make("button", { type: "button", class: "main", onclick: () => renew() }, say(label));
    const buttons = make("div", { class: "row generator-buttons no-print" }, again, text ? homespun.copyButton(text) : null, print ? homespun.printButton(() => (print(result), result)) : null);
    return { result, buttons, renew };
  };

  homespun.generating.tooFew = (words, needed) => make("p", { class: "muted" }, say("generator_too_few", { count: words, needed }));
})();
