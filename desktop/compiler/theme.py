"""The colours of an app, worked out from a background and an accent so that all of it is legible.

Whatever the two colours are, body text has a contrast of at least 7 where the background allows
it and never under 4.5, quiet text and links at least 4.5, and the edges of controls at least 3
(WCAG 2.2 AA, 1.4.3 and 1.4.11). The background is kept as asked; everything else gives way to it.
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

TEXT_CONTRAST = 4.5
EDGE_CONTRAST = 3.0
TINTS = 8
"""How many different colours options and charts cycle through."""

_DEFAULT_LIGHT = Colour(0xF7, 0xF6, 0xF2)
_DEFAULT_ACCENT = Colour(0x2F, 0x6F, 0x5E)
_DANGER = Colour(0xC0, 0x2B, 0x2B)
_DARK_PAGE_LIGHTNESS = 0.19
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
    tokens: tuple[tuple[str, str], ...]

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
    """

    base: Palette
    dark: Palette | None

    @property
    def scheme(self) -> str:
        """The value of the CSS property `color-scheme`."""
        if self.dark is not None:
            return "light dark"
        return "dark" if self.base.dark else "light"


def choose_palettes(theme: Theme) -> Palettes:
    """Return the palettes for a theme; colours that are not CSS colours count as not given."""
    asked = read_colour(theme.background)
    accent = read_colour(theme.accent)
    if accent is None:
        accent = _accent_for(asked) if asked else _DEFAULT_ACCENT
    if theme.mode == "dark":
        return Palettes(make_palette(asked or _dark_page(accent), accent), None)
    page = asked or _DEFAULT_LIGHT
    base = make_palette(page, accent)
    if theme.mode == "light" or base.dark:
        return Palettes(base, None)
    return Palettes(base, make_palette(_dark_page(asked or accent), accent))


def make_palette(page: Colour, accent: Colour) -> Palette:
    """Derive every colour of an app from the page's background and an accent.

    Args:
        page: Kept exactly as it is.
        accent: Kept while it stands out from page and cards, else moved towards the text.
    """
    dark = luminance(page) < _MIDDLE_LUMINANCE
    pole = WHITE if dark else BLACK
    surface = _surface(page, dark)
    raised = mix(surface, pole, 0.05)
    grounds = (page, surface, raised)
    _, chroma, hue = to_oklch(page)
    ink = from_oklch(0.96 if dark else 0.22, min(chroma, 0.025), hue)
    text = _readable(ink, pole, grounds, 7.0 if contrast(pole, page) >= 7 else TEXT_CONTRAST)
    muted = _readable(mix(text, surface, 0.38), text, grounds, TEXT_CONTRAST)
    fill = _readable(accent, pole, grounds, EDGE_CONTRAST)
    on_fill = _best_on(fill)
    soft = mix(surface, fill, 0.14)
    danger = _readable(_DANGER, pole, (*grounds, mix(surface, _DANGER, 0.12)), TEXT_CONTRAST)
    tokens = [
        ("page", page),
        ("surface", surface),
        ("raised", raised),
        ("line", mix(surface, pole, 0.16 if dark else 0.11)),
        ("edge", _readable(mix(surface, text, 0.4), text, grounds, EDGE_CONTRAST)),
        ("text", text),
        ("muted", muted),
        ("accent", fill),
        ("on-accent", on_fill),
        ("accent-hover", _readable(mix(fill, pole, 0.12), _away(on_fill), (on_fill,), TEXT_CONTRAST)),
        ("link", _readable(accent, pole, (*grounds, soft), TEXT_CONTRAST)),
        ("soft", soft),
        ("on-soft", _readable(fill, text, (soft,), TEXT_CONTRAST)),
        ("danger", danger),
        ("danger-soft", mix(surface, _DANGER, 0.12)),
        ("on-danger", _best_on(danger)),
        ("star", _readable(Colour(0xE0, 0x9A, 0x1B), pole, grounds, EDGE_CONTRAST)),
        ("toast", mix(text, page, 0.06)),
        ("on-toast", _best_on(mix(text, page, 0.06))),
    ]
    tokens += _tints(fill, surface, text, grounds)
    return Palette(dark, tuple((name, colour.css) for name, colour in tokens))


def _tints(
    accent: Colour, surface: Colour, text: Colour, grounds: tuple[Colour, ...]
) -> list[tuple[str, Colour]]:
    """Return chart fills and, for chips, a soft ground with its text, as far apart as hues allow."""
    _, chroma, hue = to_oklch(accent)
    lightness = 0.58 if luminance(surface) > _MIDDLE_LUMINANCE else 0.74
    strength = min(max(chroma, 0.09), 0.15)
    found: list[tuple[str, Colour]] = []
    for number in range(TINTS):
        # 137.5 degrees is the golden angle: neighbours in the list are never neighbours in hue.
        base = accent if number == 0 else from_oklch(lightness, strength, hue + 137.508 * number)
        fill = _readable(base, text, grounds, EDGE_CONTRAST)
        ground = mix(surface, fill, 0.16)
        found += [
            (f"tint-{number + 1}", fill),
            (f"chip-{number + 1}", ground),
            (f"on-chip-{number + 1}", _readable(fill, text, (ground,), TEXT_CONTRAST)),
        ]
    return found


def _surface(page: Colour, dark: bool) -> Colour:
    """Return the ground of cards: a step lighter than the page, or darker where that reads better."""
    if not dark:
        return mix(page, WHITE, 0.78)
    lighter = mix(page, WHITE, 0.07)
    return lighter if contrast(lighter, WHITE) >= 9 else mix(page, BLACK, 0.35)


def _dark_page(hue_of: Colour) -> Colour:
    """Return a dark page that keeps a trace of a colour's hue."""
    _, chroma, hue = to_oklch(hue_of)
    return from_oklch(_DARK_PAGE_LIGHTNESS, min(chroma, 0.018), hue)


def _accent_for(page: Colour) -> Colour:
    """Return an accent for a background that came without one: its own hue, or the default one."""
    lightness, chroma, hue = to_oklch(page)
    if chroma < 0.03:
        return _DEFAULT_ACCENT
    return from_oklch(0.5 if lightness > 0.6 else 0.78, min(max(chroma, 0.1), 0.16), hue)


def _best_on(ground: Colour) -> Colour:
    return WHITE if contrast(WHITE, ground) >= contrast(BLACK, ground) else BLACK


def _away(from_colour: Colour) -> Colour:
    return BLACK if from_colour == WHITE else WHITE


def _readable(colour: Colour, towards: Colour, grounds: Iterable[Colour], ratio: float) -> Colour:
    """Move a colour in small steps towards another until it stands out from every ground.

    Returns:
        The first step that reaches the ratio, or `towards` itself if none does.
    """
    against = tuple(grounds)
    for step in range(41):
        tried = mix(colour, towards, step / 40)
        if all(contrast(tried, ground) >= ratio for ground in against):
            return tried
    return towards
