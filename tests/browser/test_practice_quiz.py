"""Quizzes and flash cards, used as a pupil would use them."""

from __future__ import annotations

from pathlib import Path

import pytest
from opener import Opener
from tab import Tab

QUIZ = Path("blocks/quiz.blueprint")
CARDS = Path("blocks/flashcards.blueprint")
QUESTION = ".round-ask"


def _start(tab: Tab) -> None:
    tab.click(".round-start button", "Start")
    tab.wait("document.querySelector('.round-ask') !== null")


def _answer_all(tab: Tab, first: str = "Paris", typed: str = "the danube") -> None:
    """Go through the sample's four questions; all is right unless the two answers say otherwise."""
    tab.click(".choice", first)
    tab.click("button", "Next question")
    tab.type(typed)
    tab.press("Enter")
    tab.click("button", "Next question")
    tab.click(".choice", "Lisbon")
    tab.click(".choice", "Oslo")
    tab.click("button", "Check")
    tab.click("button", "Next question")
    tab.click(".choice", "5")
    tab.click("button", "See how it went")


def test_a_quiz_tells_what_was_right_and_keeps_the_score(open_app: Opener) -> None:
    tab = open_app(QUIZ)
    _start(tab)
    _answer_all(tab)
    assert "4 of 4 right" in tab.text(".round-result")
    assert "Passed" in tab.text(".round-result")
    tab.run("homespun.store.whole().then(() => true)")
    tab.reload()
    assert "Best so far: 4 of 4 right" in tab.text(".block-quiz")


def test_a_wrong_answer_is_explained_and_comes_back(open_app: Opener) -> None:
    tab = open_app(QUIZ)
    _start(tab)
    _answer_all(tab, first="Lyon", typed="rhine")
    assert "2 of 4 right" in tab.text(".round-result")
    assert "Not passed yet" in tab.text(".round-result")
    review = tab.text(".review")
    assert "The answer is \u2068Paris\u2069." in review
    assert "You said \u2068Lyon\u2069." in review
    assert "It flows through four capitals" in review
    tab.click("button", "Only the mistakes (2)")
    tab.wait("document.querySelector('.round-head').innerText.startsWith('Question 1 of 2')")


@pytest.mark.parametrize("said", ["Danube", " dänube. ", "DONAU", "the  Danube"])
def test_a_typed_answer_is_read_kindly(open_app: Opener, said: str) -> None:
    tab = open_app(QUIZ)
    _start(tab)
    tab.click(".choice", "Paris")
    tab.click("button", "Next question")
    tab.fill("Your answer", said)
    tab.press("Enter")
    assert "Right!" in tab.text(".round-told")


def test_a_quiz_can_be_done_with_keys_alone(open_app: Opener) -> None:
    tab = open_app(QUIZ)
    tab.run("document.querySelector('.round-start button').focus()")
    tab.press("Enter")
    options = tab.run("[...document.querySelectorAll('.choice span')].map((each) => each.innerText)")
    assert isinstance(options, list)
    assert sorted(options) == ["Lyon", "Marseille", "Nice", "Paris"]
    tab.press(str(options.index("Paris") + 1))
    assert "Right!" in tab.text(".round-told")
    assert tab.focused() == "Next question"
    tab.press("Enter")
    assert "Vienna" in tab.text(QUESTION)
    assert tab.focused() == "Your answer"


def test_a_quiz_from_records_has_time_limits_and_tells_the_answers_at_the_end(open_app: Opener) -> None:
    tab = open_app(QUIZ, "Capitals", clock="2026-03-01 09:00")
    _start(tab)
    assert tab.count(".choice") == 4
    assert "20 s" in tab.text(".round-clock")
    tab.advance(21)
    assert "Question 2 of 4" in tab.text(".round-head")
    assert tab.text(".round-told") == ""
    capitals = {
        "Spain": "Madrid",
        "Italy": "Rome",
        "Norway": "Oslo",
        "Portugal": "Lisbon",
        "Greece": "Athens",
    }
    for _ in range(3):
        tab.click(".choice", capitals[tab.text(QUESTION)])
    assert "3 of 4 right" in tab.text(".round-result")
    assert tab.count(".review li") == 4
    assert "Time is up." in tab.text(".review")


def test_a_quiz_asks_what_was_added_since(open_app: Opener) -> None:
    tab = open_app(
        """
app "Words"

entity Word
  english: text, required
  german: text, required

page Quiz
  quiz of Word; typed
  table of Word
""".lstrip()
    )
    assert "There are no questions yet." in tab.text(".block-quiz")
    tab.click("button", "Add word")
    tab.fill("english", "tree")
    tab.fill("german", "der Baum")
    tab.click("dialog button", "Add word")
    tab.wait("document.querySelector('.round-start button') !== null")
    _start(tab)
    assert tab.text(QUESTION) == "tree"
    tab.type("der baum\n")
    assert "Right!" in tab.text(".round-told")


# --- flash cards -----------------------------------------------------------------------------------


def test_cards_are_turned_and_judged_until_all_are_known(open_app: Opener) -> None:
    tab = open_app(CARDS, clock="2026-03-01 09:00")
    assert "4 cards are due today" in tab.text(".block-flashcards")
    tab.click("button", "Start")
    tab.click(".flip")
    tab.click("button", "Not yet")
    assert tab.text(".cards-left") == "4 cards left"
    for _ in range(4):
        tab.press(" ")
        tab.press("2")
    assert "4 cards learnt." in tab.text(".cards-stage")
    assert "Nothing is due today" in tab.text(".cards-stage")
    assert (tab.text(".box-0 strong"), tab.text(".box-1 strong"), tab.text(".box-2 strong")) == (
        "0",
        "3",
        "1",
    )


def test_known_cards_come_back_on_another_day(open_app: Opener) -> None:
    tab = open_app(CARDS, clock="2026-03-01 09:00")
    tab.click("button", "Start")
    for _ in range(4):
        tab.press("Enter")
        tab.press("2")
    assert tab.text(".box-1 strong") == "4"
    tab.advance(24 * 3600)
    tab.go("My words")
    tab.go("Animals")
    assert "4 cards are due today" in tab.text(".block-flashcards")


def test_both_directions_have_places_of_their_own(open_app: Opener) -> None:
    tab = open_app(CARDS, "My words")
    assert "6 cards are due today" in tab.text(".block-flashcards")
    tab.click(".segments label", "Front first")
    assert "3 cards are due today" in tab.text(".block-flashcards")
    tab.click("button", "Start")
    assert tab.text(".is-front") in {"das Haus", "die Brücke", "der Baum"}


def test_starting_over_can_be_taken_back(open_app: Opener) -> None:
    tab = open_app(CARDS, clock="2026-03-01 09:00")
    tab.click("button", "Start")
    tab.press("Enter")
    tab.press("2")
    tab.run("homespun.store.whole().then(() => true)")
    tab.reload()
    assert "3 cards are due today" in tab.text(".block-flashcards")
    tab.click("button", "Start over")
    assert "4 cards are due today" in tab.text(".block-flashcards")
    tab.click(".toast button", "Undo")
    tab.wait("document.querySelector('.block-flashcards').innerText.includes('3 cards are due today')")
