"""“Nothing” as the answer of a model, which PySide must not count down.

WORKAROUND PySide6 6.12.0: each None that an override of `data` or `headerData` returns to Qt takes one
reference too many from it; where None is counted (Python 3.11) the interpreter ends with `none_dealloc` after
some thousand cells. One reference more for each makes up for it, and does no harm where it is not needed.
"""

from __future__ import annotations

import ctypes
import sys

_IS_COUNTED = sys.version_info < (3, 12)


def or_nothing(answer: object) -> object:
    """Return what a model answers, so that it can be handed on to Qt.

    Args:
        answer: Anything; None for nothing.
    """
    if answer is None and _IS_COUNTED:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(None))
    return answer
