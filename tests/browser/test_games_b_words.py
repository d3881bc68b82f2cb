"""Trivia, guess the number, and rock, paper, scissors, played to their end."""

from __future__ import annotations

import re
from pathlib import Path

from opener import SAMPLES, Opener
from tab import Tab

HERE = Path("blocks")
RIGHT = {
    "When is the weekly market?": "On Saturday",
    "What flows past the old mill?": "The Linde",
    "Who gave our school its name?": "Marie Curie",
}
CAPITALS = {
    "Norway": "Oslo",
    "Portugal": "Lisbon",
    "Austria": "Vienna",
    "Ireland": "Dublin",
    "Finland": "Helsinki",
}


def app_of(game: str) -> str:
    return f'app "Games"\n\npage Play\n  game {game}\n'


def fact(tab: Tab, name: str) -> str:
    return tab.text(f'[data-fact="{name}"] dd')


def answers(tab: Tab) -> list[str]:
    found = tab.run("[...document.querySelectorAll('.trivia-answer > span')].map((one) => one.innerText)")
    assert isinstance(found, list)
    return found


# --- trivia -----------------------------------------------------------------------------------------


def test_trivia_asks_the_questions_of_the_app_and_is_played_with_the_keyboard(open_app: Opener) -> None:
    tab = open_app(HERE / "game-trivia.blueprint", "Our town")
    asked = set()
    for _ in range(3):
        question = tab.text(".trivia-ask")
        asked.add(question)
        tab.press(str(answers(tab).index(RIGHT[question]) + 1))
        assert tab.text(".trivia-told") == "Right!"
        tab.press("Enter")
    assert asked == set(RIGHT)
    assert "You know 3 of 3." in tab.text(".game-status")
    tab.reload()
    assert fact(tab, "best") == "3"


def test_trivia_says_what_would_have_been_right_and_leads_to_the_line(open_app: Opener) -> None:
    tab = open_app(HERE / "game-trivia.blueprint", "Our town")
    question = tab.text(".trivia-ask")
    tab.click(".trivia-answer", next(words for words in answers(tab) if words != RIGHT[question]))
    assert RIGHT[question] in tab.text(".trivia-told")
    assert "✓" in tab.text(".trivia-answer.is-right")
    assert "✕" in tab.text(".trivia-answer.is-wrong")
    assert fact(tab, "right_answers") == "0"
    blueprint = (SAMPLES / HERE / "game-trivia.blueprint").read_text(encoding="utf-8").splitlines()
    line = int(str(tab.run("document.querySelector('.trivia').dataset.from")))
    assert question in blueprint[line - 1]


def test_trivia_with_seconds_waits_for_start_and_goes_on_when_time_is_up(open_app: Opener) -> None:
    tab = open_app(HERE / "game-trivia.blueprint", "Capitals", clock="2026-03-01 09:00")
    tab.click("button", "Start")
    country = re.search(r"capital of (\w+)", tab.text(".trivia-ask"))
    assert country is not None
    assert len(answers(tab)) == 4, "right answers of other questions are the wrong ones here"
    tab.advance(12)
    assert fact(tab, "time") == "8 s"
    tab.click("button", "Pause")
    tab.advance(60)
    tab.click("button", "Continue")
    assert fact(tab, "time") == "8 s", "the time stands still in a pause"
    tab.advance(9)
    assert tab.text(".trivia-told").startswith("Time is up.")
    assert CAPITALS[country[1]] in tab.text(".trivia-told")


def test_trivia_without_questions_has_its_own_in_five_categories(open_app: Opener) -> None:
    tab = open_app(HERE / "game-trivia.blueprint", "Anything")
    assert fact(tab, "question") == "1 / 5"
    seen = set()
    for name in ("Animals", "Food", "Nature", "School", "Sports"):
        tab.click(".game-choices label", name)
        seen.add(tab.text(".trivia-ask"))
        assert len(answers(tab)) == 4
    assert len(seen) == 5
    assert "About" in tab.text(".game-choices")


# --- guess the number -------------------------------------------------------------------------------


def test_a_number_is_found_by_halving_what_is_left(open_app: Opener) -> None:
    tab = open_app(HERE / "game-number-guess.blueprint", "Up to a hundred")
    low, high, tries = 1, 100, 0
    while tab.count('.game[data-state="playing"]'):
        guess, tries = (low + high) // 2, tries + 1
        tab.click(".guess-form input")
        tab.type(f"{guess}\n")
        said = tab.text(".game-status")
        if "larger" in said:
            low = guess + 1
            assert tab.text(".guess-range") == f"It is from {low} to {high}."
        elif "smaller" in said:
            high = guess - 1
            assert tab.text(".guess-range") == f"It is from {low} to {high}."
    assert f"Yes, {guess}" in said
    assert tab.count(".guess-list li") == tries
    tab.reload()
    assert fact(tab, "best") == str(tries)


def test_nonsense_is_no_guess_and_lives_run_out(open_app: Opener) -> None:
    tab = open_app(app_of("number guess; up to 50; lives 2"), seed=3)
    tab.click(".guess-form input")
    for nonsense in ("many\n", "51\n", "2.5\n", "\n"):
        tab.type(nonsense)
        assert "whole number from 1 to 50" in tab.text(".game-status")
        tab.press("a", control=True)
        tab.press("Backspace")
    assert fact(tab, "tries_left") == "2"
    tab.type("1\n")
    tab.type("50\n")
    assert "The number was" in tab.text(".game-status")
    tab.click("button", "New game")
    tab.type("7\n")
    assert tab.count(".guess-list li") == 1, "one can type on at once"


# --- rock, paper, scissors --------------------------------------------------------------------------

BEATS = {"Rock": "Scissors", "Paper": "Rock", "Scissors": "Paper"}


def test_rock_paper_scissors_follows_its_rules_until_all_rounds_are_decided(open_app: Opener) -> None:
    tab = open_app(app_of("rock paper scissors; rounds 9"), seed=2, still=True)
    wins = [0, 0]
    for turn in range(60):
        if sum(wins) == 8:
            break
        tab.press("123"[turn % 3])
        found = re.match(r"You: (\w+)\. Computer: (\w+)\. This one (is yours|goes)", tab.text(".game-status"))
        if found is None:
            assert "Once more" in tab.text(".game-status")
            continue
        assert (BEATS[found[1]] == found[2]) == (found[3] == "is yours"), found[0]
        wins[0 if found[3] == "is yours" else 1] += 1
        assert [fact(tab, "wins"), fact(tab, "computer")] == [str(wins[0]), str(wins[1])]
    assert min(wins) > 0, "chance is on nobody's side"
    while tab.count('.game[data-state="playing"]'):
        tab.click(".hand-button", "Paper")
    assert re.search(r"(You win|The computer wins) \d to \d", tab.text(".game-status"))
    assert int(fact(tab, "wins")) + int(fact(tab, "computer")) == 9


def test_hands_of_ones_own_each_beat_the_one_before(open_app: Opener) -> None:
    tab = open_app(HERE / "game-rock-paper-scissors.blueprint", "Animals", clock="2026-03-01 09:00")
    beats = {"🐻": "🦊", "🐝": "🐻", "🦊": "🐝"}
    tab.click(".hand-button", "🐻")
    tab.advance(1)
    said = tab.text(".game-status").replace("\u2068", "").replace("\u2069", "")
    if "Both" not in said:
        own, other = re.findall(r": (.)", said)
        assert (beats[own] == other) == ("is yours" in said)
    assert tab.text(".hand-mine") == "🐻"
