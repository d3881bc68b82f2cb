// Trivia: one question after the other, several answers, one of them right.
// Needs: game/stage, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const CATEGORIES = ["animals", "food", "nature", "school", "sports"];
  const ANSWERS = 4;
  const TICK_MS = 250;

  // Those of the app: the first answer is the right one. Where there is no wrong one, right answers of others serve.
  function ownQuestions(items) {
    const rights = [...new Set(items.map((item) => item.words[0]))];
    return items.map((item) => {
      const [right, ...wrong] = item.words;
      const others = wrong.length ? wrong : homespun.shuffle(rights.filter((other) => other !== right)).slice(0, ANSWERS - 1);
      return { ask: item.label, right, wrong: others, line: item.line };
    });
  }

  // Ours, from the catalogue: a line each, "question | right | wrong | wrong | wrong".
  function knownQuestions(category) {
    const lines = say(`game_trivia_${category}`).split("\n").filter((line) => line.includes(" | "));
    return lines.map((line) => {
      const [ask, right, ...wrong] = line.split(" | ");
      return { ask, right, wrong, line: 0 };
    });
  }

  homespun.games.trivia = (stage, section) => {
    const items = (section.items ?? []).filter((item) => item.label && item.words?.length);
    let { category } = section;
    let questions, at, given, left;

    const ask = make("p", { class: "trivia-ask", dir: "auto", tabindex: "-1" });
    const answers = make("div", { class: "trivia-answers" });
    const told = make("p", { class: "trivia-told", dir: "auto", role: "status" });
    const next = make("button", { type: "button", class: "main trivia-next", onclick: goOn }, say("game_trivia_next"));
    const element = make("div", { class: "trivia" }, ask, answers, told, next);
    stage.area.append(element);
    if (!items.length) stage.choices("category", CATEGORIES.map((each) => [each, say(`game_category_${each}`)]), category, (chosen) => (category = chosen));

    function start() {
      const all = items.length ? ownQuestions(items) : knownQuestions(category);
      questions = homespun.shuffle(all).slice(0, section.rounds);
      at = -1;
      show();
    }

    function show() {
      at += 1;
      given = null;
      left = section.seconds;
      const { ask: words, right, wrong, line } = questions[at];
      stage.fact("question", `${at + 1} / ${questions.length}`);
      ask.textContent = words;
      if (line) element.dataset.from = line;
      answers.replaceChildren(...homespun.shuffle([right, ...new Set(wrong.filter((other) => other !== right))]).map(answerButton));
      told.textContent = "";
      told.className = "trivia-told";
      next.hidden = true;
      if (left) countDown();
    }

    function answerButton(words, number) {
      return make("button", { type: "button", class: "trivia-answer", onclick: () => answer(words) }, make("kbd", { "aria-hidden": "true" }, String(number + 1)), make("span", { dir: "auto" }, words));
    }

    function countDown() {
      stage.fact("time", say("game_seconds", { seconds: Math.ceil(left) }));
      stage.later(TICK_MS, () => {
        if (given !== null) return;
        left -= TICK_MS / 1000;
        if (left > 0) return countDown();
        stage.fact("time", say("game_seconds", { seconds: 0 }));
        answer("");
      });
    }

    // No answer, "", is given when the time is up.
    function answer(words) {
      if (!stage.playing() || given !== null) return;
      given = words;
      const { right } = questions[at];
      const isRight = words === right;
      if (isRight) stage.addScore(1);
      stage.sound(isRight ? "good" : "bad");
      mark(right);
      told.classList.add(isRight ? "is-right" : "is-wrong");
      told.textContent = isRight ? say("game_trivia_right") : say(words ? "game_trivia_wrong" : "game_trivia_late", { answer: homespun.isolate(right) });
      const isLast = at === questions.length - 1;
      next.textContent = say(isLast ? "game_trivia_end" : "game_trivia_next");
      next.hidden = false;
      next.focus({ preventScroll: true });
    }

    function mark(right) {
      for (const button of answers.children) {
        const words = button.lastChild.textContent;
        const isRight = words === right;
        button.disabled = true;
        button.classList.toggle("is-right", isRight);
        button.classList.toggle("is-wrong", words === given && !isRight);
        button.firstChild.textContent = isRight ? "✓" : words === given ? "✕" : button.firstChild.textContent;
      }
    }

    function goOn() {
      if (!stage.playing() || given === null) return;
      if (at < questions.length - 1) {
        show();
        return ask.focus({ preventScroll: true });
      }
      const share = stage.score() / questions.length;
      next.hidden = true;
      stage.end({ won: share >= 0.5, words: say("game_trivia_done", { right: stage.score(), count: questions.length }) });
    }

    const keys = {};
    for (let number = 1; number <= 9; number++) keys[number] = () => answers.children[number - 1]?.click();
    return { help: say("game_trivia_help"), live: section.seconds > 0, scoreName: "right_answers", start, keys };
  };
})();
