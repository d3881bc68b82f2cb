"""Which of the reader's marks are sure enough to build on, now that memory has spoken too.

A wrong field is worse than a missing one that memory lends; a doubtful noun ("from my shed") must not
become a second entity that takes the fields away from the first.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.nodes import App
from desktop.spindle.assembler.entities import TRUST
from desktop.spindle.memory import Remembered
from desktop.spindle.naming import closeness, entity_name
from desktop.spindle.reading import Mark, Reading
from desktop.spindle.tags import OF_RECORDS

SURE_FIELD = 0.4
SURE_ENTITY = 0.5
SURE_ELSEWHERE = 0.6
"""For requests that are not about records (games, sites): their words are seldom fields."""


SO_NEAR = 0.1
"""A blueprint about the very thing that was named comes first if it is at most this much less similar."""

OTHER_KIND = 0.06
"""How much nearer a site or a tool must be to lend its records to somebody who wants records."""


def topic(reading: Reading) -> str:
    """What the request is about, in its own words: the app's name and the first things that it keeps."""
    kept = [mark.words for mark in reading.tagged("entity") if mark.confidence >= SURE_ENTITY]
    return " ".join(dict.fromkeys([*(mark.words for mark in reading.tagged("name")), *kept[:2]]))


def merged(one: tuple[Remembered, ...], other: tuple[Remembered, ...]) -> tuple[Remembered, ...]:
    """Two searches as one: each blueprint once, with its better similarity; best first, no longer."""
    best: dict[App, Remembered] = {}
    for found in sorted((*one, *other), key=lambda remembered: -remembered.similarity):
        best.setdefault(found.app, found)
    return tuple(best.values())[: max(len(one), len(other))]


def in_order(reading: Reading, remembered: tuple[Remembered, ...]) -> tuple[Remembered, ...]:
    """The remembered blueprints; one whose main entity was named comes before a slightly nearer stranger."""
    named = [entity_name(mark.words) for mark in reading.tagged("entity") if mark.confidence >= SURE_ENTITY]

    def rank(one: Remembered) -> tuple[bool, float]:
        main = one.app.entities[0].name if one.app.entities else ""
        near = one.similarity >= remembered[0].similarity - SO_NEAR
        other = OTHER_KIND if one.kind != "data" and reading.kind == "data" else 0.0
        return near and any(closeness(main, name) >= 0.5 for name in named), one.similarity - other

    return tuple(sorted(remembered, key=rank, reverse=True))


def trusted(reading: Reading, remembered: tuple[Remembered, ...]) -> Reading:
    """The reading without the marks that are too doubtful to build on."""
    close = bool(remembered) and remembered[0].similarity >= TRUST
    sure_of_one = any(mark.confidence >= SURE_ENTITY for mark in reading.tagged("entity"))
    field = SURE_FIELD if reading.kind in OF_RECORDS else SURE_ELSEWHERE

    def stays(mark: Mark) -> bool:
        if mark.tag == "f":
            return mark.confidence >= field
        if mark.tag == "entity":
            return mark.confidence >= SURE_ENTITY or not (sure_of_one or close)
        return True

    return replace(reading, marks=tuple(mark for mark in reading.marks if stays(mark)))
