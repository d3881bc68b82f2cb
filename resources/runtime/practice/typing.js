// Typing: a text to copy, with speed and accuracy while it is being written.
// Needs: chance, blocks/frame, blocks/results.
"use strict";

homespun.practices ??= Object.create(null);

homespun.practices.typing = (section) => {
  const { make, say } = homespun;
  const KEYS_A_WORD = 5; // what typists count as a word, whatever the language
  const texts = section.words ?? [1, 2, 3, 4].map((number) => say(`typing_text_${number}`));
  const stage = make("div", { class: "typing" });
  const element = homespun.frame(section, stage);
  element.classList.add("rounds");
  if (!section.title) element.setAttribute("aria-label", say("practice_typing"));
  const limit = section.minutes ? section.minutes * 60 : section.seconds;
  let timer = 0;
  let last = "";

  function begin() {
    clearInterval(timer);
    const choices = texts.filter((text) => text !== last);
    last = homespun.pick(choices.length ? choices : texts);
    const letters = [...last];
    const spans = letters.map((letter) => make("span", {}, letter));
    const input = make("textarea", { rows: "3", "aria-label": say("typing_here"), spellcheck: "false", autocomplete: "off", autocapitalize: "off", autocorrect: "off", dir: "auto" });
    const facts = make("p", { class: "typing-facts" }, say("typing_begin"));
    const state = { began: 0, keys: 0, errors: 0, typed: 0 };

    const seconds = () => (state.began ? (Date.now() - state.began) / 1000 : 0);
    const right = () => [...input.value].filter((letter, at) => letter === letters[at]).length;
    const speed = () => Math.round(right() / KEYS_A_WORD / Math.max(seconds() / 60, 1 / 60));
    const accuracy = () => (state.keys ? Math.round(((state.keys - state.errors) / state.keys) * 100) : 100);

    function show() {
      facts.textContent = say("typing_facts", { speed: speed(), accuracy: accuracy(), errors: state.errors, time: clock(seconds()) });
    }

    function onInput() {
      const typed = [...input.value];
      if (!state.began) {
        state.began = Date.now();
        timer = setInterval(tick, 500);
      }
      for (let at = state.typed; at < typed.length; at += 1) {
        state.keys += 1;
        if (typed[at] !== letters[at]) state.errors += 1;
      }
      state.typed = typed.length;
      spans.forEach((span, at) => (span.className = at < typed.length ? (typed[at] === letters[at] ? "is-right" : "is-wrong") : at === typed.length ? "is-next" : ""));
      show();
      if (typed.length >= letters.length) end(speed(), accuracy(), seconds());
    }

    function tick() {
      if (limit && seconds() >= limit) return end(speed(), accuracy(), seconds());
      if (!document.hidden) show();
    }

    input.addEventListener("input", onInput);
    input.addEventListener("paste", (event) => event.preventDefault());
    if (spans.length) spans[0].className = "is-next";
    stage.replaceChildren(make("p", { class: "typing-text", dir: "auto" }, spans), input, facts);
    input.focus({ preventScroll: true });
  }

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

  // A hundred words a minute fill the bar of a result.
  function end(speed, accuracy, seconds) {
    clearInterval(timer);
    const before = homespun.bestOf(homespun.resultsOf(section.key));
    const words = say("typing_score", { speed, accuracy });
    const results = homespun.keepResult(section.key, { share: speed / 100, words, seconds: Math.round(seconds) });
    const title = make("h3", { class: "round-score", tabindex: "-1" }, words);
    const isBest = before && speed / 100 > before.share;
    stage.replaceChildren(
      title,
      isBest ? make("p", { class: "round-best" }, say("round_new_best")) : "",
      make("p", { class: "muted" }, say("round_took", { time: clock(seconds) })),
      make("div", { class: "row round-on" }, make("button", { type: "button", class: "main", onclick: begin }, say("round_again"))),
      homespun.drawResults(results) ?? "",
    );
    title.focus({ preventScroll: true });
  }

  const results = homespun.resultsOf(section.key);
  const best = homespun.bestOf(results);
  stage.replaceChildren(
    make("div", { class: "round-start" }, make("p", { class: "round-count" }, say("typing_intro")), best ? make("p", { class: "muted" }, say("round_best", { score: best.words })) : null, make("button", { type: "button", class: "main large", onclick: begin }, say("round_start"))),
    homespun.drawResults(results) ?? "",
  );
  return { element, leave: () => clearInterval(timer) };
};
