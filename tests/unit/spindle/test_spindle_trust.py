"""Doubtful marks: a wrong field is worse than a missing one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spindle_fakes import FAR, perfect, remembered

from desktop.spindle.reading import Reading
from desktop.spindle.trust import (
    SURE_ELSEWHERE,
    SURE_ENTITY,
    SURE_FIELD,
    in_order,
    merged,
    topic,
    trusted,
)


def doubted(marked: str, *confidences: float, kind: str = "data") -> Reading:
    """A reading whose marks have these confidences, in order."""
    reading = perfect(marked, kind)
    marks = tuple(
        replace(mark, confidence=sure) for mark, sure in zip(reading.marks, confidences, strict=True)
    )
    return replace(reading, marks=marks)


def words(reading: Reading) -> list[str]:
    """What is still marked."""
    return [mark.words for mark in reading.marks]


def test_doubtful_fields_go_and_sure_ones_stay():
    """A field stays from `SURE_FIELD` on."""
    reading = doubted("{entity:cats}: {f.text:name}, {f.text:mood}", 0.9, SURE_FIELD, SURE_FIELD - 0.01)
    assert words(trusted(reading, ())) == ["cats", "name"]


@pytest.mark.parametrize("kind", ["game", "site", "tool"])
def test_fields_must_be_surer_where_the_app_is_not_about_records(kind):
    """The words of a game's request are seldom fields."""
    reading = doubted(
        "{entity:snake}: {f.text:speed}, {f.text:walls}", 0.9, SURE_ELSEWHERE, SURE_FIELD, kind=kind
    )
    assert words(trusted(reading, ())) == ["snake", "speed"]


def test_a_doubtful_entity_beside_a_sure_one_goes():
    """`from my shed` does not become a second entity."""
    reading = doubted("{entity:tools} from my {entity:shed} with {f.text:name}", 0.9, SURE_ENTITY - 0.1, 0.9)
    assert words(trusted(reading, ())) == ["tools", "name"]


def test_a_doubtful_entity_stays_where_there_is_nothing_better():
    """With no sure entity and no close memory, a doubtful one is better than none."""
    reading = doubted("my {entity:flurbs}", SURE_ENTITY - 0.1)
    assert words(trusted(reading, ())) == ["flurbs"]
    assert words(trusted(reading, remembered(similarity=FAR))) == ["flurbs"]
    assert words(trusted(reading, remembered())) == []


def test_other_marks_always_stay():
    """Colours, views and names are nobody's to doubt here."""
    reading = doubted("{accent:red} {v.table:table} called {name:X}", 0.1, 0.1, 0.1)
    assert trusted(reading, ()).marks == reading.marks


def test_the_topic_is_the_name_and_what_is_kept():
    """Long requests are searched by what they are about; a doubtful noun is no part of it."""
    reading = doubted(
        "call it {name:Snack Log}: {entity:meals} and {entity:ideas}", 0.9, 0.9, SURE_ENTITY - 0.1
    )
    assert topic(reading) == "Snack Log meals"
    assert topic(perfect("make something nice", "data")) == ""


def test_two_searches_become_one():
    """Each blueprint once, with its better similarity, best first."""
    (near,), (far,) = (
        remembered("entity Plant\n  name: text", 0.9),
        remembered("entity Loan\n  item: text", 0.6),
    )
    again = replace(far, phrase="lend it", similarity=0.7)
    assert [one.similarity for one in merged((near, far), (again,))] == [0.9, 0.7]


def test_the_blueprint_of_what_was_named_comes_first():
    """A loan's app is a little nearer, but tools were named; one that is much nearer still wins."""
    (tools,), (loans,) = (
        remembered("entity Tool\n  name: text", 0.8),
        remembered("entity Loan\n  item: text", 0.85),
    )
    reading = doubted("who has which {entity:tool}", 0.9)
    assert in_order(reading, (loans, tools)) == (tools, loans)
    assert in_order(reading, (replace(loans, similarity=0.95), tools))[0].app == loans.app
