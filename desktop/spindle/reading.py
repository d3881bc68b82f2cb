"""What the reader found in a request."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Mark:
    """Some words of the request and what they are.

    Attributes:
        tag: One of `tags.TAGS`.
        words: As the person typed them.
        start, end: Character offsets in the request, end exclusive.
        confidence: The reader's probability for the tag, 0 to 1.
        type: For a field (and for what one shall become), its type in the words of the language; else "".
        type_confidence: The probability of that type, 0 to 1.
    """

    tag: str
    words: str
    start: int
    end: int
    confidence: float = 1.0
    type: str = ""
    type_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a person wants changed, and the words that say so.

    Attributes:
        operation: One of `tags.OPERATIONS`.
        start, end: Character offsets in the request, end exclusive.
        confidence: The reader's probability for the operation, 0 to 1.
        marks: Those inside of it, in order.
        others: What else it may be, as (operation, probability), the likeliest first.
    """

    operation: str
    start: int
    end: int
    confidence: float
    marks: tuple[Mark, ...] = ()
    others: tuple[tuple[str, float], ...] = ()

    def tagged(self, *tags: str) -> tuple[Mark, ...]:
        """The marks with one of these tags, in order."""
        return tuple(mark for mark in self.marks if mark.tag in tags)

    def words(self, *tags: str) -> str:
        """The words of the first mark with one of these tags; "" if there is none."""
        return next((mark.words for mark in self.marks if mark.tag in tags), "")


@dataclass(frozen=True, eq=False)
class Reading:
    """A request, understood.

    Attributes:
        kind: One of `tags.KINDS`.
        marks: In the order of the text; they never overlap.
        vector: Unit length, (width,), for searching the memory.
        asks: What a request to change an app wants, in order; other requests have none.
    """

    request: str
    kind: str
    kind_confidence: float
    marks: tuple[Mark, ...]
    vector: NDArray[np.float32]
    asks: tuple[Ask, ...] = ()

    def tagged(self, *tags: str) -> tuple[Mark, ...]:
        """The marks with one of these tags, in order."""
        return tuple(mark for mark in self.marks if mark.tag in tags)
