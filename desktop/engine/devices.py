"""The graphics processors that the installed llama.cpp can compute with, and which backends it has.

Only the worker's side imports this file. The binding has no names for these functions of ggml, so they
are looked up here, in whichever of llama.cpp's libraries has them. Where one is missing (an older
llama.cpp) there is no device: everything then runs on the processor.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator
from typing import Any

import llama_cpp.llama_cpp as _bindings
from llama_cpp import _ggml

from desktop.engine.plan import Device, Kind

# enum ggml_backend_dev_type of ggml-backend.h: CPU, GPU, IGPU, ACCEL (such as BLAS), META.
_KINDS: dict[int, Kind] = {1: "gpu", 2: "igpu"}
_SIZES = (ctypes.POINTER(ctypes.c_size_t), ctypes.POINTER(ctypes.c_size_t))


def backends() -> tuple[str, ...]:
    """Return the names of what llama.cpp was built with and found a driver for, e.g. `("CUDA", "CPU")`."""
    count, get = _function("ggml_backend_reg_count", ctypes.c_size_t), _from_list("ggml_backend_reg_get")
    name = _function("ggml_backend_reg_name", ctypes.c_char_p, ctypes.c_void_p)
    if not (count and get and name):
        return ()
    return tuple(_text(name(get(place))) for place in range(count()))


def devices() -> tuple[Device, ...]:
    """Return the devices for a model's layers; as in llama.cpp, no integrated one beside a real one."""
    count, get = _function("ggml_backend_dev_count", ctypes.c_size_t), _from_list("ggml_backend_dev_get")
    kind = _function("ggml_backend_dev_type", ctypes.c_int, ctypes.c_void_p)
    name = _function("ggml_backend_dev_name", ctypes.c_char_p, ctypes.c_void_p)
    description = _function("ggml_backend_dev_description", ctypes.c_char_p, ctypes.c_void_p)
    memory = _function("ggml_backend_dev_memory", None, ctypes.c_void_p, *_SIZES)
    if not (count and get and kind and name and description and memory):
        return ()
    found = []
    for place in range(count()):
        device = get(place)
        which = _KINDS.get(kind(device))
        if which is not None:
            free, total = ctypes.c_size_t(), ctypes.c_size_t()
            memory(device, ctypes.byref(free), ctypes.byref(total))
            texts = (_text(name(device)), _text(description(device)))
            found.append(Device(*texts, which, _really_free(free.value, total.value), total.value))
    real = tuple(device for device in found if device.kind == "gpu")
    return real or tuple(found[:1])


def _really_free(free: int, total: int) -> int:
    """Vulkan's free memory is a budget less what is used; where more is used, it wraps round to 16 EiB."""
    return free if free <= total else 0


def _function(name: str, result: Any, *arguments: Any) -> Any:  # noqa: ANN401 - ctypes' types have no name
    """Return a function of ggml, `None` where it is not there."""
    for library in _libraries():
        if hasattr(library, name):
            function = library[name]
            function.restype, function.argtypes = result, arguments
            return function
    return None


def _libraries() -> Iterator[Any]:
    yield _bindings._lib
    yield _ggml.libggml
    if sys.platform == "win32":
        # There a function is found only in the very library that has it.
        with contextlib.suppress(OSError):
            yield _ggml.ctypes_ext.load_shared_library("ggml-base", _ggml.libggml_base_path)


def _from_list(name: str) -> Any:  # noqa: ANN401
    return _function(name, ctypes.c_void_p, ctypes.c_size_t)


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-8", "replace")
