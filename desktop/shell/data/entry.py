"""What a person has put into a cell, before anybody has judged it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.records.kinds import Given


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person has put into a cell.

    Attributes:
        words: As they read in the cell.
        value: What it means, where it was picked; None where the words have to be read.
        is_picked: Whether it was picked.
    """

    words: str
    value: Given = None
    is_picked: bool = False
