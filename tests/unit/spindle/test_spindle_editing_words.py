"""Words become numbers, times, pictures, tests and things of an app."""

from __future__ import annotations

import pytest
from spindle_editing_apps import SHED, app_of

from desktop.blueprint.printing_expressions import print_expression
from desktop.blueprint.scopes import book_of
from desktop.spindle.editing import values
from desktop.spindle.editing.conditions import negated, spoken_test
from desktop.spindle.editing.finding import find
from desktop.spindle.editing.things import things_of


@pytest.mark.parametrize(
    ("words", "number"),
    [("3", 3), ("twenty five", 25), ("1,200 pieces", 1200), ("2,5 litres", 2.5), ("£4.10", 4.1), ("a few", None),
     ("the lower one", None), ("two hundred", 200), ("half an hour", 0.5)],
)  # fmt: skip
def test_numbers(words: str, number: float | None):
    assert values.number_in(words) == number


@pytest.mark.parametrize(
    ("words", "time"),
    [("at 7", "07:00"), ("10 pm", "22:00"), ("half", ""), ("19:30", "19:30"), ("8 in the evening", "20:00")],
)
def test_times_of_day(words: str, time: str):
    assert values.time_in(words) == time


@pytest.mark.parametrize(
    ("words", "days"),
    [("three weeks", 21), ("a month", 30), ("10 days", 10), ("soon", None), ("a year", 365)],
)
def test_spans_of_days(words: str, days: float | None):
    assert values.days_in(words) == days


@pytest.mark.parametrize(
    ("words", "sign"),
    [("a hedgehog", "🦔"), ("bee", "🐝"), ("fire engine", "🚒"), ("justice", ""), ("the purple heart", "💜")],
)
def test_pictures_are_called_by_their_names(words: str, sign: str):
    assert values.picture_of(words) == sign


@pytest.mark.parametrize(
    ("words", "sign"),
    [("swiss francs", "CHF"), ("€ 5", "€"), ("dollars", "$"), ("50 pence", "£"), ("metres", "")],
)
def test_currencies(words: str, sign: str):
    assert values.currency_in(words) == sign


@pytest.mark.parametrize(
    ("entity", "words", "test"),
    [
        ("Loan", "not back", "back is no"),
        ("Loan", "back", "back is yes"),
        ("Tool", "state is broken", "state is Broken"),
        ("Tool", "not broken", "state is not Broken"),
        ("Tool", "broken or out", "state is Broken or state is Out"),
        ("Tool", "worth at least 50", "worth >= 50"),
        ("Tool", "less than 20 euros", "worth < 20"),
        ("Tool", "worth 80 or more", "worth >= 80"),
        ("Loan", "due in the next 5 days", "due <= today + 5"),
        ("Loan", "since this month", "month(since) = month(today) and year(since) = year(today)"),
        ("Loan", "due tomorrow", "due = today + 1"),
        ("Loan", "kept for more than 14 days", "days kept > 14"),
        ("Loan", "without a borrower", "empty(borrower)"),
        ("Loan", "overdue", "due < today and back is no"),
        ("Tool", "blue", None),
    ],
)
def test_tests_in_words(entity: str, words: str, test: str | None):
    app = app_of(SHED)
    made = spoken_test(words, next(one for one in app.entities if one.name == entity))
    scope = book_of(app).scope(entity)
    assert (print_expression(made, scope) if made is not None else None) == test


@pytest.mark.parametrize(
    ("words", "test"),
    [("worth more than 50", "worth <= 50"), ("broken", "state is not Broken"), ("heavy", "heavy is no"),
     ("broken or out", "state is not Broken and state is not Out")],
)  # fmt: skip
def test_tests_are_turned_round(words: str, test: str):
    app = app_of(SHED)
    made = spoken_test(words, app.entities[0])
    assert made is not None
    assert print_expression(negated(made), book_of(app).scope("Tool")) == test


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("the shelf", "field", "shelf"), ("shelfs", "field", "shelf"), ("second chart", "section", "chart pie"),
        ("tools table", "section", "table"), ("Broken", "option", "Broken"), ("big drill", "sample", "Big drill"),
        ("loans", "entity", "Loan"), ("borower", "field", "borrower"), ("the pie", "section", "chart pie"),
    ],
)  # fmt: skip
def test_words_mean_a_thing_of_the_app(words: str, kind: str, name: str):
    found = find(words, things_of(app_of(SHED)), prefer=lambda one: 0.2 if one.kind == kind else 0.0)
    assert found is not None
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize("words", ["weather", "the price of oil", "customer", "photo"])
def test_what_an_app_has_not_is_not_found(words: str):
    assert find(words, things_of(app_of(SHED))) is None
