// A QR code of a text, an address or a Wi-Fi password: drawn as one types, to be printed or saved as a picture.
// Needs: elements, formats, hand, store, blocks/generating, blocks/printing, blocks/qr_code.
"use strict";

(function () {
  const { make, say, draw, store } = homespun;
  const EDGE = 4; // squares of light around a code; with fewer some phones do not see it
  const DOTS = 12; // across a square in a saved picture

  // Dark on light whatever the theme: the other way round many phones cannot read it.
  function drawing(squares, text) {
    const side = squares.length + 2 * EDGE;
    const path = squares.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + EDGE} ${y + EDGE}h1v1h-1z` : "")).join(""));
    return draw(
      "svg",
      { xmlns: "http://www.w3.org/2000/svg", class: "qr-code", viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": say("generator_qr_of", { text }), "shape-rendering": "crispEdges" },
      draw("rect", { width: side, height: side, fill: "white" }),
      draw("path", { d: path.join(""), fill: "black" }),
    );
  }

  function picture(squares) {
    const side = (squares.length + 2 * EDGE) * DOTS;
    const canvas = make("canvas", { width: side, height: side });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, side, side);
    pen.fillStyle = "black";
    squares.forEach((row, y) => row.forEach((dark, x) => dark && pen.fillRect((x + EDGE) * DOTS, (y + EDGE) * DOTS, DOTS, DOTS)));
    return new Promise((done) => canvas.toBlob(done));
  }

  homespun.generators.qr = (section) => {
    const key = `${section.key} text`;
    const start = section.text ?? "";
    const kept = store.recall(key);
    const id = homespun.newId("text");
    const area = make("textarea", { id, rows: 3, dir: "auto", spellcheck: "false", value: kept?.from === start ? kept.now : start });
    const result = make("div", { class: "generator-result qr-result" });
    const told = make("p", { class: "muted", "aria-live": "polite" });
    let squares = null;

    function show() {
      const text = area.value.trim();
      squares = text ? homespun.qrCode(text) : null;
      told.textContent = squares ? "" : text ? say("generator_qr_long", { bytes: new TextEncoder().encode(text).length, most: homespun.qrCode.most }) : say("generator_qr_empty");
      told.hidden = squares !== null;
      result.replaceChildren(...(squares ? [drawing(squares, text)] : []));
      for (const button of buttons.children) button.disabled = !squares;
    }

    const name = () => section.title || say("generator_qr");
    const savePicture = async () => homespun.hand(homespun.fileName(name(), ".png"), "image/png", await picture(squares));
    const saveDrawing = () => homespun.hand(homespun.fileName(name(), ".svg"), "image/svg+xml", result.innerHTML);
    const button = (words, work) => make("button", { type: "button", onclick: work }, words);
    const buttons = make("div", { class: "row generator-buttons no-print" }, button(say("generator_qr_picture"), savePicture), button(say("generator_qr_drawing"), saveDrawing), homespun.printButton(() => result));

    area.addEventListener("input", () => {
      store.remember(key, { from: start, now: area.value });
      show();
    });
    show();
    return { parts: [make("div", { class: "field no-print" }, make("label", { class: "label", for: id }, say("generator_qr_text")), area), told, result, buttons] };
  };
})();
