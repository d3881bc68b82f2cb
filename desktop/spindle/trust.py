"""Which of the reader's marks are sure enough to build on, now that memory has spoken too.

A wrong field is worse than a missing one that memory lends; a doubtful noun ("from my shed") must not
become a second entity that takes the fields away from the first.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.spindle.assembler.entities import TRUST
from desktop.spindle.memory import Remembered
from desktop.spindle.reading import Mark, Reading

SURE_FIELD = 0.4
SURE_ENTITY = 0.5
SURE_ELSEWHERE = 0.6
"""For requests that are not about records (games, sites): their words are seldom fields."""


def trusted(reading: Reading, remembered: tuple[Remembered, ...]) -> Reading:
    """The reading without the marks that are too doubtful to build on."""
    close = bool(remembered) and remembered[0].similarity >= TRUST
    sure_of_one = any(mark.confidence >= SURE_ENTITY for mark in reading.tagged("entity"))
    field = SURE_FIELD if reading.kind in ("data", "none") else SURE_ELSEWHERE

    def stays(mark: Mark) -> bool:
        if mark.tag == "f":
            return mark.confidence >= field
        if mark.tag == "entity":
            return mark.confidence >= SURE_ENTITY or not (sure_of_one or close)
        return True

    return replace(reading, marks=tuple(mark for mark in reading.marks if stays(mark)))
