"""What remembered apps lend to one that is being changed: usual fields, blocks as they look there, icons."""

from __future__ import annotations

from typing import Protocol

from desktop.blueprint.nodes import Block, Field
from desktop.spindle.memory import Memory
from desktop.spindle.reader import Floats, Reader

LENDERS = 40
"""Apps that are looked through for a block, the nearest to the request first."""


class Lending(Protocol):
    """What editing needs to know of remembered apps."""

    def field_like(self, name: str) -> Field | None:
        """The usual field of that name, or None."""
        ...

    def block(self, word: str, variant: str) -> Block | None:
        """A block of that kind that needs no records, or None."""
        ...

    def icon(self, words: str) -> str:
        """An icon for some words; "" if none is known."""
        ...


class Lender:
    """Looks things up in the memory.

    Args:
        memory: What is remembered.
        reader: Turns words into vectors.
        vector: Of the request at hand.
    """

    def __init__(self, memory: Memory, reader: Reader, vector: Floats) -> None:
        self._memory = memory
        self._reader = reader
        self._vector = vector

    def field_like(self, name: str) -> Field | None:
        """The usual field of that name, or None."""
        return self._memory.field_like(name)

    def block(self, word: str, variant: str) -> Block | None:
        """A block of that kind out of the app nearest to the request that has one and needs no records for
        it.
        """
        for whole in (True, False):
            for one in self._memory.nearest(self._vector, LENDERS, whole=whole):
                for page in one.app.pages:
                    for section in page.sections:
                        if (
                            isinstance(section, Block)
                            and (section.word, section.variant) == (word, variant)
                            and not section.entity
                        ):
                            return section
        return None

    def icon(self, words: str) -> str:
        """The icon of the app that is nearest to some words."""
        found = self._memory.nearest(self._reader.vectors((words,))[0], 1)
        return found[0].app.icon if found else ""
