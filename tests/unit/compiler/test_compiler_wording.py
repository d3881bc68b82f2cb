"""What the compiler words by itself reads like English."""

from __future__ import annotations

import pytest

from desktop.compiler.wording import at_beginning, in_sentence, plural


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Plant", "Plants"),
        ("Box", "Boxes"),
        ("Dish", "Dishes"),
        ("Class", "Classes"),
        ("Story", "Stories"),
        ("Day", "Days"),
        ("Person", "People"),
        ("Gym visit", "Gym visits"),
        ("Bookshelf", "Bookshelfs"),
        ("Shelf", "Shelves"),
        ("Fish", "Fish"),
        ("Series", "Series"),
        ("Notes", "Notes"),
        ("Bus", "Buses"),
        ("植物", "植物"),
        ("T-shirt", "T-shirts"),
        ("Item 2", "Item 2"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one, "en") == many


def test_names_in_other_languages_stay_as_they_are() -> None:
    assert plural("Buch", "de") == "Buch"


@pytest.mark.parametrize(
    ("name", "inside"), [("Plant", "plant"), ("Gym visit", "gym visit"), ("CD", "CD"), ("", "")]
)
def test_names_inside_a_sentence(name: str, inside: str) -> None:
    assert in_sentence(name, "en") == inside


def test_a_german_noun_keeps_its_capital() -> None:
    assert in_sentence("Buch", "de") == "Buch"
    assert in_sentence("Livre", "fr") == "livre"


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        ("goles: total por equipo", "Goles: total por equipo"),
        ("état par mois", "État par mois"),
        ("iPhone by size", "iPhone by size"),
        ("", ""),
    ],
)
def test_a_heading_begins_with_a_capital(sentence: str, heading: str) -> None:
    assert at_beginning(sentence) == heading
