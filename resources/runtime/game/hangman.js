// Hangman without the gallows: somebody hangs on balloons, and every wrong letter lets one burst.
// Needs: game/stage, game/letters, chance.
"use strict";

(function () {
  const { make, draw, say } = homespun;

  homespun.games.hangman = (stage, section) => {
    const words = homespun.gameWords(section, `game_words_${section.category}`).filter((word) => /\p{L}/u.test(word));
    const letters = homespun.gameLetters(words);
    const isOwn = Boolean(section.words?.length);
    let word = "";
    let wrong = 0;
    let streak = 0;
    let tried;

    const picture = draw("svg", { viewBox: "0 0 200 150", class: "balloons", role: "img" });
    const line = make("p", { class: "hangman-word", dir: document.documentElement.dir });
    const keyboard = homespun.letterKeys(letters.rows, tryLetter);
    stage.area.append(make("div", { class: "hangman" }, picture, line, keyboard.element));

    function start() {
      word = homespun.pick(words.length > 1 ? words.filter((other) => other !== word) : words);
      [wrong, tried] = [0, new Set()];
      stage.setScore(streak);
      if (!isOwn) stage.tell(say(`game_about_${section.category}`));
      show();
    }

    const isKnown = (sign) => !letters.isLetter(sign) || tried.has(letters.keyFor(sign));
    const isIn = (letter) => [...word].some((sign) => letters.isLetter(sign) && letters.keyFor(sign) === letter);

    function tryLetter(letter) {
      if (!stage.playing() || tried.has(letter)) return;
      tried.add(letter);
      if (isIn(letter)) stage.sound("good");
      else {
        wrong += 1;
        stage.sound("bad");
      }
      const isWon = [...word].every(isKnown);
      const isLost = wrong === section.lives;
      show(isLost);
      if (isWon || isLost) finish(isWon);
      else stage.tell(say(isIn(letter) ? "game_letter_in" : "game_letter_out", { letter, word: spoken() }));
    }

    const spoken = () => [...word].map((sign) => (isKnown(sign) ? sign : say("game_blank"))).join(" ");

    function finish(won) {
      streak = won ? streak + 1 : 0;
      stage.setScore(streak);
      stage.end({ won, words: say(won ? "game_hangman_won" : "game_hangman_lost", { word: homespun.isolate(word) }), score: streak });
    }

    // --- what is seen

    function show(isAll = false) {
      stage.fact("lives", section.lives - wrong);
      line.replaceChildren(make("span", { class: "unseen" }, spoken()), ...word.split(" ").map((part) => make("span", { class: "hangman-part", "aria-hidden": "true" }, [...part].map((sign) => slot(sign, isAll)))));
      for (const [letter, button] of keyboard.buttons) {
        const isDone = tried.has(letter);
        button.setAttribute("aria-disabled", String(isDone));
        button.classList.toggle("is-right", isDone && isIn(letter));
        button.classList.toggle("is-wrong", isDone && !isIn(letter));
      }
      drawBalloons();
    }

    function slot(sign, isAll) {
      const known = isKnown(sign);
      const kind = !letters.isLetter(sign) ? "is-sign" : known ? "is-known" : isAll ? "is-missed" : "";
      return make("span", { class: `slot ${kind}` }, known || isAll ? letters.big(sign) : "\u00a0");
    }

    function drawBalloons() {
      const left = section.lives - wrong;
      const foot = left === 0 ? 132 : 116;
      const shapes = [];
      for (let at = 0; at < section.lives; at++) {
        const x = 100 + (at - (section.lives - 1) / 2) * Math.min(22, 150 / section.lives);
        const y = 24 + (at % 2) * 15;
        if (at >= left) {
          shapes.push(draw("path", { class: "burst", d: `M${x - 5} ${y - 5}l10 10M${x + 5} ${y - 5}l-10 10` }));
          continue;
        }
        shapes.push(draw("path", { class: "string", d: `M${x} ${y + 13}Q${x} ${foot - 48} 87 ${foot - 34}` }));
        shapes.push(draw("ellipse", { class: `balloon balloon-${(at % 8) + 1}`, cx: x, cy: y, rx: 10, ry: 13 }));
      }
      shapes.push(
        draw("circle", { class: "person", cx: 100, cy: foot - 22, r: 8 }),
        draw("path", { class: "person", d: `M100 ${foot - 14}v18M100 ${foot - 10}l${left ? "-13 -24" : "-12 8"}M100 ${foot - 10}l12 ${left ? 6 : 8}M100 ${foot + 4}l-8 12M100 ${foot + 4}l8 12` }),
        draw("path", { class: "ground", d: "M30 149h140" }),
      );
      picture.setAttribute("aria-label", say("game_balloons", { count: left }));
      picture.replaceChildren(...shapes);
    }

    const keys = Object.fromEntries(letters.all.map((letter) => [letter.toLocaleLowerCase(homespun.locale), () => tryLetter(letter)]));
    return { help: say("game_hangman_help"), scoreName: "streak", start, keys };
  };
})();
