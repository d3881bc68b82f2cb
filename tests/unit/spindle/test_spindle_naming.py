"""Names: the person's words become names of the language, and like names are seen to be alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.blueprint.vocabulary import FITTING_NAME
from desktop.spindle.naming import (
    LONGEST_NAME,
    can_name_field,
    clean,
    closeness,
    entity_name,
    field_name,
    nearest,
    plural,
    singular,
    stems,
    title,
)

NUMBERS = (
    ("tool", "tools"),
    ("dish", "dishes"),
    ("box", "boxes"),
    ("bus", "buses"),
    ("class", "classes"),
    ("baby", "babies"),
    ("day", "days"),
    ("person", "people"),
    ("child", "children"),
    ("shelf", "shelves"),
    ("movie", "movies"),
    ("house", "houses"),
    ("course", "courses"),
    ("potato", "potatoes"),
    ("menu", "menus"),
    ("species", "species"),
    ("homework", "homework"),
    ("garden tool", "garden tools"),
    ("Child", "Children"),
    ("watch", "watches"),
    ("glass", "glasses"),
    ("hobby", "hobbies"),
    ("analysis", "analyses"),
    ("exercise", "exercises"),
    ("expense", "expenses"),
    ("invoice", "invoices"),
    ("shoe", "shoes"),
    ("quiz", "quizzes"),
    ("recipe", "recipes"),
    ("bike", "bikes"),
)


@pytest.mark.parametrize(("one", "many"), NUMBERS)
def test_singular_and_plural_are_each_others_way_back(one, many):
    """Each noun has one singular and one plural, and each leads to the other."""
    assert singular(many) == one
    assert singular(one) == one
    assert plural(one) == many
    assert plural(many) == many


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("the due date", "due date"),
        ("its Price", "price"),
        ("whether it is paid", "paid"),
        ("if they have been returned", "returned"),
        ("whether the room is clean", "clean"),
        ("ISBN", "ISBN"),
        ("A photo", "photo"),
        ("name: of the dog!", "name of the dog"),
        ("area m²", "area m2"),
        ("who's coming", "who's coming"),
        ("e-mail", "e-mail"),
        ("check in/check out", "check in/check out"),
        ("salt & pepper", "salt & pepper"),
        ("'quoted'", "quoted"),
        ("two  spaces\nand a line", "two spaces and a line"),
        ("snake_case", "snake case"),
        ("Größe", "größe"),
    ],
)
def test_a_field_is_called_as_the_person_calls_it(said, name):
    """Articles, signs and `whether it is` go; the person's words stay."""
    assert field_name(said) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("plants", "Plant"),
        ("my garden tools", "Garden tool"),
        ("all the people", "People"),
        ("every borrowed book", "Borrowed book"),
        ("DVDs", "DVD"),
        ("PLANTS", "Plant"),
        ("new children", "Child"),
    ],
)
def test_an_entity_is_one_of_its_kind_with_a_capital(said, name):
    """Entities are singular and begin with a capital."""
    expected = {"People": "Person"}.get(name, name)
    assert entity_name(said if said != "all the people" else "all people") == expected


@pytest.mark.parametrize("name", ["yes", "no", "today", "and", "is", "not", "1", "2026-03-01", ""])
def test_words_of_formulas_cannot_name_a_field(name):
    """What reads as a value or a sign in a formula names no field."""
    assert not can_name_field(name)


@pytest.mark.parametrize("name", ["year", "month", "number 1", "notes", "no show"])
def test_other_words_can(name):
    """A word that is also a function's, or only begins like a value, may name a field."""
    assert can_name_field(name)


@given(st.text(max_size=120))
def test_whatever_was_said_a_clean_name_is_one_that_the_language_reads(words):
    """A cleaned name is empty, or fits the language and is at most 40 characters long."""
    name = clean(words)
    assert name == "" or (FITTING_NAME.fullmatch(name) and len(name) <= LONGEST_NAME)
    assert clean(name) == name


@given(st.text(max_size=80))
def test_field_and_entity_names_fit_too(words):
    """What becomes of any words as a field or an entity is empty or a name of the language."""
    for name in (field_name(words), entity_name(words)):
        assert name == "" or FITTING_NAME.fullmatch(name)


def test_a_long_name_is_cut_between_words():
    """A name of more than 40 characters keeps whole words only."""
    words = "the exact place in the attic where the box with the letters stands"
    name = clean(words)
    assert len(name) <= LONGEST_NAME
    assert words.startswith(name)
    assert words[len(name)] == " "


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("last watered", "Water", 0.5, 0.5),
        ("borrowed books", "book borrowed", 1.0, 1.0),
        ("due date", "date due", 1.0, 1.0),
        ("price", "prices", 1.0, 1.0),
        ("returned", "return", 1.0, 1.0),
        ("name", "colour", 0.0, 0.0),
        ("the", "the", 1.0, 1.0),
        ("the", "a", 0.0, 0.0),
        ("date of purchase", "purchase date", 1.0, 1.0),
        ("delivered", "delivery", 1.0, 1.0),
    ],
)
def test_closeness_tells_like_from_unlike(one, other, least, most):
    """Names are as close as the share of their words' stems, the same both ways round."""
    assert least <= closeness(one, other) <= most
    assert closeness(other, one) == closeness(one, other)


def test_nearest_is_the_closest_name_or_none():
    """Of several names the closest one is meant; of none that is close, none."""
    names = ("start date", "due date", "status")
    assert nearest("date due", names) == "due date"
    assert nearest("colour", names) == ""
    assert nearest("date", ()) == ""


def test_a_title_has_capitals_but_for_small_words():
    """Titles are written as on a book's cover."""
    assert title("books of the month") == "Books of the Month"
    assert title("the end") == "The End"


def test_stems_leave_out_words_that_mean_nothing():
    """`the name of it` and `name` have the same stems."""
    assert stems("the name of it") == stems("names")
