"""A plain tree as a JavaScript literal that a person can read: short things on a line, long ones below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.compiler.filters import as_javascript

WIDTH = 100
"""Longest line that is written on one line, in characters; a long text stays whole."""

_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class Code:
    """JavaScript that `expressions.py` made, to be printed as it is."""

    text: str


Literal = None | bool | float | str | Code | tuple["Literal", ...] | dict[str, "Literal"]


def write_literal(value: Literal, indent: int = 0) -> str:
    """Return a value as JavaScript.

    Args:
        value: What to write; keys are written in their order.
        indent: How many blanks the line has on which it begins.
    """
    flat = _flat(value)
    if len(flat) + indent <= WIDTH or not isinstance(value, dict | tuple):
        return flat
    inner = " " * (indent + 2)
    if isinstance(value, tuple):
        lines = "".join(f"{inner}{write_literal(each, indent + 2)},\n" for each in value)
        return f"[\n{lines}{' ' * indent}]"
    return _wrapped(value, indent)


def _wrapped(value: Mapping[str, Literal], indent: int) -> str:
    """Fill lines with what is short; what is long gets lines of its own."""
    inner = " " * (indent + 2)
    lines: list[str] = []
    line = ""
    for key, each in value.items():
        part = f"{_key(key)}: {_flat(each)},"
        if len(inner) + len(part) > WIDTH and isinstance(each, dict | tuple):
            lines += [line] if line else []
            lines.append(f"{_key(key)}: {write_literal(each, indent + 2)},")
            line = ""
        elif line and len(inner) + len(line) + 1 + len(part) > WIDTH:
            lines.append(line)
            line = part
        else:
            line = f"{line} {part}" if line else part
    lines += [line] if line else []
    body = "".join(f"{inner}{each}\n" for each in lines)
    return f"{{\n{body}{' ' * indent}}}"


def _flat(value: Literal) -> str:
    if isinstance(value, Code):
        return value.text
    if isinstance(value, tuple):
        return f"[{', '.join(_flat(each) for each in value)}]"
    if isinstance(value, dict):
        inside = ", ".join(f"{_key(key)}: {_flat(each)}" for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return str(as_javascript(value))


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else str(as_javascript(key))
