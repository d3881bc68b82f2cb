// Number guess: the computer thinks of a number, and says "more" or "less" to each guess.
// Needs: game/stage, chance.
"use strict";

(function () {
  const { make, say } = homespun;

  homespun.games["number guess"] = (stage, section) => {
    const { upTo, lives } = section;
    let secret, guesses, low, high;

    const input = make("input", { type: "text", inputmode: "numeric", autocomplete: "off", tabindex: "0", "aria-label": say("game_number_yours"), maxlength: String(upTo).length + 1 });
    const range = make("p", { class: "guess-range" });
    const bar = make("div", { class: "guess-bar", "aria-hidden": "true" }, make("span"));
    const list = make("ol", { class: "guess-list", "aria-label": say("game_number_guesses") });
    const form = make("form", { class: "guess-form", novalidate: true, onsubmit: guess }, input, make("button", { type: "submit", class: "main" }, say("game_guess")));
    stage.area.append(make("div", { class: "guessing" }, range, bar, form, list));

    function start() {
      secret = homespun.randomWhole(1, upTo);
      [guesses, low, high] = [[], 1, upTo];
      input.value = "";
      stage.tell(say("game_number_begin", { most: upTo.toLocaleString(homespun.locale) }));
      show();
    }

    function guess(event) {
      event.preventDefault();
      if (!stage.playing()) return;
      const number = Number(input.value.trim());
      if (!input.value.trim() || !Number.isInteger(number) || number < 1 || number > upTo) {
        stage.tell(say("game_number_whole", { most: upTo.toLocaleString(homespun.locale) }));
        return input.select();
      }
      guesses.push(number);
      if (number < secret) low = Math.max(low, number + 1);
      else if (number > secret) high = Math.min(high, number - 1);
      show();
      input.value = "";
      input.focus();
      answer(number);
    }

    function answer(number) {
      const shown = { number: number.toLocaleString(homespun.locale), secret: secret.toLocaleString(homespun.locale), count: guesses.length };
      if (number === secret) {
        [low, high] = [secret, secret];
        show();
        return stage.end({ won: true, words: say(guesses.length === 1 ? "game_number_at_once" : "game_number_won", shown), score: guesses.length });
      }
      if (guesses.length === lives) return stage.end({ words: say("game_number_lost", shown), score: null });
      stage.sound("tick");
      stage.tell(say(number < secret ? "game_number_more" : "game_number_less", shown));
    }

    function show() {
      stage.setScore(guesses.length);
      stage.fact("tries_left", lives - guesses.length);
      range.textContent = say("game_number_range", { low: low.toLocaleString(homespun.locale), high: high.toLocaleString(homespun.locale) });
      const inside = bar.firstChild.style;
      inside.setProperty("inset-inline-start", `${((low - 1) / upTo) * 100}%`);
      inside.setProperty("inset-inline-end", `${(1 - high / upTo) * 100}%`);
      list.replaceChildren(...guesses.map(row));
    }

    function row(number) {
      const [sign, key] = number === secret ? ["✓", "game_number_hit"] : number < secret ? ["↑", "game_number_up"] : ["↓", "game_number_down"];
      return make("li", { class: number === secret ? "is-right" : "" }, make("b", {}, number.toLocaleString(homespun.locale)), " ", make("span", { "aria-hidden": "true" }, sign), make("span", { class: "unseen" }, say(key)));
    }

    return { help: say("game_number_help", { count: lives }), best: "least", scoreName: "tries", start };
  };
})();
