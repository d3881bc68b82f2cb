// Counts up, with laps. It goes on while its page is not shown, and after a reload.
// Needs: elements, formats, store, toast, blocks/alarm, blocks/copy, blocks/span.
"use strict";

(function () {
  const { make, say, store, alarm } = homespun;
  homespun.timers ??= Object.create(null);

  // 65230 is "1:05.23".
  const exact = (milliseconds) => `${homespun.spanText(milliseconds, true)}.${String(Math.floor((milliseconds % 1000) / 10)).padStart(2, "0")}`;

  homespun.timers.stopwatch = (section) => {
    const name = section.title || say("timer_stopwatch");
    const run = homespun.span(`${section.key} run`);
    let laps = store.recall(`${section.key} laps`, []); // what had passed at the end of each lap
    let frame = 0;
    let second = -1;

    const digits = make("p", { class: "timer-digits", role: "timer", "aria-live": "off" });
    const go = make("button", { type: "button", class: "main", onclick: () => (run.running() ? pause() : begin()) });
    const lap = make("button", { type: "button", onclick: takeLap }, say("timer_lap"));
    const again = make("button", { type: "button", onclick: reset }, say("timer_reset"));
    const list = make("tbody", {});
    const head = make("tr", {}, [say("timer_lap"), say("timer_lap_time"), say("timer_total")].map((words) => make("th", { scope: "col" }, words)));
    const table = make("div", { class: "timer-laps" }, make("table", {}, make("thead", {}, head), list), homespun.copyButton(() => lapText()));

    function begin() {
      run.start();
      homespun.announce(say("timer_started", { name: homespun.isolate(name) }));
      turn();
    }

    function pause() {
      run.pause();
      homespun.announce(say("timer_stopped_at", { time: exact(run.elapsed()) }));
      leave();
      show();
    }

    function reset() {
      const before = { elapsed: run.elapsed(), laps };
      run.reset();
      keepLaps([]);
      leave();
      show();
      if (before.laps.length) homespun.toast(say("timer_laps_gone"), () => bringBack(before));
    }

    async function bringBack(before) {
      run.reset(before.elapsed);
      keepLaps(before.laps);
      show();
    }

    function takeLap() {
      keepLaps([...laps, run.elapsed()]);
      homespun.announce(say("timer_lap_taken", { number: laps.length, time: exact(lapTime(laps.length - 1)) }));
      show();
    }

    function keepLaps(now) {
      laps = now;
      store.remember(`${section.key} laps`, laps);
      list.replaceChildren(...laps.map(lapRow).reverse());
    }

    const lapTime = (at) => laps[at] - (laps[at - 1] ?? 0);
    const lapRow = (total, at) => make("tr", {}, [at + 1, exact(lapTime(at)), exact(total)].map((words) => make("td", {}, String(words))));
    const lapText = () => laps.map((total, at) => `${at + 1}\t${exact(lapTime(at))}\t${exact(total)}`).join("\n");

    // Hundredths are drawn only while somebody can see them; the title needs whole seconds.
    function turn() {
      leave();
      homespun.watch(section.key, showTitle, 500);
      const draw = () => {
        show();
        frame = requestAnimationFrame(draw);
      };
      draw();
    }

    function leave() {
      cancelAnimationFrame(frame);
      if (!run.running()) homespun.unwatch(section.key);
    }

    function showTitle() {
      const now = Math.floor(run.elapsed() / 1000);
      if (run.running() && now === second) return;
      second = now;
      alarm.title(section.key, run.running() ? `${homespun.spanText(run.elapsed(), true)} ${name}` : null);
    }

    function show() {
      const [now, running] = [run.elapsed(), run.running()];
      digits.textContent = exact(now);
      showTitle();
      const words = say(running ? "timer_stop" : now ? "timer_go_on" : "timer_start");
      if (go.textContent !== words) go.textContent = words;
      lap.disabled = !running;
      again.disabled = running || now === 0;
      table.hidden = laps.length === 0;
    }

    keepLaps(laps);
    if (run.running()) turn();
    else show();
    return { parts: [digits, make("div", { class: "row timer-buttons" }, go, lap, again), table], leave };
  };
})();
