"""Colours are read, measured and mixed as the standards say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.compiler.colour import (
    BLACK,
    WHITE,
    Colour,
    contrast,
    difference,
    from_oklch,
    mix,
    read_colour,
    to_oklch,
    without_green,
    without_red,
)

PART = st.integers(0, 255)
COLOURS = st.builds(Colour, PART, PART, PART)


@pytest.mark.parametrize(
    ("words", "colour"),
    [
        ("ivory", Colour(255, 255, 240)),
        ("ForestGreen", Colour(34, 139, 34)),
        ("#0a0B0c", Colour(10, 11, 12)),
        ("", None),
        ("#fff", None),
        ("red;}", None),
        ("no such colour", None),
    ],
)
def test_names_and_hex_are_read_and_nothing_else(words: str, colour: Colour | None) -> None:
    assert read_colour(words) == colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = read_colour(one), read_colour(other)
    assert first
    assert second
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
    assert contrast(second, first) == contrast(first, second)


@given(COLOURS, COLOURS)
def test_mixing_goes_from_one_colour_to_the_other(one: Colour, other: Colour) -> None:
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other


@given(COLOURS)
def test_a_colour_survives_the_way_to_oklch_and_back(colour: Colour) -> None:
    back = from_oklch(*to_oklch(colour))
    parts = zip((colour.red, colour.green, colour.blue), (back.red, back.green, back.blue), strict=True)
    assert all(abs(one - other) <= 1 for one, other in parts)


@given(st.floats(0, 1), st.floats(0, 0.4), st.floats(0, 360))
def test_every_lightness_chroma_and_hue_gives_a_colour_of_the_screen(
    lightness: float, chroma: float, hue: float
) -> None:
    colour = from_oklch(lightness, chroma, hue)
    assert all(0 <= part <= 255 for part in (colour.red, colour.green, colour.blue))


def test_lightness_ends_in_black_and_white() -> None:
    assert from_oklch(0, 0.1, 40) == BLACK
    assert from_oklch(1, 0.1, 40) == WHITE


def test_red_and_green_come_together_for_those_without_one_of_them() -> None:
    red, green = Colour(190, 60, 50), Colour(110, 120, 30)
    for seen in (without_red, without_green):
        assert difference(seen(red), seen(green)) < difference(red, green) * 0.6


@pytest.mark.parametrize("grey", [BLACK, Colour(120, 120, 120), WHITE])
def test_greys_look_the_same_to_all_eyes(grey: Colour) -> None:
    for seen in (without_red, without_green):
        assert difference(seen(grey), grey) < 0.005


@given(COLOURS, COLOURS)
def test_difference_is_nothing_for_equal_colours_and_one_for_black_and_white(
    one: Colour, other: Colour
) -> None:
    assert difference(one, one) == 0
    assert difference(one, other) == difference(other, one)
    assert 0 <= difference(one, other) <= 1.001
