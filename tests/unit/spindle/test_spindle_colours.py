"""Colours: what people call a colour becomes one that a style sheet knows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.blueprint import COLOUR_NAMES
from desktop.spindle import colours
from desktop.spindle.colours import css_colour
from models.data.phrases import COLOURS


def is_css(colour: str) -> bool:
    """Whether a style sheet understands a colour."""
    return colour in COLOUR_NAMES or re.fullmatch(r"#[0-9a-f]{6}", colour) is not None


@pytest.mark.parametrize(
    ("said", "colour"),
    [
        ("forest green", "forestgreen"),
        ("Forest Green", "forestgreen"),
        ("forestgreen", "forestgreen"),
        ("#FF8800", "#ff8800"),
        ("#2a6", "#22aa66"),
        ("a nice teal", "teal"),
        ("dark gray", "darkgray"),
        ("dark grey", "darkgray"),
        ("slate grey", "slategray"),
        ("mint", "mediumaquamarine"),
        ("burgundy red", "maroon"),
        ("pinkish", "pink"),
        ("greyish", "gray"),
        ("my favourite colour navy blue please", "navy"),
        ("light blue", "lightblue"),
        ("LIGHT-BLUE", "lightblue"),
        ("something bright", ""),
        ("", ""),
        ("#12", ""),
        ("dark", ""),
    ],
)
def test_colour_words_find_their_css_colour(said, colour):
    """Names of two words, codes, both spellings of grey and fancy names are understood; no colour is none."""
    found = css_colour(said)
    assert found == colour or (found.replace("grey", "gray") == colour and found in COLOUR_NAMES)


@pytest.mark.parametrize("said", COLOURS)
def test_every_colour_that_requests_are_composed_with_is_known(said):
    """No colour of the training data is lost."""
    assert is_css(css_colour(said))


@pytest.mark.parametrize("said", sorted(colours._SAID))
def test_every_fancy_name_stands_for_a_css_colour(said):
    """The table of fancy names leads to nothing but colours that a style sheet knows."""
    assert is_css(css_colour(said))


@pytest.mark.parametrize("name", sorted(COLOUR_NAMES))
def test_every_css_name_is_itself(name):
    """A CSS colour name that somebody types is that colour."""
    assert css_colour(name) == name


@given(st.text(max_size=60))
def test_any_words_give_a_css_colour_or_nothing(words):
    """Whatever is said, nothing comes out that a style sheet would refuse."""
    colour = css_colour(words)
    assert colour == "" or is_css(colour)


@pytest.mark.parametrize(
    ("words", "colour"),
    [
        ("dunkelblau", "darkblue"), ("einen hellgrünen Hintergrund", "lightgreen"), ("azul oscuro", "darkblue"),
        ("violet foncé", "darkviolet"), ("tło granatowe", "navy"), ("donkerblauw", "darkblue"),
        ("verde claro", "lightgreen"), ("weinrot", "maroon"), ("czerwony", "red"), ("sandfarben", "wheat"),
    ],
)  # fmt: skip
def test_colours_are_known_in_other_languages(words: str, colour: str):
    assert css_colour(words) == colour
