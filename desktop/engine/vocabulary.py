"""A model's vocabulary: text to token ids and back, with what the decode loop needs kept at hand."""

from __future__ import annotations

import codecs
import ctypes
from functools import cached_property
from typing import Any

import numpy
from numpy.typing import NDArray

from desktop.engine.native import llama

FEW = 64  # so many tokens are looked at one by one, before the whole vocabulary is


class Vocabulary:
    """The vocabulary inside a loaded model.

    Attributes:
        size: Number of tokens.
        ends: Ids that end a text (end of sequence, end of turn).
        controls: Ids of control tokens that do not end a text; their text is no text for a person.
    """

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - an opaque native handle
        self.handle = llama.llama_model_get_vocab(model)
        self.size: int = llama.llama_vocab_n_tokens(self.handle)
        ids = range(self.size)
        self.ends = frozenset(id for id in ids if llama.llama_vocab_is_eog(self.handle, id))
        controls = frozenset(id for id in ids if llama.llama_vocab_is_control(self.handle, id))
        self.controls = controls - self.ends
        self._pieces: list[bytes | None] = [None] * self.size
        self._texts: list[str | None] = [None] * self.size
        self._split: set[int] = set()
        self._buffer = ctypes.create_string_buffer(1024)

    def tokenize(self, text: str) -> list[int]:
        """Return the ids of `text`; special tokens written in it are parsed as such.

        A beginning-of-text token is added only if the model's file asks for one.
        """
        return self._tokenize(text, whole=True)

    def tokenize_letters(self, text: str) -> list[int]:
        """Return the ids of a part of a text; the name of a special token in it is just letters."""
        return self._tokenize(text, whole=False)

    def _tokenize(self, text: str, *, whole: bool) -> list[int]:
        # Half of a pair of surrogates, which no text has and a paste may bring, becomes a question mark.
        raw = text.encode("utf-8", "replace")
        capacity = len(raw) + 2
        ids = (ctypes.c_int32 * capacity)()
        count = llama.llama_tokenize(self.handle, raw, len(raw), ids, capacity, whole, whole)
        return list(ids[:count])

    def piece(self, id: int) -> bytes:
        """Return the bytes a token adds to the text (perhaps half a character); empty for control tokens."""
        piece = self._pieces[id]
        if piece is None:
            piece = self._pieces[id] = self._ask(id)
        return piece

    def text(self, id: int) -> str | None:
        """Return a token's text if its bytes are whole characters by themselves, else `None`."""
        text = self._texts[id]
        if text is None and id not in self._split:
            try:
                text = self._texts[id] = self.piece(id).decode()
            except UnicodeDecodeError:
                self._split.add(id)
        return text

    @cached_property
    def whole(self) -> NDArray[numpy.bool_]:
        """For each id, whether its bytes are whole characters by themselves; asked once, for all."""
        return numpy.array([self.text(id) is not None for id in range(self.size)], bool)

    @cached_property
    def inner(self) -> NDArray[numpy.bool_]:
        """For each id, whether it may stand inside a character: it goes on with it, or adds nothing."""
        pieces = map(self.piece, range(self.size))
        return numpy.array([not piece or piece[0] & 0xC0 == 0x80 for piece in pieces], bool)

    def _ask(self, id: int) -> bytes:
        size = llama.llama_token_to_piece(self.handle, id, self._buffer, len(self._buffer), 0, False)
        if size < 0:
            self._buffer = ctypes.create_string_buffer(-size)
            size = llama.llama_token_to_piece(self.handle, id, self._buffer, len(self._buffer), 0, False)
        return self._buffer.raw[:size]


class Characters:
    """Joins the bytes of tokens into whole characters, and knows which tokens can follow.

    llama.cpp's grammar lets malformed UTF-8 pass (overlong forms, halves of surrogate pairs), which a
    model that was never trained does write.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._open = False

    def fits(self, id: int) -> bool:
        """Whether the text would still be UTF-8, perhaps in the middle of a character."""
        if not self._open and self._vocabulary.text(id) is not None:
            return True
        trial = codecs.getincrementaldecoder("utf-8")("strict")
        try:
            trial.decode(self._decoder.getstate()[0] + self._vocabulary.piece(id))
        except UnicodeDecodeError:
            return False
        # A token that leaves no bytes must not end a text in the middle of a character.
        return not (self._open and id in self._vocabulary.ends)

    def fitting(self, ids: NDArray[numpy.int32]) -> NDArray[numpy.int32]:
        """Return those of the ids that fit, in the same order."""
        if len(ids) <= FEW:
            few: NDArray[numpy.int32] = ids[numpy.fromiter(map(self.fits, ids.tolist()), bool, len(ids))]
            return few
        if self._open:
            fits, unsure = numpy.zeros(len(ids), bool), self._vocabulary.inner[ids]
        else:
            fits = self._vocabulary.whole[ids]
            unsure = ~fits
        fits[unsure] = list(map(self.fits, ids[unsure].tolist()))
        kept: NDArray[numpy.int32] = ids[fits]
        return kept

    def add(self, id: int) -> str:
        """Return the characters that are whole now."""
        whole = None if self._open else self._vocabulary.text(id)
        if whole is not None:
            return whole
        text = self._decoder.decode(self._vocabulary.piece(id))
        self._open = bool(self._decoder.getstate()[0])
        return text
