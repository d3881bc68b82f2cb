"""A request's words as the encoder's token ids, with the place of each token in the text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

CLS, SEP = 101, 102
"""The ids that open and close a sequence in BERT's uncased vocabulary."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Token ids without CLS and SEP, and each token's (start, end) character offsets in the text."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class WordPiece:
    """The tokenizer of the reader.

    Args:
        path: The tokenizer's JSON file.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def pieces(self, text: str) -> Pieces:
        """Split a text of any length; characters that the vocabulary lacks become one unknown token."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return Pieces(tuple(encoding.ids), tuple((start, end) for start, end in encoding.offsets))
