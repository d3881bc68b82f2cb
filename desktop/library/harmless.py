"""Names that strangers wrote, made fit to be shown.

A name may hold escape sequences that colour or erase a terminal, line ends that fake a second line, and marks
that turn the direction of what stands after it. Everything else stays as it is, in every script: the joiners
that some scripts and most emoji need are no threat.
"""

from __future__ import annotations

import unicodedata

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STAND_IN = "\N{REPLACEMENT CHARACTER}"
_UNSHOWABLE = ("Cc", "Cs", "Zl", "Zp")


def harmless(text: str) -> str:
    """Return a text of one line that shows what is in it and does nothing else."""
    if text.isprintable():
        return text  # nearly always, and a thousand apps are listed at once
    return "".join(
        _STAND_IN if unicodedata.category(sign) in _UNSHOWABLE else sign
        for sign in text
        if sign not in _TURNING
    )
