"""The colours of an app, worked out from a background and an accent so that all of it is legible.

Whatever the two colours are, body text has a contrast of at least 7 where the background allows
it and never under 4.5, quiet text, links and messages at least 4.5, and the edges of controls and
the fills of charts at least 3 (WCAG 2.2 AA, 1.4.3 and 1.4.11). The background is kept as asked;
everything else gives way to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.blueprint.nodes import Theme
from desktop.compiler.colour import (
    BLACK,
    WHITE,
    Colour,
    contrast,
    from_oklch,
    luminance,
    mix,
    read_colour,
    to_oklch,
)
from desktop.compiler.shape import Tokens, choose_shape
from desktop.compiler.tints import choose_tints

TEXT_CONTRAST = 4.5
EDGE_CONTRAST = 3.0
_DEFAULT_LIGHT = Colour(0xF7, 0xF6, 0xF2)
_DEFAULT_ACCENT = Colour(0x2F, 0x6F, 0x5E)
_STAR = Colour(0xE0, 0x9A, 0x1B)
_MEANINGS = (
    ("good", Colour(0x1E, 0x86, 0x4B)),
    ("warning", Colour(0xB8, 0x6E, 0x00)),
    ("danger", Colour(0xC8, 0x2F, 0x35)),
)
_DARK_PAGE_LIGHTNESS = 0.19
_DARK_ACCENT_LIGHTNESS = 0.72
"""What an accent is raised to for the dark twin of a light look, so that it glows rather than smoulders."""
_DARK_SURFACE_LIGHTNESS = 0.17
_WHITE_NEARLY_READS = 3.9
_STEPS = 40
_MIDDLE_LUMINANCE = 0.179
"""Where black and white text are equally legible; above it text is dark, below it light."""


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours.

    Attributes:
        dark: Whether text is light on dark.
        tokens: CSS custom property (without the dashes) and its value, in the order to be written.
    """

    dark: bool
    tokens: Tokens

    def colour(self, token: str) -> Colour:
        """Return one token's colour.

        Raises:
            KeyError: If there is no such token.
        """
        found = read_colour(dict(self.tokens)[token])
        if found is None:
            raise KeyError(token)
        return found


@dataclass(frozen=True, slots=True)
class Palettes:
    """The look of an app: one palette, or two when the system's dark mode may choose.

    Attributes:
        base: What applies everywhere.
        dark: What replaces it while the system prefers dark, or None.
        shape: Letters, corners and spacing, the same in both.
    """

    base: Palette
    dark: Palette | None
    shape: Tokens

    @property
    def scheme(self) -> str:
        """The value of the CSS property `color-scheme`."""
        if self.dark is not None:
            return "light dark"
        return "dark" if self.base.dark else "light"


def choose_palettes(theme: Theme) -> Palettes:
    """Return the palettes for a theme; colours that are not CSS colours count as not given."""
    base, dark = _choose_colours(theme)
    return Palettes(base, dark, choose_shape(theme))


def _choose_colours(theme: Theme) -> tuple[Palette, Palette | None]:
    """Return what applies everywhere, and what replaces it where the system prefers dark."""
    asked = read_colour(theme.background)
    accent = read_colour(theme.accent)
    if accent is None:
        accent = _accent_for(asked) if asked else _DEFAULT_ACCENT
    if theme.mode == "dark":
        return make_palette(asked or _dark_page(accent), accent), None
    base = make_palette(asked or _DEFAULT_LIGHT, accent)
    if theme.mode == "light" or base.dark:
        return base, None
    return base, make_palette(_dark_page(asked or accent), _bright(accent))


def make_palette(page: Colour, accent: Colour) -> Palette:
    """Derive every colour of an app from the page's background and an accent.

    What each token is for stands at the head of `resources/templates/css/base.css`.

    Args:
        page: Kept exactly as it is.
        accent: Kept while it stands out from page and cards, else moved towards the text.
    """
    dark = luminance(page) < _MIDDLE_LUMINANCE
    pole = WHITE if dark else BLACK
    surface = _surface(page, dark)
    raised = mix(surface, pole, 0.06 if dark else 0.035)
    fill = _deepened(accent, pole, (page, surface, raised), EDGE_CONTRAST)
    wash = mix(surface, fill, 0.07)
    soft = mix(surface, fill, 0.15)
    grounds = (page, surface, raised, wash, soft)
    fill = _deepened(fill, pole, grounds, EDGE_CONTRAST)
    fill = fill if dark else _for_white_words(fill)
    _, chroma, hue = to_oklch(page)
    ink = from_oklch(0.95 if dark else 0.24, min(chroma, 0.025), hue)
    text = _readable(ink, pole, grounds, 7.0 if contrast(pole, page) >= 7 else TEXT_CONTRAST)
    muted = _readable(mix(text, surface, 0.36), text, grounds, TEXT_CONTRAST)
    on_fill = _best_on(fill)
    tokens = [
        ("page", page),
        ("surface", surface),
        ("raised", raised),
        ("wash", wash),
        ("soft", soft),
        ("line", mix(surface, pole, 0.16 if dark else 0.1)),
        ("edge", _readable(mix(surface, text, 0.4), text, grounds, EDGE_CONTRAST)),
        ("text", text),
        ("muted", muted),
        ("accent", fill),
        ("on-accent", on_fill),
        ("accent-hover", _readable(mix(fill, pole, 0.14), _away(on_fill), (on_fill,), TEXT_CONTRAST)),
        ("link", _deepened(accent, pole, grounds, TEXT_CONTRAST)),
        ("ring", _deepened(accent, pole, grounds, TEXT_CONTRAST)),
        ("on-soft", _readable(fill, text, (soft,), TEXT_CONTRAST)),
        ("star", _deepened(_STAR, pole, grounds, EDGE_CONTRAST)),
        ("toast", mix(text, page, 0.06)),
        ("on-toast", _best_on(mix(text, page, 0.06))),
        ("shade", BLACK if dark else from_oklch(0.2, min(chroma, 0.03), hue)),
    ]
    for name, meaning in _MEANINGS:
        tokens += _meaning(name, meaning, surface, pole, grounds)
    tokens += _tints(fill, (surface, raised, wash), text)
    return Palette(dark, tuple((name, colour.css) for name, colour in tokens))


def _for_white_words(fill: Colour) -> Colour:
    """Darken a fill a little where that lets white be read on it: black on a deep colour looks dull."""
    if _WHITE_NEARLY_READS <= contrast(WHITE, fill) < TEXT_CONTRAST:
        return _deepened(fill, BLACK, (WHITE,), TEXT_CONTRAST)
    return fill


def _meaning(
    name: str, colour: Colour, surface: Colour, pole: Colour, grounds: tuple[Colour, ...]
) -> list[tuple[str, Colour]]:
    """Return the colour of a message, a soft ground on which it can be read, and what is read on itself."""
    ground = mix(surface, colour, 0.13)
    words = _deepened(colour, pole, (*grounds, ground), TEXT_CONTRAST)
    return [(name, words), (f"{name}-soft", ground), (f"on-{name}", _best_on(words))]


def _tints(accent: Colour, grounds: tuple[Colour, ...], text: Colour) -> list[tuple[str, Colour]]:
    """Return the fills of charts and pieces with what is read on them, and chips with their text."""
    found: list[tuple[str, Colour]] = []
    for number, fill in enumerate(choose_tints(accent, grounds, EDGE_CONTRAST), start=1):
        ground = mix(grounds[0], fill, 0.15)
        found += [
            (f"tint-{number}", fill),
            (f"on-tint-{number}", _best_on(fill)),
            (f"chip-{number}", ground),
            (f"on-chip-{number}", _readable(fill, text, (ground,), TEXT_CONTRAST)),
        ]
    return found


def _surface(page: Colour, dark: bool) -> Colour:
    """Return the ground of cards: a step lighter than the page, or darker where that reads better."""
    if not dark:
        return mix(page, WHITE, 0.78)
    lightness, chroma, hue = to_oklch(mix(page, WHITE, 0.06))
    lighter = from_oklch(max(lightness, _DARK_SURFACE_LIGHTNESS), chroma, hue)
    return lighter if contrast(lighter, WHITE) >= 9 else mix(page, BLACK, 0.35)


def _dark_page(hue_of: Colour) -> Colour:
    """Return a dark page that keeps a trace of a colour's hue."""
    _, chroma, hue = to_oklch(hue_of)
    return from_oklch(_DARK_PAGE_LIGHTNESS, min(chroma, 0.018), hue)


def _bright(accent: Colour) -> Colour:
    lightness, chroma, hue = to_oklch(accent)
    return from_oklch(max(lightness, _DARK_ACCENT_LIGHTNESS), chroma, hue)


def _accent_for(page: Colour) -> Colour:
    """Return an accent for a background that came without one: its own hue, or the default one."""
    lightness, chroma, hue = to_oklch(page)
    if chroma < 0.03:
        return _DEFAULT_ACCENT
    return from_oklch(0.5 if lightness > 0.6 else 0.78, min(max(chroma, 0.1), 0.16), hue)


def _best_on(ground: Colour) -> Colour:
    """Return what is read on a fill: white where that will do, because it looks calmer on colours."""
    return WHITE if contrast(WHITE, ground) >= min(TEXT_CONTRAST, contrast(BLACK, ground)) else BLACK


def _away(from_colour: Colour) -> Colour:
    return BLACK if from_colour == WHITE else WHITE


def _deepened(colour: Colour, pole: Colour, grounds: Iterable[Colour], ratio: float) -> Colour:
    """Darken or lighten a colour, its hue and strength kept, until it stands out from every ground."""
    lightness, chroma, hue = to_oklch(colour)
    end = 1.0 if pole == WHITE else 0.0
    shades = (
        from_oklch(lightness + (end - lightness) * step / _STEPS, chroma, hue) for step in range(1, _STEPS)
    )
    return _first_readable((colour, *shades, pole), tuple(grounds), ratio)


def _readable(colour: Colour, towards: Colour, grounds: Iterable[Colour], ratio: float) -> Colour:
    """Mix a colour step by step with another until it stands out from every ground."""
    shades = (mix(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return _first_readable((*shades, towards), tuple(grounds), ratio)


def _first_readable(shades: tuple[Colour, ...], grounds: tuple[Colour, ...], ratio: float) -> Colour:
    """Return the first shade that reaches the ratio on every ground, the last if none does."""
    reached = (shade for shade in shades if all(contrast(shade, ground) >= ratio for ground in grounds))
    return next(reached, shades[-1])
