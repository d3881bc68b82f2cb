"""The views that a request asks for, each with the words of the fields it refers to."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.spindle.reading import Reading


@dataclass(frozen=True, slots=True)
class Wish:
    """One view that was asked for: its tag, its words, and the words of the fields it refers to."""

    tag: str
    words: str
    by: tuple[str, ...]
    after: str


def wishes_of(reading: Reading) -> tuple[Wish, ...]:
    """The views of a request with the `by` words that follow (or lead) each."""
    wishes: list[Wish] = []
    marks = reading.marks
    views = [position for position, mark in enumerate(marks) if mark.tag.startswith("v.")]
    for place, position in enumerate(views):
        behind = views[place + 1] if place + 1 < len(views) else len(marks)
        by = [
            mark.words
            for mark in marks[position + 1 : behind]
            if mark.tag == "by" and mark.start - marks[position].end < 60
        ]
        if not by:
            before = marks[position - 1] if position else None
            if before is not None and before.tag == "by" and marks[position].start - before.end < 12:
                by = [before.words]
        after = reading.request[marks[position].end : marks[position].end + 40]
        wishes.append(Wish(marks[position].tag, marks[position].words, tuple(by), after))
    return tuple(wishes)
