"""Slices, chips and pieces can be told apart, whoever looks and whatever the theme."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.blueprint import COLOUR_NAMES
from desktop.blueprint.nodes import Theme
from desktop.compiler.colour import Colour, difference, without_green, without_red
from desktop.compiler.theme import Palette, choose_palettes, make_palette
from desktop.compiler.tints import TINTS

PART = st.integers(0, 255)
COLOURS = st.builds(Colour, PART, PART, PART)


def tints_of(palette: Palette) -> list[Colour]:
    return [palette.colour(f"tint-{number}") for number in range(1, TINTS + 1)]


def least_difference(colours: list[Colour]) -> float:
    return min(difference(one, other) for one, other in combinations(colours, 2))


@settings(max_examples=80, deadline=None)
@given(COLOURS, COLOURS)
def test_any_two_tints_of_any_palette_differ_clearly(page: Colour, accent: Colour) -> None:
    assert least_difference(tints_of(make_palette(page, accent))) > 0.05


@pytest.mark.parametrize("name", sorted(set(COLOUR_NAMES))[::8])
@pytest.mark.parametrize("seen", [without_red, without_green])
def test_the_first_four_differ_for_colour_blind_eyes(name: str, seen: Callable[[Colour], Colour]) -> None:
    for palette in choose_palettes(Theme(accent=name)).base, choose_palettes(Theme("dark", accent=name)).base:
        assert least_difference([seen(colour) for colour in tints_of(palette)[:4]]) > 0.045


def test_the_first_tint_is_the_accent() -> None:
    palette = choose_palettes(Theme(accent="royalblue")).base
    assert palette.colour("tint-1") == palette.colour("accent")
