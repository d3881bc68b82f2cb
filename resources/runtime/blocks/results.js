// What came out each time: kept, drawn as a row of bars, the best one named.
// Needs: elements, formats, store.
"use strict";

(function () {
  const { make, draw, say, store } = homespun;
  const KEPT = 100;
  const DRAWN = 16;
  const HEIGHT = 60;

  // The results under a key: { share: 0 to 1, words, seconds, when }, the oldest first.
  homespun.resultsOf = (key) => store.recall(`${key} results`, []);

  homespun.bestOf = (results) => results.reduce((best, result) => (best && best.share >= result.share ? best : result), null);

  homespun.keepResult = (key, result) => {
    const results = [...homespun.resultsOf(key), { ...result, when: new Date().toISOString() }].slice(-KEPT);
    store.remember(`${key} results`, results);
    return results;
  };

  const day = (when) => new Intl.DateTimeFormat(homespun.locale, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(when));

  function bars(results) {
    const shown = results.slice(-DRAWN);
    const most = Math.max(...shown.map((result) => result.share), 0.01);
    const width = 18 * shown.length;
    return draw(
      "svg",
      { viewBox: `0 0 ${width} ${HEIGHT}`, class: "result-bars", role: "img", "aria-label": say("results_drawn", { words: shown.map((result) => result.words).join(", ") }), style: { "--bars": String(shown.length) } },
      shown.map((result, at) => {
        const height = Math.max(3, (result.share / Math.max(1, most)) * HEIGHT);
        return draw("rect", { x: 18 * at + 2, y: HEIGHT - height, width: 14, height, rx: 3, class: result.share === most ? "is-best" : "" });
      }),
    );
  }

  // Earlier results; nothing before there are two of them.
  homespun.drawResults = (results) =>
    results.length < 2
      ? null
      : make(
          "details",
          { class: "results" },
          make("summary", {}, make("span", {}, say("results_title")), bars(results)),
          make("ol", { reversed: true }, [...results].reverse().slice(0, 20).map((result) => make("li", {}, make("strong", {}, result.words), make("span", { class: "muted" }, day(result.when))))),
        );
})();
