"""Whatever colours a person asks for, everything in the app can be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.blueprint import COLOUR_NAMES
from desktop.blueprint.nodes import Theme
from desktop.compiler.colour import Colour, contrast, read_colour
from desktop.compiler.theme import TINTS, Palette, choose_palettes, make_palette

GROUNDS = ("page", "surface", "raised")
PART = st.integers(0, 255)
COLOURS = st.builds(Colour, PART, PART, PART)


def pairs_that_are_too_weak(palette: Palette) -> list[tuple[str, str, float]]:
    """Every pair of text and ground, or edge and ground, that misses WCAG 2.2 AA."""
    wanted = [(text, ground, 4.5) for text in ("text", "muted", "link", "danger") for ground in GROUNDS]
    wanted += [(edge, ground, 3.0) for edge in ("accent", "edge", "star") for ground in GROUNDS]
    wanted += [
        ("on-accent", "accent", 4.5),
        ("on-accent", "accent-hover", 4.5),
        ("link", "soft", 4.5),
        ("on-soft", "soft", 4.5),
        ("danger", "danger-soft", 4.5),
        ("on-danger", "danger", 4.5),
        ("on-toast", "toast", 4.5),
    ]
    for number in range(1, TINTS + 1):
        wanted += [(f"tint-{number}", ground, 3.0) for ground in GROUNDS]
        wanted.append((f"on-chip-{number}", f"chip-{number}", 4.5))
    return [
        (one, other, ratio)
        for one, other, least in wanted
        if (ratio := contrast(palette.colour(one), palette.colour(other))) < least
    ]


@pytest.mark.parametrize("name", sorted(set(COLOUR_NAMES)))
def test_every_named_background_with_an_accent_of_the_same_colour_is_legible(name: str) -> None:
    palettes = choose_palettes(Theme(background=name, accent=name))
    assert pairs_that_are_too_weak(palettes.base) == []
    assert palettes.dark is None or pairs_that_are_too_weak(palettes.dark) == []


@settings(max_examples=60, deadline=None)
@given(COLOURS, COLOURS)
def test_any_two_colours_make_a_legible_palette(page: Colour, accent: Colour) -> None:
    palette = make_palette(page, accent)
    assert pairs_that_are_too_weak(palette) == []
    assert palette.colour("page") == page


@pytest.mark.parametrize(
    ("theme", "scheme"),
    [
        (Theme(), "light dark"),
        (Theme("light"), "light"),
        (Theme("dark"), "dark"),
        (Theme(background="ivory"), "light dark"),
        (Theme(background="midnightblue"), "dark"),
        (Theme("dark", background="midnightblue", accent="gold"), "dark"),
    ],
)
def test_the_system_chooses_only_where_the_theme_does_not(theme: Theme, scheme: str) -> None:
    assert choose_palettes(theme).scheme == scheme


@pytest.mark.parametrize("mode", ["", "light", "dark"])
def test_the_background_that_was_asked_for_is_kept(mode: str) -> None:
    assert choose_palettes(Theme(mode, "tomato")).base.colour("page") == read_colour("tomato")


def test_an_accent_that_can_be_seen_is_kept() -> None:
    palettes = choose_palettes(Theme(background="ivory", accent="forestgreen"))
    assert palettes.base.colour("accent") == read_colour("forestgreen")
