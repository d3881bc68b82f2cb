"""The parts of a look that are not colours: letters, corners and how much room there is.

Only fonts that computers bring along are named, best first, because an app may fetch nothing.
"""

from __future__ import annotations

from desktop.blueprint.nodes import Theme

Tokens = tuple[tuple[str, str], ...]
"""CSS custom properties (without the dashes) with their values, in the order to be written."""

_PLAIN = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif'
_BOOK = 'ui-serif, Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", "DejaVu Serif", serif'
_TITLE = 'ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, P052, Georgia, "Noto Serif", serif'
_ROUND = (
    'ui-rounded, "SF Pro Rounded", "Hiragino Maru Gothic ProN", Nunito, Quicksand, "Varela Round", Manjari, '
    'Calibri, "Trebuchet MS", sans-serif'
)
_ROUND_TITLE = f'ui-rounded, "SF Pro Rounded", "Arial Rounded MT Bold", {_ROUND.split(", ", 2)[2]}'
_MONO = 'ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'
_HAND = '"Segoe Print", "Bradley Hand", "Marker Felt", Chilanka, "Comic Neue", "TSCu_Comic", cursive'

_FONTS: dict[str, tuple[str, str, str, str]] = {
    "plain": (_PLAIN, _PLAIN, "700", "-0.02em"),
    "serif": (_BOOK, _TITLE, "600", "-0.01em"),
    "rounded": (_ROUND, _ROUND_TITLE, "700", "-0.01em"),
    "mono": (_MONO, _MONO, "700", "-0.03em"),
    # A whole page of handwriting is tiring to read: names and headings carry it.
    "handwritten": (_ROUND, _HAND, "600", "0"),
}
"""Name → letters of the text, of headings, weight and letter spacing of headings."""

_CORNERS: dict[str, tuple[str, str, str, str, str, str]] = {
    "square": ("0", "0", "0", "0", "0", "0"),
    "soft": ("5px", "8px", "12px", "18px", "8px", "999px"),
    "round": ("8px", "14px", "20px", "30px", "999px", "999px"),
}
"""Name → radius of bars and marks, of controls, of cards, of heroes and dialogs, of buttons, of pills."""

_DENSITIES: dict[str, tuple[str, str]] = {
    "compact": ("0.75", "1.45"),
    "cosy": ("1", "1.55"),
    "roomy": ("1.25", "1.65"),
}
"""Name → what all spacing is multiplied with, and the height of a line of text."""


def choose_shape(theme: Theme) -> Tokens:
    """Return the custom properties for a theme's font, corners and density."""
    font, heading, weight, track = _FONTS.get(theme.font, _FONTS["plain"])
    tiny, small, card, large, button, pill = _CORNERS.get(theme.corners, _CORNERS["soft"])
    density, leading = _DENSITIES.get(theme.density, _DENSITIES["cosy"])
    return (
        ("font", font),
        ("font-heading", heading),
        ("font-mono", _MONO),
        ("weight-heading", weight),
        ("track-heading", track),
        ("leading", leading),
        ("radius-tiny", tiny),
        ("radius-small", small),
        ("radius", card),
        ("radius-large", large),
        ("radius-button", button),
        ("radius-round", pill),
        ("density", density),
    )
