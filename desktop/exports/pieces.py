"""What an export is made of before anything is written: contents with names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Piece:
    """One file to be.

    Attributes:
        path: Relative, with `/` between its parts.
        content: What it will hold; a path if that is too large for memory.
    """

    path: str
    content: bytes | Path

    @property
    def size_bytes(self) -> int:
        """How long it is."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size


def text_piece(path: str, text: str) -> Piece:
    """Return a piece of text, in UTF-8."""
    return Piece(path, text.encode("utf-8", "replace"))
