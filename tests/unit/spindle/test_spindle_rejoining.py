"""Marks that the reader cut in two are one again."""

from __future__ import annotations

import pytest
from spindle_fakes import perfect

from desktop.spindle.rejoining import rejoined


def words(marked: str) -> list[str]:
    """The words of all marks, rejoined."""
    return [mark.words for mark in rejoined(perfect(marked)).marks]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{entity:repair} {entity:jobs} with {f.money:price}", ["repair jobs", "price"]),
        ("whether they have {f.bool:paid their} {f.bool:dues}", ["paid their dues"]),
        ("the room and {f.choice:how often} each one needs {f.bool:water}", ["how often"]),
        ("{f.text:whose turn it} is, {f.choice:which day}", ["whose turn it is", "which day"]),
    ],
)
def test_one_clause_names_one_thing(marked: str, expected: list[str]):
    assert words(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{f.text:brewery} {f.text:country} {f.text:shape}", ["brewery", "country", "shape"]),
        ("{f.text:who} and {f.date:when}", ["who", "when"]),
        ("{f.number:how many} we have, the {f.money:price}", ["how many", "price"]),
        ("{f.date:when bought} and the {f.money:price}", ["when bought", "price"]),
        ("{entity:books} of {entity:readers}", ["books", "readers"]),
        ("{entity:guests}\n{entity:rooms}", ["guests", "rooms"]),
        ("{f.text:what it} costs", ["what it"]),
        ("{entity:plants} {v.table:table}", ["plants", "table"]),
    ],
)
def test_what_is_two_stays_two(marked: str, expected: list[str]):
    """People list without commas, and a new line is a new thing."""
    assert words(marked) == expected


def test_the_words_are_those_of_the_request():
    """A mark that grew says where it ends now."""
    reading = rejoined(perfect("my {entity:repair} {entity:jobs}"))
    (mark,) = reading.marks
    assert reading.request[mark.start : mark.end] == mark.words == "repair jobs"
