"""The one door to llama.cpp: its C interface through ctypes, and nothing of the Python layer above it.

Only the worker's side imports this file, never the window's process. The high-level `Llama` class is
not used: at this size of model it costs a factor of three to eight. The binding's functions have no
type annotations, hence `Any`, confined to this file and the parts beside it.
"""

from __future__ import annotations

import ctypes
import os
from typing import Any

import llama_cpp.llama_cpp as _bindings
import numpy
from numpy.typing import NDArray

from desktop.engine.backends import load_backends

llama: Any = _bindings

# The binding returns a fresh pointer object each time; a plain address is cheaper, once for each token.
_library: Any = _bindings._lib
_logits_address: Any = _library["llama_get_logits_ith"]
_logits_address.argtypes = (ctypes.c_void_p, ctypes.c_int32)
_logits_address.restype = ctypes.c_void_p

_NO_DEVICES = (ctypes.c_void_p * 1)()  # a list that ends at once

CANDIDATE = numpy.dtype([("id", numpy.int32), ("logit", numpy.float32), ("p", numpy.float32)])


def start_native() -> None:
    """Start llama.cpp and let it write its log to stderr itself.

    The binding installs a Python callback for the log when it is imported; called back from native
    threads while the process leaves, that can crash.
    """
    llama.llama_log_set(llama.llama_log_callback(), None)
    load_backends()
    llama.llama_backend_init()


def load_model(path: str, gpu_layers: int = 0) -> Any:  # noqa: ANN401 - an opaque native handle
    """Return llama.cpp's handle of the model in a file, or `None` if it cannot run it.

    So many layers, counted from the output backwards, are put on the graphics processors. Without any,
    the graphics processors are not touched at all: left to itself llama.cpp would start their drivers even
    then, and read every longer piece of a prompt there.
    """
    params = llama.llama_model_default_params()
    params.n_gpu_layers = gpu_layers
    if gpu_layers == 0:
        params.devices = ctypes.addressof(_NO_DEVICES)
    return llama.llama_model_load_from_file(os.fsencode(path), params)


class LogitsView:
    """The logits of the last decode as a numpy array on llama.cpp's own memory, without a copy."""

    def __init__(self, context: Any, size: int) -> None:  # noqa: ANN401
        self._context = context
        self._size = size
        self._address = 0
        self._view: NDArray[numpy.float32] = numpy.zeros(size, numpy.float32)

    def read(self) -> NDArray[numpy.float32]:
        """Return the view; it is overwritten by the next decode."""
        address = _logits_address(self._context, -1)
        if address != self._address:
            self._address = address
            self._view = numpy.ctypeslib.as_array((ctypes.c_float * self._size).from_address(address))
        return self._view


class TokenBatch:
    """A `llama_batch` of up to `capacity` tokens of sequence 0, allocated once and reused.

    Its positions are left to llama.cpp (they go on from what is in memory), and only the last token's
    logits are asked for.
    """

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._tokens = (ctypes.c_int32 * capacity)()
        self.struct: Any = llama.llama_batch_get_one(self._tokens, capacity)

    def fill(self, tokens: list[int]) -> None:
        """Put 1 to `capacity` tokens in."""
        for place, token in enumerate(tokens):
            self._tokens[place] = token
        self.struct.n_tokens = len(tokens)
