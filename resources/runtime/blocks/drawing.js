// A board to draw on, with mouse, finger or keyboard. The strokes are kept, so that nothing is lost by a reload.
// Needs: elements, formats, store, toast, blocks/frame.
"use strict";

(function () {
  const { make, say, store } = homespun;

  const WIDTH = 1200; // strokes are kept in these units, however wide the board is on the screen
  const HEIGHT = 750;
  const INKS = ["text", "tint-1", "tint-2", "tint-3", "tint-4", "tint-5", "tint-6", "tint-7", "tint-8"];
  const SIZES = { thin: 4, middle: 10, thick: 24 };
  const RUBBER = "rubber";
  const STEP = 15;
  const MOST_POINTS = 60000;

  homespun.sections.drawing = (section) => {
    let strokes = store.recall(`${section.key} strokes`, []); // [{ ink, size, points: [x, y, x, y, …] }]
    let undone = [];
    let stroke = null;
    let ink = INKS[0];
    let size = SIZES.middle;
    let cursor = null; // where the keyboard's pen is: { x, y, down }

    const canvas = make("canvas", { class: "drawing-paper", width: WIDTH, height: HEIGHT, tabindex: 0, role: "application" });
    const pen = canvas.getContext("2d");
    const colour = (name) => getComputedStyle(canvas).getPropertyValue(`--${name}`).trim();

    // --- drawing

    function drawStroke({ ink: name, size: width, points }) {
      pen.globalCompositeOperation = name === RUBBER ? "destination-out" : "source-over";
      pen.strokeStyle = name === RUBBER ? "black" : colour(name);
      pen.lineWidth = name === RUBBER ? width * 2.5 : width;
      pen.lineCap = pen.lineJoin = "round";
      pen.beginPath();
      pen.moveTo(points[0], points[1]);
      for (let at = 2; at < points.length; at += 2) pen.lineTo(points[at], points[at + 1]);
      pen.lineTo(points.at(-2), points.at(-1));
      pen.stroke();
      pen.globalCompositeOperation = "source-over";
    }

    function redraw() {
      pen.clearRect(0, 0, WIDTH, HEIGHT);
      strokes.forEach(drawStroke);
      if (cursor) drawCursor();
      tell();
    }

    function drawCursor() {
      pen.strokeStyle = colour("text");
      pen.lineWidth = 3;
      pen.beginPath();
      pen.arc(cursor.x, cursor.y, cursor.down ? 8 : 16, 0, 2 * Math.PI);
      pen.stroke();
    }

    function tell() {
      canvas.setAttribute("aria-label", strokes.length === 1 ? say("drawing_one") : say("drawing_many", { count: strokes.length }));
      undo.disabled = strokes.length === 0;
      redo.disabled = undone.length === 0;
      clear.disabled = strokes.length === 0;
    }

    function keep() {
      store.remember(`${section.key} strokes`, strokes);
    }

    // --- strokes

    function begin(x, y) {
      const points = strokes.reduce((sum, each) => sum + each.points.length, 0);
      if (points > MOST_POINTS) return homespun.toast(say("drawing_full"));
      stroke = { ink, size, points: [x, y] };
      strokes.push(stroke);
      undone = [];
      drawStroke(stroke);
    }

    function goOn(x, y) {
      if (!stroke) return;
      const [lastX, lastY] = stroke.points.slice(-2);
      if (Math.hypot(x - lastX, y - lastY) < 2) return;
      stroke.points.push(x, y);
      drawStroke({ ...stroke, points: [lastX, lastY, x, y] });
    }

    function end() {
      if (!stroke) return;
      stroke = null;
      keep();
      redraw();
    }

    const placeOf = (event) => {
      const box = canvas.getBoundingClientRect();
      return [Math.round(((event.clientX - box.left) / box.width) * WIDTH), Math.round(((event.clientY - box.top) / box.height) * HEIGHT)];
    };
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      cursor = null;
      begin(...placeOf(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!stroke || cursor) return;
      for (const each of event.getCoalescedEvents?.() ?? [event]) goOn(...placeOf(each));
      goOn(...placeOf(event));
    });
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", end);

    // --- the keyboard: arrows move, Space puts the pen down and lifts it

    const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const move = MOVES[event.key];
      if (!move && event.key !== " ") return;
      event.preventDefault();
      cursor ??= { x: WIDTH / 2, y: HEIGHT / 2, down: false };
      if (move) moveCursor(move, event.shiftKey ? STEP / 3 : STEP);
      else turnPen();
      redraw();
    });
    canvas.addEventListener("blur", () => {
      if (!cursor) return;
      end();
      cursor = null;
      redraw();
    });

    function moveCursor([across, down], step) {
      cursor.x = Math.min(WIDTH, Math.max(0, cursor.x + across * step));
      cursor.y = Math.min(HEIGHT, Math.max(0, cursor.y + down * step));
      goOn(cursor.x, cursor.y);
    }

    function turnPen() {
      cursor.down = !cursor.down;
      homespun.announce(say(cursor.down ? "drawing_pen_down" : "drawing_pen_up"));
      if (cursor.down) begin(cursor.x, cursor.y);
      else end();
    }

    // --- buttons

    const radio = (name, words, inside, checked, work) => {
      const input = make("input", { type: "radio", name, "aria-label": words, onchange: work });
      input.checked = checked;
      return make("label", { class: "drawing-choice", title: words }, input, inside);
    };
    const inkName = homespun.newId("ink");
    const inks = INKS.map((name, at) =>
      radio(inkName, say("drawing_ink", { number: at + 1 }), make("span", { class: "drawing-ink", style: { "--ink": `var(--${name})` } }), at === 0, () => (ink = name)),
    );
    inks.push(radio(inkName, say("drawing_rubber"), make("span", { class: "drawing-word" }, say("drawing_rubber")), false, () => (ink = RUBBER)));
    const sizeName = homespun.newId("size");
    const sizes = Object.keys(SIZES).map((name) => radio(sizeName, say(`drawing_${name}`), make("span", { class: `drawing-size is-${name}` }), name === "middle", () => (size = SIZES[name])));

    const button = (words, work) => make("button", { type: "button", onclick: work }, say(words));
    const undo = button("undo", () => (undone.push(strokes.pop()), keep(), redraw()));
    const redo = button("drawing_redo", () => (strokes.push(undone.pop()), keep(), redraw()));
    const clear = button("clear", () => {
      const before = strokes;
      const set = (now) => ((strokes = now), (undone = []), keep(), redraw());
      set([]);
      homespun.toast(say("drawing_cleared"), async () => set(before));
    });
    const save = button("drawing_save", savePicture);

    // On the paper's own colour, since a picture without ground is black on black in some viewers.
    function savePicture() {
      cursor = null;
      redraw();
      const picture = make("canvas", { width: WIDTH, height: HEIGHT });
      const brush = picture.getContext("2d");
      brush.fillStyle = colour("surface");
      brush.fillRect(0, 0, WIDTH, HEIGHT);
      brush.drawImage(canvas, 0, 0);
      picture.toBlob((blob) => {
        const address = URL.createObjectURL(blob);
        make("a", { href: address, download: `${section.title || say("drawing_name")}.png` }).click();
        setTimeout(() => URL.revokeObjectURL(address), 10000);
      });
    }

    const element = homespun.frame(
      section,
      make(
        "div",
        { class: "card drawing-card" },
        make("div", { class: "row no-print" }, make("div", { class: "row", role: "radiogroup", "aria-label": say("drawing_inks") }, inks), make("div", { class: "row", role: "radiogroup", "aria-label": say("drawing_sizes") }, sizes)),
        canvas,
        make("p", { class: "muted no-print" }, say("drawing_keys")),
        make("div", { class: "row no-print" }, undo, redo, clear, save),
      ),
    );
    if (!section.title) element.setAttribute("aria-label", say("drawing_name"));

    // The inks are the theme's, and the theme is known once the board is on the page.
    requestAnimationFrame(redraw);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", redraw);
    tell();
    return { element, leave: () => scheme.removeEventListener("change", redraw) };
  };
})();
