"""The encoder in the child: a BERT-like model that gives one vector per token.

Each sequence is read by itself. Packing several into one batch would let the last bits of a vector
depend on its neighbours, and on a CPU it is hardly faster (see the room's tests and the benchmark).
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Sequence
from typing import Any

import numpy

from desktop.engine.completion import Vectors
from desktop.engine.native import llama, load_model
from desktop.engine.pacing import Pace
from desktop.errors import EngineError, ModelError

TRIAL_TOKENS = 16


class Encoder:
    """A loaded encoder; `vector_size` is the length of each vector, `limit` the most tokens at once.

    Raises:
        ModelError: `model_unsupported` if llama.cpp cannot run the file as an encoder.
    """

    def __init__(self, path: str, name: str, limit: int, threads: int, *, paced: bool) -> None:
        model = load_model(path)
        if not model:
            raise ModelError("model_unsupported", file=name)
        self.vector_size: int = llama.llama_model_n_embd(model)
        self.limit = limit
        self._vocabulary_size: int = llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(model))
        params = llama.llama_context_default_params()
        params.n_ctx = params.n_batch = params.n_ubatch = params.n_outputs_max = limit
        params.embeddings = True
        params.flash_attn_type = llama.LLAMA_FLASH_ATTN_TYPE_DISABLED  # see writer.py
        params.pooling_type = llama.LLAMA_POOLING_TYPE_NONE
        self._context: Any = llama.llama_init_from_model(model, params)
        if not self._context or llama.llama_get_memory(self._context):
            # A model with a memory of what it wrote is a decoder.
            raise ModelError("model_unsupported", file=name)
        self._tokens = (ctypes.c_int32 * limit)()
        self._batch: Any = llama.llama_batch_get_one(self._tokens, limit)
        self._pace = Pace(threads, lambda count: llama.llama_set_n_threads(self._context, count, count))
        if paced:
            trial = [0] * min(TRIAL_TOKENS, limit)
            self._pace.calibrate(lambda: self._run(trial), len(trial))

    def encode(self, ids: Sequence[int]) -> Vectors:
        """Return an array of shape (len(ids), vector_size).

        Raises:
            EngineError: `engine_context` if there are too many ids, `engine_protocol` if one of them
                is not in the vocabulary.
        """
        if len(ids) > self.limit:
            raise EngineError("engine_context", tokens=len(ids), limit=self.limit)
        if not ids:
            return numpy.zeros((0, self.vector_size), numpy.float32)
        if min(ids) < 0 or max(ids) >= self._vocabulary_size:
            raise EngineError("engine_protocol")
        began = time.perf_counter()
        self._run(ids)
        self._pace.note(len(ids), time.perf_counter() - began)
        flat = llama.llama_get_embeddings(self._context)
        return numpy.ctypeslib.as_array(flat, (len(ids), self.vector_size)).copy()

    def _run(self, ids: Sequence[int]) -> None:
        for place, id in enumerate(ids):
            self._tokens[place] = id
        self._batch.n_tokens = len(ids)
        if llama.llama_encode(self._context, self._batch):
            raise EngineError("engine_protocol")
