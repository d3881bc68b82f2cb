// A match of two at one board: whose turn it is, the computer as the other player, and who has won.
// Needs: game/stage, formats.
"use strict";

(function () {
  const { say } = homespun;
  const THINKING_MS = 450; // so that one sees what was done before the answer comes

  // `names` are what the two are called; `moveComputer()` makes the computer's move. The person (or the
  // first of two) is player 0. Who begins takes turns from game to game.
  homespun.gameMatch = (stage, section, names, moveComputer) => {
    let { players, level } = section;
    let streak = 0; // games won in a row against the computer
    let starter = 1;
    let turn = 0;

    const restart = () => ([streak, starter] = [0, 1]);
    const levels = ["easy", "medium", "hard"].map((name) => [name, say(`game_${name}`)]);
    stage.choices("level", levels, level, (chosen) => {
      level = chosen;
      restart();
    });
    stage.choices("against", [[1, say("game_against_computer")], [2, say("game_against_friend")]], players, (chosen) => {
      players = chosen;
      stage.element.classList.toggle("is-for-two", players === 2);
      restart();
    });
    stage.element.classList.toggle("is-for-two", players === 2);

    const isComputers = () => players === 1 && turn === 1;

    function ask() {
      if (isComputers()) {
        stage.tell(say("game_computer_thinks"));
        stage.later(THINKING_MS, moveComputer);
      } else stage.tell(players === 1 ? say("game_your_turn") : say("game_turn", { player: homespun.isolate(names[turn]) }));
    }

    function resultWords(isWon) {
      if (!isWon) return say("game_draw");
      if (players === 2) return say("game_player_wins", { player: homespun.isolate(names[turn]) });
      return say(turn === 0 ? "game_you_win" : "game_computer_wins");
    }

    return {
      begin() {
        starter = 1 - starter;
        turn = starter;
        stage.setScore(streak);
        ask();
      },
      pass() {
        turn = 1 - turn;
        ask();
      },
      // The one whose turn it is has won, or nobody can win any more.
      finish(isWon) {
        const won = isWon && !isComputers();
        if (players === 1) streak = won ? streak + 1 : isWon ? 0 : streak;
        stage.setScore(streak);
        stage.end({ won, words: resultWords(isWon), score: players === 1 ? streak : null });
      },
      turn: () => turn,
      level: () => level,
      isComputers,
      isAlone: () => players === 1,
      mayMove: () => stage.playing() && !isComputers(),
    };
  };
})();
