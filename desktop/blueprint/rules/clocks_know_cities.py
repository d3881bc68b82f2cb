"""A clock shows cities whose time is known, and a rate says what it turns into what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.blueprint.blocks.cities import CITIES, KNOWN, plain
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.nodes import Block

_RATE = re.compile(r"\S.* (?:in|to) .*\S")


def clocks_know_cities(facts: Facts) -> Iterator[Diagnostic]:
    """Report cities without a time zone, and rates that do not name two currencies."""
    for page in facts.app.pages:
        for section in page.sections:
            if isinstance(section, Block) and section.word == "clock":
                for city in section.words:
                    if plain(city) not in KNOWN:
                        yield problem("unknown-city", section.span, word=city, among=_alike(city))
            elif isinstance(section, Block) and section.word == "converter":
                for item in section.items:
                    if item.word == "rate" and not _RATE.fullmatch(item.label):
                        yield problem("rate-shape", item.span, word=item.label)


def _alike(city: str) -> list[str]:
    """Return the cities, those with the same first letter first: only so many are looked at for a hint."""
    return sorted(CITIES, key=lambda known: plain(known)[:1] != plain(city)[:1])
