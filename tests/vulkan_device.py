"""A llama.cpp that computes with Vulkan, and a graphics processor in software for it to compute on.

The wheel that Homespun is tested with knows the processor alone. Where somebody has compiled
llama-cpp-python with `CMAKE_ARGS=-DGGML_VULKAN=ON`, into this environment or into another one that is named,
and Mesa's software driver (lavapipe) is installed, the engine is tried on a device that is none of the
processor's own as far as llama.cpp knows.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

NAMED_IN = "HOMESPUN_VULKAN_PYTHON"
"""Names the Python of an environment with such a llama-cpp-python; numpy and jinja2 must be there, too."""

_DRIVERS = ("/usr/share/vulkan/icd.d", "/usr/local/share/vulkan/icd.d", "/etc/vulkan/icd.d")


def vulkan_python() -> str | None:
    """Return the Python whose llama.cpp computes with Vulkan, `None` where there is none."""
    named = os.environ.get(NAMED_IN)
    if named:
        return named
    binding = importlib.util.find_spec("llama_cpp")
    folder = Path(binding.origin).parent / "lib" if binding and binding.origin else None
    return sys.executable if folder and any(folder.glob("*ggml-vulkan*")) else None


def software_driver() -> Path | None:
    """Return the file by which Vulkan finds its software driver, `None` where that is not installed."""
    found = (path for folder in _DRIVERS for path in sorted(Path(folder).glob("lvp_icd*.json")))
    return next(found, None)


def has_vulkan() -> bool:
    """Whether both are here."""
    return vulkan_python() is not None and software_driver() is not None
