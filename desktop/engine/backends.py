"""Which of llama.cpp's backends are loaded: those that lie in its own folder, and no others.

A llama.cpp that was compiled here has its one backend linked in, and nothing is to be done. The one in a
bundle brings a loadable backend for every generation of processors, and perhaps one for graphics cards;
llama.cpp asks each whether it could run here and takes the best. Left to itself it would look in the folder
of the executable and in the one where the person happens to be: whoever leaves a library there must not
have it run. Only the worker's side imports this file.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from pathlib import Path
from typing import Any

from llama_cpp import _ggml

_NAMED_ELSEWHERE = "GGML_BACKEND_PATH"
"""The variable with which llama.cpp is told of one more library, wherever that lies."""
_VARIANT = "ggml-cpu-"


def libraries_folder() -> Path:
    """Where llama.cpp's libraries lie."""
    return Path(_ggml.libggml_base_path)


def load_backends() -> None:
    """Load the backends that lie beside llama.cpp; to be called before it is started.

    Where they are linked in, nothing happens.
    """
    os.environ.pop(_NAMED_ELSEWHERE, None)
    # Loaded by the binding with their names known to all; ctypes need not be told which library has them.
    library: Any = _ggml.libggml
    library.ggml_backend_reg_count.restype = ctypes.c_size_t
    if library.ggml_backend_reg_count() == 0:
        library.ggml_backend_load_all_from_path.argtypes = (ctypes.c_char_p,)
        library.ggml_backend_load_all_from_path(os.fsencode(libraries_folder()))


def processor_variant() -> str:
    """Return the generation of processors that the loaded backend was compiled for, e.g. `armv8.2_2`.

    Returns:
        "" where the backend is linked in, or where the system does not tell which library is loaded.
    """
    for path in sorted(libraries_folder().glob(f"*{_VARIANT}*")):
        if _is_loaded(path):
            return path.stem.partition(_VARIANT)[2]
    return ""


def _is_loaded(path: Path) -> bool:
    """Whether a library is in this process already; it is not loaded by asking."""
    if sys.platform == "win32":
        find = ctypes.WinDLL("kernel32").GetModuleHandleW
        find.argtypes, find.restype = (ctypes.c_wchar_p,), ctypes.c_void_p
        return bool(find(str(path)))
    with contextlib.suppress(OSError):
        ctypes.CDLL(str(path), mode=os.RTLD_NOLOAD | os.RTLD_LAZY)
        return True
    return False
