"""Whatever colours a person asks for, everything in the app can be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.blueprint import COLOUR_NAMES
from desktop.blueprint.nodes import Theme
from desktop.compiler.colour import WHITE, Colour, contrast, difference, read_colour, to_oklch
from desktop.compiler.theme import Palette, choose_palettes, make_palette
from desktop.compiler.tints import TINTS

GROUNDS = ("page", "surface", "raised", "wash", "soft")
PART = st.integers(0, 255)
COLOURS = st.one_of(
    st.builds(Colour, PART, PART, PART),
    st.sampled_from(
        [Colour(red, green, blue) for red in (0, 255) for green in (0, 255) for blue in (0, 255)]
    ),
    st.builds(Colour, st.integers(100, 140), st.integers(100, 140), st.integers(100, 140)),
)
"""Any colour, but the corners of the cube and the greys where black and white read equally well more often."""
WORDS = ("text", "muted", "link", "good", "warning", "danger")


def pairs_that_are_too_weak(palette: Palette) -> list[tuple[str, str, float]]:
    """Every pair of text and ground, or edge and ground, that misses WCAG 2.2 AA."""
    wanted = [(text, ground, 4.5) for text in WORDS for ground in GROUNDS]
    wanted += [(edge, ground, 3.0) for edge in ("accent", "edge", "ring", "star") for ground in GROUNDS]
    wanted += [
        ("on-accent", "accent", 4.5),
        ("on-accent", "accent-hover", 4.5),
        ("on-soft", "soft", 4.5),
        ("on-toast", "toast", 4.5),
    ]
    for name in ("good", "warning", "danger"):
        wanted += [(f"on-{name}", name, 4.5), (name, f"{name}-soft", 4.5), ("text", f"{name}-soft", 4.5)]
    for number in range(1, TINTS + 1):
        wanted += [(f"tint-{number}", ground, 3.0) for ground in ("surface", "raised", "wash")]
        wanted.append((f"on-tint-{number}", f"tint-{number}", 4.5))
        wanted.append((f"on-chip-{number}", f"chip-{number}", 4.5))
    found = {name: palette.colour(name) for name, _ in palette.tokens}
    return [
        (one, other, ratio)
        for one, other, least in wanted
        if (ratio := contrast(found[one], found[other])) < least
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


@pytest.mark.parametrize("name", ["royalblue", "crimson", "teal", "rebeccapurple"])
def test_an_accent_that_can_be_seen_is_kept(name: str) -> None:
    assert choose_palettes(Theme(background="ivory", accent=name)).base.colour("accent") == read_colour(name)


def test_a_deep_accent_is_darkened_a_little_so_that_white_can_be_read_on_it() -> None:
    palette = choose_palettes(Theme(background="ivory", accent="forestgreen")).base
    asked = read_colour("forestgreen")
    assert asked
    assert palette.colour("on-accent") == WHITE
    assert difference(palette.colour("accent"), asked) < 0.05


def test_an_accent_that_must_give_way_keeps_its_hue() -> None:
    asked = read_colour("hotpink")
    assert asked
    _, chroma, hue = to_oklch(
        choose_palettes(Theme(background="lavender", accent="hotpink")).base.colour("accent")
    )
    assert hue == pytest.approx(to_oklch(asked)[2], abs=8)
    assert chroma > 0.15


@pytest.mark.parametrize("accent", ["darkgreen", "navy", "black", "maroon"])
def test_the_dark_twin_of_a_light_look_has_a_bright_accent(accent: str) -> None:
    dark = choose_palettes(Theme(background="ivory", accent=accent)).dark
    assert dark
    assert to_oklch(dark.colour("accent"))[0] > 0.7


@settings(max_examples=60, deadline=None)
@given(COLOURS, COLOURS)
def test_cards_can_be_told_from_what_is_under_the_pointer(page: Colour, accent: Colour) -> None:
    palette = make_palette(page, accent)
    assert difference(palette.colour("surface"), palette.colour("raised")) > 0.015
