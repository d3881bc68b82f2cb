"""Formulas that people write out become expressions over the fields that are there."""

from __future__ import annotations

import pytest

from desktop.blueprint.nodes import Binary, Field, FieldRef, Number
from desktop.spindle.assembler.formula import formula_after

FIELDS = (
    Field("words", "number"),
    Field("rate", "money", unit="€"),
    Field("start fee", "money", unit="€"),
    Field("due date", "date"),
    Field("start date", "date"),
    Field("client", "text"),
    Field("hours", "number"),
)
WORDS, RATE, FEE, HOURS = FieldRef("words"), FieldRef("rate"), FieldRef("start fee"), FieldRef("hours")


@pytest.mark.parametrize(
    ("after", "expression"),
    [
        (" = words × rate", Binary("*", WORDS, RATE)),
        (" = words * rate. And a button", Binary("*", WORDS, RATE)),
        (" is words times the rate", Binary("*", WORDS, RATE)),
        (" (words x rate)", Binary("*", WORDS, RATE)),
        (": start fee + words * rate", Binary("+", FEE, Binary("*", WORDS, RATE))),
        (" = rate minus start fee", Binary("-", RATE, FEE)),
        (" = rate / hours", Binary("/", RATE, HOURS)),
        (" is rate divided by hours, shown in a table", Binary("/", RATE, HOURS)),
        (" = hours * 1.5", Binary("*", HOURS, Number(1.5))),
        (" = rate - start fee - rate", Binary("-", Binary("-", RATE, FEE), RATE)),
        (" = due date - start date", Binary("-", FieldRef("due date"), FieldRef("start date"))),
    ],
)
def test_a_written_formula_is_worked_out(after, expression):
    """Signs and words for the four operations are understood, multiplication before addition."""
    assert formula_after(after, FIELDS) == expression


@pytest.mark.parametrize(
    "after",
    [
        "",
        " of the month",
        " = words",
        " = words × mood",
        " = client × rate",
        " and the words × rate",
        " = ",
        " = × ×",
        " is nice",
    ],
)
def test_no_formula_is_none(after):
    """What names no operation, or something that is no number here, is no formula."""
    assert formula_after(after, FIELDS) is None
