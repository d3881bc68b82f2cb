// A round of questions: start, ask, tell what was right, and at the end the score, the mistakes and
// how it went before. What is asked comes from the block that plays the round.
// Needs: blocks/frame, blocks/answers, blocks/results, toast.
"use strict";

(function () {
  const { make, say } = homespun;
  const TICK_MS = 200;
  const NEXT_MS = 800;

  // A question: { ask, answers, options, many, accept, picture, flash, number, because, line, right }.
  // The plan of a round: { name, count(), questions(), quick, endless, atEnd, seconds, minutes, pass,
  // after(mistakes) }; in an endless one as many are asked as the time allows.
  homespun.playRounds = (section, plan) => {
    const stage = make("div", { class: "round" });
    const element = homespun.frame(section, stage);
    element.classList.add("rounds");
    if (!section.title) element.setAttribute("aria-label", plan.name);
    let round = null;
    let timer = 0;
    let waiting = 0;

    const rest = () => {
      clearInterval(timer);
      clearTimeout(waiting);
    };

    // --- before

    function start() {
      rest();
      const count = plan.count();
      if (!count) return stage.replaceChildren(make("p", { class: "muted" }, say("round_nothing")));
      const results = homespun.resultsOf(section.key);
      const best = homespun.bestOf(results);
      const go = make("button", { type: "button", class: "main large", onclick: () => begin(plan.questions(), true) }, say("round_start"));
      stage.replaceChildren(
        make("div", { class: "round-start" }, make("p", { class: "round-count" }, facts(count).join(" · ")), best ? make("p", { class: "muted" }, say("round_best", { score: best.words })) : null, go),
        homespun.drawResults(results) ?? "",
      );
    }

    function facts(count) {
      const found = [plan.endless ? say("round_endless") : say(count === 1 ? "round_one" : "round_many", { count })];
      if (plan.seconds) found.push(say("round_seconds", { count: plan.seconds }));
      if (plan.minutes) found.push(say(plan.minutes === 1 ? "round_minute" : "round_minutes", { count: plan.minutes }));
      if (plan.pass) found.push(say("round_pass", { percent: plan.pass }));
      return found;
    }

    function begin(questions, counts) {
      round = { questions, counts, at: -1, given: [], began: Date.now(), ends: plan.minutes ? Date.now() + plan.minutes * 60000 : 0 };
      next();
    }

    // --- one question

    function next() {
      rest();
      round.at += 1;
      if (round.at >= round.questions.length || isOver()) return finish();
      ask(round.questions[round.at]);
    }

    const isOver = () => Boolean(round.ends) && Date.now() >= round.ends;

    function ask(question) {
      const told = make("div", { class: "round-told", role: "status" });
      const prompt = make("h3", { class: "round-ask", tabindex: "-1", dir: "auto" }, question.show ?? question.ask);
      const answer = (question.options ? (question.many ? chooseSome : chooseOne) : typeIn)(question, (words) => give(question, words, told, answer));
      const clock = plan.seconds || plan.minutes ? make("p", { class: "round-clock" }) : null;
      stage.replaceChildren(
        make(
          "div",
          { class: "round-play", from: question.line },
          make("div", { class: "round-head" }, make("p", { class: "muted" }, say(plan.endless ? "round_number" : "round_place", { number: round.at + 1, count: round.questions.length })), clock),
          plan.endless ? null : bar(round.at / round.questions.length),
          prompt,
          question.picture ?? null,
          answer.element,
          told,
        ),
      );
      if (question.flash) flash(question, prompt, answer);
      else (answer.first ?? prompt).focus({ preventScroll: true });
      if (clock) watch(clock, () => give(question, null, told, answer));
    }

    function bar(share) {
      return make("div", { class: "round-bar", "aria-hidden": "true" }, make("span", { style: { "inline-size": `${Math.round(share * 100)}%` } }));
    }

    // Shows the words for a moment, then hides them and asks.
    function flash(question, prompt, answer) {
      const again = make("button", { type: "button", class: "small", onclick: () => flash(question, prompt, answer) }, say("round_show_again"));
      answer.element.hidden = true;
      prompt.replaceChildren(make("span", { class: "round-flash" }, question.flash.words));
      waiting = setTimeout(() => {
        prompt.replaceChildren(question.ask);
        answer.element.hidden = false;
        answer.element.append(again);
        answer.first.focus({ preventScroll: true });
      }, question.flash.seconds * 1000);
    }

    // The time that is left; it stands still while nobody can see it.
    function watch(clock, over) {
      let left = plan.seconds ? plan.seconds * 1000 : Infinity;
      let last = Date.now();
      const show = () => {
        const whole = round.ends ? Math.max(0, round.ends - Date.now()) : Infinity;
        clock.textContent = say("round_left", { count: Math.ceil(Math.min(left, whole) / 1000) });
        clock.classList.toggle("is-short", Math.min(left, whole) < 5000);
      };
      show();
      timer = setInterval(() => {
        const now = Date.now();
        if (document.hidden && round.ends) round.ends += now - last;
        if (!document.hidden) left -= now - last;
        last = now;
        show();
        if (left <= 0) over();
        else if (isOver()) finish();
      }, TICK_MS);
    }

    // --- ways to answer

    function chooseOne(question, give) {
      const buttons = question.options.map((words, at) =>
        make("button", { type: "button", class: "choice", dir: "auto", "data-option": words, onclick: () => give([words]) }, make("kbd", { "aria-hidden": "true" }, String(at + 1)), make("span", {}, words)),
      );
      const element = make("div", { class: "choices", role: "group", "aria-label": say("round_answers") }, buttons);
      return { element, first: null, mark: (given) => markOptions(buttons, question, given) };
    }

    function chooseSome(question, give) {
      const rows = question.options.map((words) => make("label", { class: "choice", "data-option": words }, make("input", { type: "checkbox" }), make("span", { dir: "auto" }, words)));
      const chosen = () => question.options.filter((words, at) => rows[at].querySelector("input").checked);
      const send = make("button", { type: "submit", class: "main" }, say("round_check"));
      const element = make("form", { class: "choices", onsubmit: (event) => (event.preventDefault(), give(chosen())) }, make("p", { class: "muted" }, say("round_several")), rows, send);
      return { element, first: null, mark: (given) => markOptions(rows, question, given), close: () => send.remove() };
    }

    function typeIn(question, give) {
      const input = make("input", { type: "text", inputmode: question.number ? "decimal" : "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-label": say("round_your_answer"), placeholder: question.hint ?? "", dir: "auto" });
      const send = make("button", { type: "submit", class: "main" }, say("round_check"));
      const element = make("form", { class: "typed", novalidate: true, onsubmit: (event) => (event.preventDefault(), input.value.trim() && give([input.value])) }, input, send);
      const mark = () => {
        input.readOnly = true;
      };
      return { element, first: input, mark, close: () => send.remove() };
    }

    function markOptions(elements, question, given) {
      for (const option of elements) {
        const words = option.dataset.option;
        if (question.right.includes(words)) option.classList.add("is-right");
        else if (given?.includes(words)) option.classList.add("is-wrong");
        (option.querySelector("input") ?? option).disabled = true;
      }
    }

    // --- after an answer; `given` is null if the time was up

    function give(question, given, told, answer) {
      rest();
      if (round.given.length > round.at) return;
      const right = isRight(question, given);
      round.given.push({ question, given, right });
      if (plan.atEnd) return next();
      answer.mark(given);
      answer.close?.();
      const words = right ? say("round_right") : given === null ? say("round_late") : say("round_wrong");
      const onward = make("button", { type: "button", class: "main", onclick: next }, say(round.at + 1 < round.questions.length ? "round_next" : "round_end"));
      told.classList.add(right ? "is-right" : "is-wrong");
      told.append(
        make("p", {}, homespun.icon(right ? "check" : "close"), make("strong", {}, words), right ? null : make("span", { dir: "auto" }, say("round_answer_is", { answer: homespun.isolate(question.right.join(", ")) }))),
        ...(question.because ? [make("p", { dir: "auto" }, question.because)] : []),
      );
      stage.querySelector(".round-bar")?.replaceWith(bar((round.at + 1) / round.questions.length));
      if (right && plan.quick) waiting = setTimeout(next, NEXT_MS);
      else {
        told.after(make("div", { class: "round-on" }, onward));
        onward.focus({ preventScroll: true });
        onward.scrollIntoView({ block: "nearest" });
      }
    }

    function isRight(question, given) {
      if (given === null) return false;
      if (question.many) return given.length === question.right.length && given.every((words) => question.right.includes(words));
      if (question.options) return question.right.includes(given[0]);
      if (question.accept) return question.accept(given[0]);
      return question.answers.some((answer) => homespun.sameAnswer(given[0], answer));
    }

    // --- at the end

    function finish() {
      rest();
      const of = plan.endless && round.counts ? round.given.length : round.questions.length;
      const right = round.given.filter((each) => each.right).length;
      const mistakes = round.given.filter((each) => !each.right);
      const share = of ? right / of : 0;
      const reached = plan.endless ? right / 100 : share; // in an endless round it is the number that grows
      const words = say("round_score", { right, count: of });
      const before = homespun.bestOf(homespun.resultsOf(section.key));
      const isBest = round.counts && Boolean(before) && reached > before.share;
      const seconds = Math.round((Date.now() - round.began) / 1000);
      const results = round.counts && of ? homespun.keepResult(section.key, { share: reached, words, seconds }) : homespun.resultsOf(section.key);
      if (round.counts) plan.after?.(mistakes.map(({ question }) => question));
      const title = make("h3", { class: "round-score", tabindex: "-1" }, words);
      stage.replaceChildren(
        make(
          "div",
          { class: "round-result" },
          ring(share),
          make("div", { class: "round-sum" }, title, make("p", {}, verdict(share)), isBest ? make("p", { class: "round-best" }, say("round_new_best")) : null, make("p", { class: "muted" }, took(seconds))),
        ),
        make("div", { class: "row round-on" }, again(mistakes)),
        review(plan.atEnd ? round.given : mistakes) ?? "",
        homespun.drawResults(results) ?? "",
      );
      title.focus({ preventScroll: true });
      element.scrollIntoView({ block: "nearest" });
    }

    function verdict(share) {
      if (plan.pass) return say(share * 100 >= plan.pass ? "round_passed" : "round_failed", { percent: plan.pass });
      return say(share === 1 ? "round_all" : share >= 0.7 ? "round_good" : "round_some");
    }

    const took = (seconds) => say("round_took", { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` });

    function ring(share) {
      const turn = { cx: 50, cy: 50, r: 42, pathLength: 100 };
      return homespun.draw(
        "svg",
        { viewBox: "0 0 100 100", class: "round-ring", "aria-hidden": "true" },
        homespun.draw("circle", turn),
        share ? homespun.draw("circle", { ...turn, class: "is-done", "stroke-dasharray": `${share * 100} 100` }) : null,
        homespun.draw("text", { x: 50, y: 50, "text-anchor": "middle", "dominant-baseline": "central" }, `${Math.round(share * 100)}%`),
      );
    }

    function again(mistakes) {
      const all = make("button", { type: "button", class: "main", onclick: () => begin(plan.questions(), true) }, say("round_again"));
      const some = make("button", { type: "button", onclick: () => begin(homespun.shuffle(mistakes.map(({ question }) => question)), false) }, say("round_mistakes", { count: mistakes.length }));
      return [all, mistakes.length ? some : null];
    }

    function review(given) {
      if (!given.length) return null;
      const one = ({ question, given: said, right }) =>
        make(
          "li",
          { class: right ? "is-right" : "is-wrong", from: question.line },
          homespun.icon(right ? "check" : "close"),
          make(
            "div",
            {},
            make("p", { class: "review-ask", dir: "auto" }, question.flash ? question.flash.words : question.ask),
            right ? null : make("p", { dir: "auto" }, say("round_answer_is", { answer: homespun.isolate(question.right.join(", ")) })),
            make("p", { class: "muted", dir: "auto" }, said === null ? say("round_late") : say("round_you_said", { answer: homespun.isolate(said.join(", ")) })),
            question.because ? make("p", { dir: "auto" }, question.because) : null,
          ),
        );
      return make("div", { class: "review" }, make("h3", {}, say(plan.atEnd ? "round_review" : "round_wrong_ones")), make("ul", {}, given.map(one)));
    }

    // Digits choose an answer; not while something is being typed.
    element.addEventListener("keydown", (event) => {
      if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
      const choice = stage.querySelectorAll(".choice")[Number(event.key) - 1];
      (choice?.querySelector("input") ?? choice)?.click();
    });

    start();
    // Records that come or go change what can be asked; a round that runs is left alone.
    return { element, update: () => !round && start(), leave: rest };
  };
})();
