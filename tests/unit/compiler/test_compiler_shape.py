"""A theme's font, corners and density each change the look, and need nothing from outside."""

from __future__ import annotations

import pytest

from desktop.blueprint.nodes import CORNERS, DENSITIES, FONTS, Theme
from desktop.compiler.shape import choose_shape


@pytest.mark.parametrize("part, words", [("font", FONTS), ("corners", CORNERS), ("density", DENSITIES)])
def test_every_word_of_the_language_gives_a_look_of_its_own(part: str, words: tuple[str, ...]) -> None:
    looks = [choose_shape(Theme(**{part: word})) for word in words]
    assert len(set(looks)) == len(words)


def test_all_looks_set_the_same_properties() -> None:
    names = {
        tuple(name for name, _ in choose_shape(Theme(font=font, corners=corners, density=density)))
        for font in FONTS
        for corners in CORNERS
        for density in DENSITIES
    }
    assert len(names) == 1


def test_what_is_not_said_is_plain_soft_and_cosy() -> None:
    assert choose_shape(Theme()) == choose_shape(Theme(font="plain", corners="soft", density="cosy"))


@pytest.mark.parametrize("font", FONTS)
def test_every_font_ends_in_one_that_every_computer_has(font: str) -> None:
    shape = dict(choose_shape(Theme(font=font)))
    assert shape["font"].endswith((" sans-serif", " serif", " monospace"))
    assert shape["font-heading"].endswith((" sans-serif", " serif", " monospace", " cursive"))
    assert "url(" not in str(shape)
