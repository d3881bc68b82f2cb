// Word guess: find the hidden word; after each try the letters tell how near you are.
// Needs: game/stage, game/letters, chance.
"use strict";

(function () {
  const { make, say } = homespun;
  const RIGHT = "right";
  const ELSEWHERE = "elsewhere";
  const ABSENT = "absent";
  const ORDER = [ABSENT, ELSEWHERE, RIGHT]; // a key shows the best that is known of its letter

  // What is known of each letter of a try. A letter that is twice in the try and once in the word
  // counts once, and first where it is right.
  function compare(guess, word) {
    const marks = guess.map((letter, at) => (letter === word[at] ? RIGHT : ABSENT));
    const left = word.filter((letter, at) => guess[at] !== letter);
    guess.forEach((letter, at) => {
      if (marks[at] === RIGHT || !left.includes(letter)) return;
      marks[at] = ELSEWHERE;
      left.splice(left.indexOf(letter), 1);
    });
    return marks;
  }

  homespun.games["word guess"] = (stage, section) => {
    const words = homespun.gameWords(section, `game_words_${section.size}`).filter((word) => /^\p{L}{2,12}$/u.test(word));
    const choice = words.length ? words : say("game_words_5").split(" | ");
    const letters = homespun.gameLetters(choice);
    let streak = 0;
    let hidden = "";
    let word, tries, typed;

    const board = make("div", { class: "word-guess-board", role: "img", dir: document.documentElement.dir });
    const more = [
      { name: "Enter", words: say("game_guess"), work: guess },
      { name: "Backspace", words: "⌫", work: erase },
    ];
    const keyboard = homespun.letterKeys(letters.rows, type, more);
    keyboard.buttons.get("Backspace").setAttribute("aria-label", say("game_erase"));
    stage.area.append(make("div", { class: "word-guess" }, board, keyboard.element));

    function start() {
      hidden = homespun.pick(choice.length > 1 ? choice.filter((other) => other !== hidden) : choice);
      word = [...hidden].map(letters.keyFor);
      [tries, typed] = [[], []];
      stage.setScore(streak);
      stage.tell(say("game_word_guess_begin", { count: word.length }));
      show();
    }

    function type(letter) {
      if (!stage.playing() || typed.length === word.length) return;
      typed.push(letter);
      show();
    }

    function erase() {
      if (!stage.playing()) return;
      typed.pop();
      show();
    }

    function guess() {
      if (!stage.playing()) return;
      if (typed.length < word.length) return stage.tell(say("game_word_guess_short", { count: word.length }));
      const marks = compare(typed, word);
      tries.push({ letters: typed, marks });
      typed = [];
      show();
      const isWon = marks.every((mark) => mark === RIGHT);
      if (isWon || tries.length === section.lives) return finish(isWon);
      stage.sound("tick");
      stage.tell(say("game_word_guess_left", { count: section.lives - tries.length }));
      stage.announce(spoken(tries.at(-1)));
    }

    const spoken = (one) => one.letters.map((letter, at) => say(`game_letter_${one.marks[at]}`, { letter })).join(", ");

    function finish(won) {
      streak = won ? streak + 1 : 0;
      stage.setScore(streak);
      const facts = { word: homespun.isolate(letters.big(hidden)), count: tries.length };
      stage.end({ won, words: say(won ? "game_word_guess_won" : "game_word_guess_lost", facts), score: streak });
    }

    // --- what is seen

    function show() {
      const rows = Array.from({ length: section.lives }, (_, row) => tries[row] ?? { letters: row === tries.length ? typed : [], marks: [] });
      board.style.setProperty("--columns", String(word.length));
      board.replaceChildren(...rows.flatMap(({ letters: signs, marks }) => word.map((_, at) => make("span", { class: `tile ${marks[at] ? `is-${marks[at]}` : signs[at] ? "is-typed" : ""}` }, signs[at] ?? ""))));
      board.setAttribute("aria-label", [say("game_board"), ...tries.map(spoken), typed.join(" ")].filter(Boolean).join(". "));
      showKeys();
    }

    function showKeys() {
      const known = new Map();
      for (const one of tries) one.letters.forEach((letter, at) => known.set(letter, Math.max(known.get(letter) ?? 0, ORDER.indexOf(one.marks[at]))));
      for (const [letter, button] of keyboard.buttons) {
        const mark = ORDER[known.get(letter)] ?? "";
        ORDER.forEach((name) => button.classList.toggle(`is-${name}`, mark === name));
        if (mark) button.setAttribute("aria-label", say(`game_letter_${mark}`, { letter }));
        else if (letters.all.includes(letter)) button.removeAttribute("aria-label");
      }
    }

    const keys = Object.fromEntries(letters.all.map((letter) => [letter.toLocaleLowerCase(homespun.locale), () => type(letter)]));
    return { help: say("game_word_guess_help", { count: section.lives }), scoreName: "streak", start, keys: { ...keys, Enter: guess, Backspace: erase } };
  };
})();
