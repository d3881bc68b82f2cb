"""Everything that must happen before the QApplication is made; one call, `prepare_browser()`."""

from __future__ import annotations

import ctypes
import sys

from desktop.preview.sandbox import prepare_environment
from desktop.preview.scheme import register_scheme

_MANY = 1 << 40
_prepared: list[bool] = []


def prepare_browser(*, silent: bool = False) -> None:
    """Set Chromium's switches and its sandbox, and register `homespun://`; a second call does nothing.

    Args:
        silent: Whether Chromium's log is kept out of a terminal.
    """
    if not _prepared:
        _prepared.append(True)
        _keep_constants_alive()
        prepare_environment(silent=silent)
        register_scheme()


def _keep_constants_alive() -> None:
    # WORKAROUND PySide6 6.12.0 with Python < 3.12: each `signal.emit()` gives back True without taking
    # a reference, and some calls do the same with None, so after some hundred signals the interpreter
    # stops with "deallocating True or False". From 3.12 on these constants cannot be deallocated.
    # Here they get more references than can be lost.
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        for constant in (None, True, False):
            ctypes.c_ssize_t.from_address(id(constant)).value += _MANY
