"""The plan makes the choices that a blueprint leaves open."""

from __future__ import annotations

import pytest

from desktop.blueprint.nodes import App, Collection, Entity, Field, Measure, Page, Stat
from desktop.compiler.plan import plan_app, slug
from desktop.compiler.plan_data import read_sample_value
from desktop.compiler.plan_pages import choose_fields
from desktop.compiler.variables import record_name


def test_an_entity_that_no_page_shows_gets_a_page_with_a_table() -> None:
    entities = (Entity("Plant", (Field("name", "text"),)), Entity("Pot", (Field("size", "number"),)))
    page = Page("Home", (Collection("cards", "Plant"), Stat("Pots", Measure("count", "Pot"))))
    pages = plan_app(App("A", entities=entities, pages=(page,))).pages
    assert [(each.name, each.sections[0].kind) for each in pages] == [("Home", "cards"), ("Pots", "table")]


def test_pages_of_the_same_name_have_different_addresses() -> None:
    pages = plan_app(App("A", pages=(Page("To do!", ()), Page("to do", ()), Page("???", ())))).pages
    assert [page.address for page in pages] == ["to-do", "to-do-2", "page"]


@pytest.mark.parametrize(
    ("name", "address"),
    [("Living Room", "living-room"), ("Öl & Gas", "öl-gas"), ("植物", "植物"), ("🌱", "x"), ("", "x")],
)
def test_slugs_keep_letters_of_any_script(name: str, address: str) -> None:
    assert slug(name, "x") == address


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("Plant", "plant"),
        ("Gym visit", "gymVisit"),
        ("Class", "record"),
        ("Today", "record"),
        ("Add days", "record"),
        ("植物", "record"),
        ("", "record"),
        ("2 Item", "item"),
    ],
)
def test_a_record_is_called_what_it_is_unless_that_means_something_else(name: str, variable: str) -> None:
    assert record_name(name) == variable


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        ("number", "7", 7.0),
        ("number", "seven", None),
        ("number", "nan", None),
        ("money", "-3.5", -3.5),
        ("duration", "1:30", 90),
        ("duration", "45", 45.0),
        ("yes/no", "yes", True),
        ("yes/no", "no", False),
        ("tags", "old | new", ("old", "new")),
        ("tags", "", ()),
        ("date and time", "2026-03-01 14:30", "2026-03-01T14:30"),
        ("date and time", "2026-03-01", "2026-03-01T00:00"),
        ("colour", "red", "#ff0000"),
        ("colour", "url(x)", None),
        ("link", "example.org", "https://example.org"),
        ("text", " as it is ", " as it is "),
        ("text", None, None),
    ],
)
def test_samples_become_values(kind: str, words: str | None, value: object) -> None:
    assert read_sample_value(Field("x", kind), words) == value


def test_cards_begin_with_a_picture_and_small_views_leave_long_texts_out() -> None:
    fields = (
        Field("name", "text"),
        Field("notes", "long text"),
        Field("photo", "image"),
        Field("room", "choice"),
    )
    entity = Entity("Plant", fields)
    assert choose_fields("cards", entity)[0] == "photo"
    assert choose_fields("table", entity) == ("name", "room")
    assert choose_fields("board", entity, "room") == ("name",)


def test_an_entity_with_nothing_short_still_shows_something() -> None:
    assert choose_fields("table", Entity("Note", (Field("words", "long text"),))) == ("words",)
