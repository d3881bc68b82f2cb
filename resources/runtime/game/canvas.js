// A drawing surface for games: sharp on every screen, in the colours of the app's theme.
// Needs: elements, game/face.
"use strict";

(function () {
  const { make } = homespun;

  // `width` and `height` are the game's own units: it draws as if the surface had that size. `draw(pen)`
  // is called whenever something may look different.
  homespun.gameCanvas = (stage, { width, height, draw }) => {
    const canvas = make("canvas", { class: "game-canvas", role: "img" });
    stage.element.style.setProperty("--ratio", String(width / height));
    const pen = canvas.getContext("2d");
    const style = getComputedStyle(canvas);

    // The value of a custom property of the theme: colour("accent").
    const known = new Map();
    function colour(name) {
      if (!known.has(name)) known.set(name, style.getPropertyValue(`--${name}`).trim());
      return known.get(name);
    }

    function redraw() {
      if (!canvas.isConnected || !canvas.width) return;
      const scale = canvas.width / width;
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      pen.clearRect(0, 0, width, height);
      draw(pen);
    }

    function fit() {
      const pixels = Math.round(canvas.clientWidth * (window.devicePixelRatio || 1));
      if (pixels && pixels !== canvas.width) {
        canvas.width = pixels;
        canvas.height = Math.round((pixels * height) / width);
      }
      redraw();
    }

    const watch = new ResizeObserver(fit);
    watch.observe(canvas);
    stage.whenLooksChange(() => {
      known.clear();
      redraw();
    });
    stage.area.append(canvas);

    return {
      element: canvas,
      colour,
      redraw,
      describe: (words) => canvas.setAttribute("aria-label", words),

      box(x, y, wide, high, radius, fill) {
        pen.fillStyle = fill;
        pen.beginPath();
        pen.roundRect(x, y, wide, high, radius);
        pen.fill();
      },

      disc(x, y, radius, fill) {
        pen.fillStyle = fill;
        pen.beginPath();
        pen.arc(x, y, radius, 0, 2 * Math.PI);
        pen.fill();
      },

      // A picture sign in the middle of a place.
      face(words, x, y, size) {
        pen.font = `${size}px ${homespun.faceFont(words)}`;
        pen.textAlign = "center";
        pen.textBaseline = "middle";
        pen.fillStyle = colour("text");
        pen.fillText(words, x, y + size * 0.06);
      },
    };
  };
})();
