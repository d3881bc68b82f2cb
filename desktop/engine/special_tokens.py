"""A prompt of pieces to token ids: special tokens where the template wrote them, letters where a person did.

Between two special tokens the pieces are joined before they become tokens, so that the ids are those of
the whole prompt at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.engine.native import llama
from desktop.engine.prompt_parts import Part
from desktop.engine.vocabulary import Vocabulary

# enum llama_token_attr of llama.h: a token that swallows the spaces before or after it.
_SWALLOWS_BEFORE, _SWALLOWS_AFTER = 1 << 7, 1 << 8


class SpecialTokens:
    """The control tokens of a vocabulary, found in what a template wrote.

    Attributes:
        begin, end: The text of the tokens that begin and end a text; empty where there is none.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._handle = vocabulary.handle
        named = {self._text(id): id for id in sorted(vocabulary.controls | vocabulary.ends)}
        self._ids = {text: id for text, id in named.items() if text}
        longest_first = sorted(self._ids, key=len, reverse=True)
        # Without control tokens the expression is one that finds nothing.
        self._found = re.compile("(" + "|".join(map(re.escape, longest_first)) + ")" if self._ids else "($^)")
        self._begin_id: int = llama.llama_vocab_bos(self._handle)
        self.begin = self._text(self._begin_id)
        self.end = self._text(llama.llama_vocab_eos(self._handle))

    def tokenize(self, parts: Sequence[Part]) -> list[int]:
        """Return the ids of a prompt, with one token for its beginning if the model wants one there."""
        ids: list[int] = []
        letters = ""
        after = 0  # the attributes of the special token before the letters
        for piece, is_special in self._pieces(parts):
            if not is_special:
                letters += piece
                continue
            id = self._ids[piece]
            attributes: int = llama.llama_vocab_get_attr(self._handle, id)
            ids += self._plain(letters, after, attributes)
            ids.append(id)
            letters, after = "", attributes
        ids += self._plain(letters, after, 0)
        if llama.llama_vocab_get_add_bos(self._handle) and ids[:1] != [self._begin_id]:
            ids.insert(0, self._begin_id)
        return ids

    def _pieces(self, parts: Sequence[Part]) -> list[tuple[str, bool]]:
        """Cut what the template wrote at its special tokens; (text, whether it is one)."""
        pieces = []
        for part in parts:
            cut = self._found.split(part.text) if part.is_template else [part.text]
            pieces += [(piece, place % 2 == 1) for place, piece in enumerate(cut)]
        return pieces

    def _plain(self, letters: str, after: int, before: int) -> list[int]:
        if after & _SWALLOWS_AFTER:
            letters = letters.lstrip()
        if before & _SWALLOWS_BEFORE:
            letters = letters.rstrip()
        return self._vocabulary.tokenize_letters(letters) if letters else []

    def _text(self, id: int) -> str:
        if not 0 <= id < self._vocabulary.size:
            return ""
        raw: bytes | None = llama.llama_vocab_get_text(self._handle, id)
        return (raw or b"").decode("utf-8", "replace")
