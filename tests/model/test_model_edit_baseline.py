"""The baseline for edits: a fair one, which finds what is asked for in the words that nearly everybody uses."""

from __future__ import annotations

import pytest

from desktop.blueprint import parse
from desktop.spindle.tags import OPERATIONS, TAGS
from models.data.domains import authored_edits
from models.evals.edit_baseline import read_by_keywords

APP = parse(
    'app "Shed"\n\nentity Tool\n  name: text\n  borrower: text\n  due back: date\n\npage Tools\n  table of Tool\n'
).app


@pytest.mark.parametrize(
    ("request_", "operation", "marks"),
    [
        ("add a due date", "add", [("f", "due date", "date")]),
        ("I also need a place", "add", [("f", "place", "text")]),
        ("add a calendar", "add", [("v.calendar", "calendar", "")]),
        ("remove the borrower", "remove", [("old", "the borrower", "")]),
        ("sort by due back", "sort", [("by", "by due back", "")]),
        ("make the background navy", "style", [("bg", "navy", "")]),
        ("make it dark", "style", [("dark", "dark", "")]),
        ("rename borrower to who has it", "rename", [("old", "borrower", ""), ("new", "who has it", "")]),
        ("undo", "undo", []),
        ("thank you so much", "none", []),
    ],
)
def test_what_nearly_everybody_says_is_found(request_, operation, marks):
    """One ask, its operation, and the words that it is about."""
    (ask,) = read_by_keywords(request_, APP).asks
    assert ask.operation == operation
    assert [(mark.tag, mark.words, mark.type) for mark in ask.marks] == marks


def test_each_sentence_is_an_ask_of_its_own():
    """Cut at full stops, semicolons and line ends."""
    reading = read_by_keywords("Remove the borrower. Add a place; make it dark\nundo", APP)
    assert [ask.operation for ask in reading.asks] == ["remove", "add", "style", "undo"]


def test_whatever_is_asked_the_reading_is_one_that_a_reader_could_have():
    """Known operations and tags, marks that stand where their words stand, inside of their ask."""
    for request in authored_edits()[::12]:
        reading = read_by_keywords(request.text, APP)
        assert reading.kind == "edit"
        assert reading.marks == tuple(mark for ask in reading.asks for mark in ask.marks)
        for ask in reading.asks:
            assert ask.operation in OPERATIONS
            for mark in ask.marks:
                assert mark.tag in TAGS
                assert ask.start <= mark.start < mark.end <= ask.end
                assert request.text[mark.start : mark.end] == mark.words
