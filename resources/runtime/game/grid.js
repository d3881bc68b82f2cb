// A board of squares for games: real buttons, one stop for Tab, arrow keys from square to square.
// Needs: elements.
"use strict";

(function () {
  const { make } = homespun;
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  // `name(row, column)` is what a screen reader says, `press(row, column)` what a press does, `other`
  // (may be left out) what a right click, a long press or the key F does. `show` is called by `paint`
  // with every button and puts into it what is seen.
  homespun.gameGrid = (stage, { rows, columns, words, name, show, press, other = null }) => {
    const buttons = [];
    let current = [0, 0];
    const at = (row, column) => buttons[row]?.[column] ?? null;

    function moveTo(row, column, withFocus = true) {
      if (!at(row, column)) return false;
      at(...current).tabIndex = -1;
      current = [row, column];
      at(row, column).tabIndex = 0;
      if (withFocus) at(row, column).focus();
      return true;
    }

    function keyed(event) {
      const [row, column] = current;
      const step = STEPS[event.key];
      const isFound =
        (step && (moveTo(row + step[0], column + step[1]) || true)) ||
        (event.key === "Home" && moveTo(row, 0)) ||
        (event.key === "End" && moveTo(row, columns - 1)) ||
        (other && event.key.toLowerCase() === "f" && (other(row, column), true));
      if (isFound) event.preventDefault();
    }

    function makeButton(row, column) {
      let timer = 0;
      let wasLong = false;
      const settings = {
        type: "button",
        class: "game-cell",
        tabindex: row + column === 0 ? "0" : "-1",
        "data-row": row,
        "data-column": column,
        onclick: () => {
          if (wasLong) return;
          moveTo(row, column, false);
          press(row, column);
        },
      };
      if (!other) return make("button", settings);
      const startLong = (event) => {
        wasLong = false;
        if (event.pointerType !== "mouse") timer = setTimeout(() => ((wasLong = true), other(row, column)), 450);
      };
      const stopLong = () => clearTimeout(timer);
      const right = (event) => {
        event.preventDefault();
        stopLong();
        if (!wasLong) other(row, column);
        wasLong = event.pointerType === "touch";
      };
      return make("button", { ...settings, onpointerdown: startLong, onpointerup: stopLong, onpointerleave: stopLong, onpointercancel: stopLong, oncontextmenu: right });
    }

    for (let row = 0; row < rows; row++) buttons.push(Array.from({ length: columns }, (_, column) => makeButton(row, column)));
    const element = make(
      "div",
      { class: "game-grid", role: "grid", "aria-label": words, dir: "ltr", style: { "--columns": String(columns), "--rows": String(rows) }, onkeydown: keyed },
      buttons.map((line) => make("div", { role: "row", class: "game-row" }, line.map((button) => make("div", { role: "gridcell" }, button)))),
    );
    stage.area.append(element);

    return {
      element,
      at,
      moveTo,
      // Shows every square as it now is.
      paint() {
        buttons.forEach((line, row) =>
          line.forEach((button, column) => {
            button.setAttribute("aria-label", name(row, column));
            show(button, row, column);
          }),
        );
      },
    };
  };
})();
