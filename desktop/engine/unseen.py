"""A child that cannot see any graphics processor, for drivers that fail as soon as they are looked for.

llama.cpp looks for them by itself, before anybody can tell it not to use them; only the environment that
it starts in keeps them out of its sight. Metal has no such switch, and no stranger's driver either.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

_NO_DRIVER = os.devnull  # where Vulkan finds no description of a driver; an older loader knows the second
UNSEEN: Mapping[str, str] = {
    "CUDA_VISIBLE_DEVICES": "-1",
    "HIP_VISIBLE_DEVICES": "-1",
    "VK_DRIVER_FILES": _NO_DRIVER,
    "VK_ICD_FILENAMES": _NO_DRIVER,
}
"""What the makers' libraries read, each for itself."""


def are_unseen() -> bool:
    """Whether this process was started so."""
    return all(os.environ.get(name) == value for name, value in UNSEEN.items())
