"""A GBNF grammar that watches a text grow, asked about as few tokens as possible.

llama.cpp's grammar sampler costs about 1 ms when it judges a whole vocabulary of 8,192, and a few
microseconds for one token. So the sampler here asks about the token that was chosen, then about the
nearest few, and about all only when those were refused.
"""

from __future__ import annotations

import ctypes
from types import TracebackType
from typing import Any, Self

import numpy
from numpy.typing import NDArray

from desktop.engine.native import CANDIDATE, llama
from desktop.engine.vocabulary import Vocabulary
from desktop.errors import EngineError


class Grammar:
    """One grammar on its way through one text; use it as a context manager, it holds native memory.

    Raises:
        EngineError: `engine_grammar` if the text is not a GBNF grammar with a rule `root`.
    """

    def __init__(self, vocabulary: Vocabulary, text: str) -> None:
        # llama.cpp takes an empty grammar for none at all, and a NUL for the end.
        usable = bool(text.strip()) and "\0" not in text
        raw = text.encode("utf-8", "replace")
        self._native: Any = usable and llama.llama_sampler_init_grammar(vocabulary.handle, raw, b"root")
        if not self._native:
            raise EngineError("engine_grammar")
        self._one = numpy.zeros(1, CANDIDATE)
        self._one_array = _native_array(self._one)
        self._one_pointer = ctypes.byref(self._one_array)
        self._one_data = self._one_array.data[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        llama.llama_sampler_free(self._native)
        self._native = None

    def allows(self, id: int) -> bool:
        """Whether the text may go on with this token; an ending token fits where the grammar is complete."""
        self._one_data.id = id
        self._one_data.logit = 0.0
        llama.llama_sampler_apply(self._native, self._one_pointer)
        return bool(self._one_data.logit == 0.0)

    def allowed(self, ids: NDArray[numpy.int32]) -> NDArray[numpy.bool_]:
        """Return, for each id, whether the text may go on with it."""
        candidates = numpy.zeros(len(ids), CANDIDATE)
        candidates["id"] = ids
        llama.llama_sampler_apply(self._native, ctypes.byref(_native_array(candidates)))
        fits: NDArray[numpy.bool_] = candidates["logit"] == 0.0
        return fits

    def accept(self, id: int) -> None:
        """Go on with a token that is allowed. A token that is not would end the process: ask first."""
        llama.llama_sampler_accept(self._native, id)


def _native_array(candidates: NDArray[Any]) -> Any:  # noqa: ANN401 - a ctypes structure
    """The caller keeps `candidates` alive for as long as it uses the result."""
    data = candidates.ctypes.data_as(llama.llama_token_data_p)
    return llama.llama_token_data_array(data=data, size=len(candidates), selected=-1, sorted=False)
