"""Colours as numbers: CSS names and hex in, luminance, contrast and perceptual mixing out.

Contrast is that of WCAG 2.2 (relative luminance of sRGB). Lightness and hue are changed in OKLCH
(B. Ottosson, 2020), because equal steps there look equal, whatever the hue.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from desktop.blueprint import COLOUR_NAMES

_HEX = re.compile(r"#([0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Colour:
    """An opaque sRGB colour, each part from 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def css(self) -> str:
        """The colour as `#rrggbb`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


_Row = tuple[float, float, float]
_Matrix = tuple[_Row, _Row, _Row]
_WITHOUT_RED: _Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
_WITHOUT_GREEN: _Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.01182, 0.04294, 0.968881),
)

WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)


def read_colour(words: str) -> Colour | None:
    """Return the colour of a CSS name or `#rrggbb`, or None if it is neither."""
    found = _HEX.fullmatch(COLOUR_NAMES.get(words.lower(), words))
    if found is None:
        return None
    digits = found.group(1)
    return Colour(int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))


def luminance(colour: Colour) -> float:
    """Return the relative luminance, 0 for black to 1 for white."""
    red, green, blue = (_linear(part) for part in (colour.red, colour.green, colour.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio, 1 for equal colours to 21 for black on white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return `one` with a `share` (0 to 1) of `other` in it, mixed in OKLab."""
    first, second = _to_oklab(one), _to_oklab(other)
    lightness, a, b = (x + (y - x) * share for x, y in zip(first, second, strict=True))
    return _from_oklab(lightness, a, b)


def to_oklch(colour: Colour) -> tuple[float, float, float]:
    """Return lightness (0 to 1), chroma (0 to about 0.37) and hue (degrees)."""
    lightness, a, b = _to_oklab(colour)
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def from_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """Return the nearest colour that a screen can show, giving up chroma first, then lightness."""
    for step in range(21):
        reduced = chroma * (1 - step / 20)
        a = reduced * math.cos(math.radians(hue))
        b = reduced * math.sin(math.radians(hue))
        parts = _oklab_to_linear(lightness, a, b)
        if all(-0.0005 <= part <= 1.0005 for part in parts):
            return _from_linear(parts)
    return _from_linear(_oklab_to_linear(min(max(lightness, 0.0), 1.0), 0.0, 0.0))


def difference(one: Colour, other: Colour) -> float:
    """Return how different two colours look: their distance in OKLab, 0 to 1; 0.02 is just visible."""
    return math.dist(_to_oklab(one), _to_oklab(other))


def without_red(colour: Colour) -> Colour:
    """Return a colour as eyes without red cones see it (G. Machado and others, 2009, severity 1)."""
    return _through(colour, _WITHOUT_RED)


def without_green(colour: Colour) -> Colour:
    """Return a colour as eyes without green cones see it (the same source)."""
    return _through(colour, _WITHOUT_GREEN)


def _through(colour: Colour, matrix: _Matrix) -> Colour:
    red, green, blue = (_linear(part) for part in (colour.red, colour.green, colour.blue))
    first, second, third = (row[0] * red + row[1] * green + row[2] * blue for row in matrix)
    return _from_linear((first, second, third))


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _gamma(linear: float) -> int:
    clipped = min(max(linear, 0.0), 1.0)
    share = clipped * 12.92 if clipped <= 0.0031308 else 1.055 * clipped ** (1 / 2.4) - 0.055
    return round(share * 255)


def _from_linear(parts: tuple[float, float, float]) -> Colour:
    red, green, blue = (_gamma(part) for part in parts)
    return Colour(red, green, blue)


def _to_oklab(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (_linear(part) for part in (colour.red, colour.green, colour.blue))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _oklab_to_linear(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> Colour:
    return _from_linear(_oklab_to_linear(lightness, a, b))
