"""The eight colours of options, slices and pieces: as far apart as their ground allows.

They begin with the accent. Each next one is, out of a fan of hues in three depths, that which is
least like all before it, to ordinary eyes and to eyes without red or green, so that the first few,
which most charts get by with, are the most different. Depths vary because hue alone does not tell
colours apart for one man in twelve.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from desktop.compiler.colour import (
    Colour,
    contrast,
    difference,
    from_oklch,
    luminance,
    to_oklch,
    without_green,
    without_red,
)

TINTS = 8
"""How many different colours options and charts cycle through."""

_HUES = 24
_DEPTHS_ON_LIGHT = (0.45, 0.55, 0.65)
_DEPTHS_ON_DARK = (0.6, 0.71, 0.83)
_LEAST_TURN = 32
"""Degrees of hue between any two, as long as there is such a colour left: two greens read as one thing."""
_GREY_CHROMA = 0.03
_BLIND_SHARE = 0.6
"""How different colours must look to colour-blind eyes, compared with ordinary ones, to count the same."""

_Seen = tuple[Colour, Colour, Colour]


def choose_tints(accent: Colour, grounds: Sequence[Colour], least: float) -> tuple[Colour, ...]:
    """Return `TINTS` fills that stand out from the grounds and from each other.

    Args:
        accent: The first of them; already legible on the grounds.
        grounds: What they are drawn on.
        least: The contrast that every fill has with every ground.
    """
    _, chroma, hue = to_oklch(accent)
    dark = luminance(grounds[0]) < 0.18
    strength = round(min(max(chroma, 0.12), 0.16), 3)
    fan = _fan(dark, strength, round(hue))
    fitting = [seen for seen in fan if all(contrast(seen[0], ground) >= least for ground in grounds)]
    chosen = [_seen(accent)]
    while len(chosen) < TINTS:
        new = [seen for seen in fitting if all(_turn(seen[0], one[0]) >= _LEAST_TURN for one in chosen)]
        chosen.append(max(new or fitting or fan, key=lambda tried: min(_apart(tried, one) for one in chosen)))
    return tuple(seen[0] for seen in chosen)


def _turn(one: Colour, other: Colour) -> float:
    """Return how many degrees of hue are between two colours; greys count as far from everything."""
    (_, first_chroma, first), (_, second_chroma, second) = to_oklch(one), to_oklch(other)
    if min(first_chroma, second_chroma) < _GREY_CHROMA:
        return 180.0
    return abs((first - second + 180) % 360 - 180)


@cache
def _fan(dark: bool, strength: float, hue: int) -> tuple[_Seen, ...]:
    depths = _DEPTHS_ON_DARK if dark else _DEPTHS_ON_LIGHT
    return tuple(
        _seen(from_oklch(depth, strength, hue + 360 / _HUES * step))
        for step in range(_HUES)
        for depth in depths
    )


def _seen(colour: Colour) -> _Seen:
    return colour, without_red(colour), without_green(colour)


def _apart(one: _Seen, other: _Seen) -> float:
    plain, red, green = (difference(first, second) for first, second in zip(one, other, strict=True))
    return min(plain * _BLIND_SHARE, red, green)
