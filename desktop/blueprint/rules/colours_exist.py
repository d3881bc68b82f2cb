"""A colour is one that every browser knows."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.vocabulary import HEX_COLOUR


def colours_exist(facts: Facts) -> Iterator[Diagnostic]:
    """Report colours of the theme that are neither a CSS name nor `#rrggbb`."""
    theme = facts.app.theme
    for colour in (theme.background, theme.accent):
        if colour and colour not in COLOUR_NAMES and not HEX_COLOUR.fullmatch(colour):
            yield problem("unknown-colour", theme.span, word=colour, among=COLOUR_NAMES)
