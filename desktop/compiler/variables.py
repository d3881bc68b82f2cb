"""What variables of the compiled JavaScript are called: `plant`, `gymVisit`, never a word with a meaning."""

from __future__ import annotations

import re
from collections.abc import Collection

from desktop.compiler.runtime_functions import RUNTIME_FUNCTIONS

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_WORDS_OF_JAVASCRIPT = (
    "arguments await break case catch class const continue debugger default delete do else enum eval export "
    "extends false finally for function if implements import in instanceof interface let new null package "
    "private protected public return static super switch this throw true try typeof undefined var void "
    "while window with yield"
)
_RESERVED = frozenset((*_WORDS_OF_JAVASCRIPT.split(), *RUNTIME_FUNCTIONS, "homespun"))


def record_name(entity_name: str, taken: Collection[str] = ()) -> str:
    """Return a JavaScript variable for a record of an entity: `plant`, `gymVisit`, or `record`.

    Args:
        entity_name: The entity.
        taken: Variables of the functions around; the result is none of them.
    """
    words = _WORD.findall(entity_name)
    name = "record"
    if words and entity_name.isascii():
        name = words[0].lower() + "".join(word[0].upper() + word[1:].lower() for word in words[1:])
        name = "record" if name in _RESERVED else name
    if name not in taken:
        return name
    return next(f"{name}{number}" for number in range(2, len(taken) + 3) if f"{name}{number}" not in taken)
