"""Every kind of practice: what it asks can be answered, and it knows right from wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from opener import Opener
from tab import Tab

SAMPLES = Path("blocks")
ASKED = "document.querySelector('.round-ask').innerText"
REACHED = "document.querySelector('.round-head')?.innerText ?? 'end'"


def _start(tab: Tab) -> None:
    tab.click(".round-start button", "Start")
    tab.wait("document.querySelector('.round-play, .typing-text') !== null")


def _reckon(words: str) -> str:
    """Work out `7 × 8 =`."""
    one, sign, other = re.findall(r"\d+|[+−×÷]", words)
    ways: dict[str, Callable[[int, int], int]] = {
        "+": int.__add__,
        "−": int.__sub__,
        "×": int.__mul__,
        "÷": int.__floordiv__,
    }
    return str(ways[sign](int(one), int(other)))


def _give(tab: Tab, words: str) -> None:
    tab.type(words)
    tab.press("Enter")


def _answer_round(tab: Tab, solve: Callable[[Tab], str]) -> None:
    """Answer all questions of a round rightly."""
    while tab.count(".round-play"):
        at = tab.text(".round-head")
        _give(tab, solve(tab))
        assert "Right!" in tab.text(".round-told"), tab.text(".round-play")
        tab.wait(f"({REACHED}) !== {at!r}")


def test_tables_ask_only_for_the_tables_that_were_named_until_the_minute_is_over(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-tables.blueprint", "Seven and eight", clock="2026-03-01 09:00")
    assert "As many as you can" in tab.text(".round-start")
    _start(tab)
    for _ in range(4):
        question = tab.text(".round-ask")
        assert {"7", "8"} & {*re.findall(r"\d+", question)}
        _give(tab, _reckon(question))
        tab.advance(1)
    tab.advance(60)
    assert "4 of 4 right" in tab.text(".round-result")


def test_what_went_wrong_in_the_tables_comes_first_the_next_time(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-tables.blueprint", "All tables", clock="2026-03-01 09:00")
    _start(tab)
    wrong = tab.text(".round-ask")
    _give(tab, "1")
    assert f"The answer is \u2068{_reckon(wrong)}\u2069." in tab.text(".round-told")
    tab.press("Enter")
    for _ in range(11):
        _give(tab, _reckon(tab.text(".round-ask")))
        tab.advance(1)
    assert "11 of 12 right" in tab.text(".round-result")
    tab.click("button", "Play again")
    assert tab.text(".round-ask") == wrong


def test_sums_stay_within_what_was_asked_for(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-arithmetic.blueprint", "Everything", clock="2026-03-01 09:00")
    _start(tab)
    for _ in range(5):
        question = tab.text(".round-ask")
        assert all(int(number) <= 50 for number in re.findall(r"\d+", question)), question
        _give(tab, _reckon(question))
        tab.advance(1)
    assert "5 of 5 right" in tab.text(".round-result")
    assert "That is your best result" not in tab.text(".round-result")


def test_a_sum_that_takes_too_long_counts_as_a_mistake(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-arithmetic.blueprint", "Everything", clock="2026-03-01 09:00")
    _start(tab)
    tab.advance(21)
    assert "Time is up." in tab.text(".round-told")


def test_the_filled_part_of_a_circle_is_read_as_a_fraction(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-fractions.blueprint", "Read")
    _start(tab)

    def solve(tab: Tab) -> str:
        return f"{tab.count('.pie-cut .is-filled')}/{tab.count('.pie-cut path')}"

    _answer_round(tab, solve)
    assert "5 of 5 right" in tab.text(".round-result")


def test_fractions_are_added_taken_away_and_made_simple(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-fractions.blueprint", "Reckon")
    _start(tab)

    def solve(tab: Tab) -> str:
        said = tab.text(".round-ask")
        if tab.count(".fraction") == 0:
            return str(Fraction(re.findall(r"\d+/\d+", said)[0]))
        texts = tab.run("[...document.querySelectorAll('.fraction .unseen')].map((each) => each.textContent)")
        assert isinstance(texts, list)
        one, other = (Fraction(str(each)) for each in texts)
        return str(one + other if "+" in said else one - other)

    _answer_round(tab, solve)
    assert "10 of 10 right" in tab.text(".round-result")


def test_the_time_is_read_from_the_hands(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-clock.blueprint", "Quarters")
    _start(tab)

    def solve(tab: Tab) -> str:
        label = str(tab.run("document.querySelector('.clock-face').getAttribute('aria-label')"))
        numbers = [int(found) for found in re.findall(r"\d+", label)]
        return f"{numbers[0]}:{numbers[-1] * 5 % 60:02}"

    _answer_round(tab, solve)
    assert "6 of 6 right" in tab.text(".round-result")


def test_numbers_are_put_together_and_found_on_a_line(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-numbers.blueprint", "To a million")
    _start(tab)

    def solve(tab: Tab) -> str:
        said = tab.text(".round-ask").replace(",", "")
        if tab.count(".number-line"):
            label = str(tab.run("document.querySelector('.number-line').getAttribute('aria-label')"))
            start, end, step = (int(found) for found in re.findall(r"\d+", label.replace(",", ""))[:3])
            place = int(re.findall(r"\d+", label)[-1])
            assert step == place or step
            return str(start + (end - start) // 10 * place)
        numbers = [int(found) for found in re.findall(r"\d+", said)]
        return str(
            numbers[0] + 1 if "after" in said else numbers[0] - 1 if "before" in said else sum(numbers)
        )

    _answer_round(tab, solve)
    assert "5 of 5 right" in tab.text(".round-result")


def test_a_word_is_shown_hidden_and_then_written(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-spelling.blueprint", "This week", clock="2026-03-01 09:00")
    _start(tab)
    words = {"rhythm", "island", "knife", "autumn"}
    seen = set()
    for _ in words:
        word = tab.text(".round-flash")
        seen.add(word)
        tab.advance(1.6)
        assert tab.count(".round-flash") == 0
        assert word not in tab.text(".round-play")
        _give(tab, word)
        assert "Right!" in tab.text(".round-told")
        tab.advance(1)
    assert seen == words
    assert "4 of 4 right" in tab.text(".round-result")


def test_spelling_takes_capitals_seriously(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-spelling.blueprint", "This week", clock="2026-03-01 09:00")
    _start(tab)
    word = tab.text(".round-flash")
    tab.advance(1.6)
    _give(tab, word.upper())
    assert f"The answer is \u2068{word}\u2069." in tab.text(".round-told")


def test_typing_counts_speed_and_mistakes_and_keeps_the_result(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-typing.blueprint", "Home row", clock="2026-03-01 09:00")
    _start(tab)
    text = tab.text(".typing-text")
    tab.type(text[0])
    tab.advance(6)
    tab.type("#")
    assert "errors: 1" in tab.text(".typing-facts")
    assert tab.count(".typing-text .is-wrong") == 1
    tab.press("Backspace")
    tab.type(text[1:])
    assert "words a minute" in tab.text(".round-score")
    tab.run("homespun.store.whole().then(() => true)")
    tab.reload()
    tab.go("Home row")
    assert "Best so far" in tab.text(".block-practice")


def test_typing_ends_when_the_minute_is_over(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-typing.blueprint", "Home row", clock="2026-03-01 09:00")
    _start(tab)
    tab.type(tab.text(".typing-text")[:3])
    tab.advance(61)
    assert "1 words a minute" in tab.text(".round-score")


def test_earlier_results_are_drawn_from_the_second_time_on(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "practice-arithmetic.blueprint", "Everything", clock="2026-03-01 09:00")
    for _ in range(2):
        tab.click("button", "Start" if not tab.count(".round-result") else "Play again")
        for _ in range(5):
            _give(tab, _reckon(tab.text(".round-ask")))
            tab.advance(1)
    assert tab.count(".result-bars rect") == 2


@pytest.mark.parametrize(
    ("said", "wanted", "same"),
    [
        ("1,5", "1.5", True),
        ("1 000", "1000", True),
        ("490,946", "490946", True),
        ("1.250", "1250", True),
        ("-3", "−3", True),
        ("straße", "Strasse", True),
        ("é", "e", True),
        ("", "", False),
        ("   ", "x", False),
        ("cat", "cats", False),
        ("中文", "中文", True),
        ("?", "!", False),
    ],
)
def test_answers_are_compared_without_case_accents_and_signs(
    open_app: Opener, said: str, wanted: str, same: bool
) -> None:
    tab = open_app(SAMPLES / "quiz.blueprint")
    assert tab.run(f"homespun.sameAnswer({said!r}, {wanted!r})") is same
