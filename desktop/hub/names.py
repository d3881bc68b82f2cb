"""Names that come from outside: which may become a file of ours, which may be shown, what a model is called.

A hub, a USB stick or a colleague may call a model anything. Only plain names become files here.
"""

from __future__ import annotations

import re

from desktop.messages import harmless

LONGEST_NAME = 200
_PART = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,95}"
_REPOSITORY = re.compile(rf"{_PART}/{_PART}")
_MODEL_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*\.gguf", re.IGNORECASE)
_PARTS_OF_ONE = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$", re.IGNORECASE)
# Windows keeps these for devices, with whatever ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_QUANTISATION = re.compile(
    r"(?<![A-Za-z0-9])(I?Q\d(?:_[A-Z0-9]+)*|BF16|F16|F32|MXFP4)(?![A-Za-z0-9])", re.IGNORECASE
)


def is_repository(name: str) -> bool:
    """Whether this is `owner/name` as the hub has it."""
    return _REPOSITORY.fullmatch(name) is not None and ".." not in name


def is_model_file(name: str) -> bool:
    """Whether a file of ours may have this name: plain letters, no folder, no device, ending in .gguf."""
    return (
        len(name) <= LONGEST_NAME and _MODEL_FILE.fullmatch(name) is not None and not _DEVICES.fullmatch(name)
    )


def is_one_of_parts(name: str) -> bool:
    """Whether this is one file of a model that was cut into several."""
    return _PARTS_OF_ONE.search(name) is not None


def quantisation_of(name: str) -> str:
    """Return how the weights in a file are packed, as its name tells: `Q4_K_M`; "" if it does not."""
    found = _QUANTISATION.findall(name)
    return str(found[-1]).upper() if found else ""


def sound_id(name: str) -> str:
    """Return a short name that can be typed and kept: small letters, digits, `.`, `_`, `-`."""
    return re.sub(r"[^a-z0-9._]+", "-", name.lower()).strip("-.")[:80] or "model"


def shown_name(text: str) -> str:
    """Return somebody else's name for something, fit to be shown: harmless, and not too long."""
    return harmless(text, LONGEST_NAME)
