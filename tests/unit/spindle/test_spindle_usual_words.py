"""A tick when it is done, a warning below a number, the day of a diary: asked for in usual words."""

from __future__ import annotations

import pytest

from desktop.blueprint import print_app, read
from desktop.blueprint.nodes import (
    Action,
    App,
    Assignment,
    Collection,
    Entity,
    Field,
    Page,
    YesNo,
)
from desktop.spindle.assembler.usual_words import with_usual

TASK = Entity("Task", (Field("what", "text"),))


def said(request: str, entity: Entity = TASK) -> str:
    """The blueprint of an entity with what a request asks for; without a problem."""
    app = App(
        "A", entities=(with_usual(entity, request),), pages=(Page("All", (Collection("table", "Task"),)),)
    )
    text = print_app(app)
    assert read(text).diagnostics == ()
    return text


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        ("chores with a tick when it is done", "done"),
        ("a checkbox if it's finished", "finished"),
        ("tick off when they have paid", "paid"),
        ("a tick box for returned", "returned"),
    ],
)
def test_a_tick_is_a_yes_or_no_and_a_button(request_: str, name: str):
    text = said(request_)
    assert f"  {name}: yes/no\n" in text
    assert f"  action {name.capitalize()}: set {name} to yes; when {name} is no\n" in text


def test_what_was_taken_for_a_tick_is_that_field():
    """The reader marks `tick` as a button or a field; it is what is ticked."""
    tick = Action("Tick", (Assignment("tick", YesNo(True)),))
    text = said(
        "a tick when it is done",
        Entity("Task", (Field("what", "text"), Field("tick", "yes/no")), (), (tick,)),
    )
    assert "tick" not in text.lower()
    assert "done: yes/no" in text


@pytest.mark.parametrize(
    "request_", ["check whether the price is right", "a list of ticks on dogs", "tick tock"]
)
def test_other_ticks_and_checks_are_none(request_: str):
    assert with_usual(TASK, request_) == TASK


def test_what_is_there_is_not_added_again():
    done = Entity("Task", (Field("what", "text"), Field("done", "yes/no")))
    assert with_usual(done, "a tick when it is done") == done


def test_a_warning_counts_what_is_left():
    text = said("stock with a warning when less than 5 are left")
    assert "  left: number, min 0\n" in text
    assert "  running low = left < 5\n" in text
    assert '  when left < 5: notify "{what}: only {left} left"\n' in text


def test_a_warning_uses_the_amount_that_is_kept():
    text = said("warn me below 20", Entity("Task", (Field("what", "text"), Field("quantity", "number"))))
    assert "when quantity < 20: notify" in text
    assert "left:" not in text


@pytest.mark.parametrize(
    "request_", ["remind me when less than 3 days are left", "fewer than 5 people know this"]
)
def test_other_numbers_warn_of_nothing(request_: str):
    """Days are no stock, and nobody asked to be warned of people."""
    assert with_usual(TASK, request_) == TASK


@pytest.mark.parametrize("request_", ["a workout diary", "my reading log", "a bee journal"])
def test_a_diary_has_days(request_: str):
    assert "  date: date, default today\n" in said(request_)


@pytest.mark.parametrize(
    "request_", ["people log in", "a list of logs for the stove", "users log in with a name"]
)
def test_other_logs_have_none(request_: str):
    assert with_usual(TASK, request_) == TASK


def test_a_diary_that_has_a_day_keeps_its_own():
    dated = Entity("Task", (Field("what", "text"), Field("when", "date")))
    assert with_usual(dated, "a diary") == dated
