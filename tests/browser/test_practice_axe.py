"""What `test_axe.py` does not meet by walking through pages: rounds that run, cards that were turned."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from axe import complaints_of_axe
from opener import Opener

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("axe_playwright_python") is None, reason="no axe here: run.py test installs it"
)

RUNNING = ("clock", "fractions", "numbers", "spelling", "tables", "arithmetic", "typing")


@pytest.mark.parametrize("kind", RUNNING)
def test_a_round_that_runs_can_be_used_by_everybody(open_app: Opener, kind: str) -> None:
    tab = open_app(Path(f"blocks/practice-{kind}.blueprint"), width=390, dark=True)
    tab.click(".round-start button", "Start")
    assert complaints_of_axe(tab) == []


def test_a_wrong_answer_and_the_score_can_be_read_by_everybody(open_app: Opener) -> None:
    tab = open_app(Path("blocks/quiz.blueprint"), "Capitals")
    tab.click(".round-start button", "Start")
    for _ in range(4):
        tab.press("1")
    assert complaints_of_axe(tab) == []
    tab.go("Quiz")
    tab.click(".round-start button", "Start")
    tab.click(".choice", "Lyon")
    assert complaints_of_axe(tab) == []


def test_a_card_that_was_turned_can_be_read_by_everybody(open_app: Opener) -> None:
    tab = open_app(Path("blocks/flashcards.blueprint"))
    tab.click("button", "Start")
    tab.press(" ")
    assert tab.focused() != ""
    assert complaints_of_axe(tab) == []
