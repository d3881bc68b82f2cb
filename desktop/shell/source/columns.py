"""Columns: Python counts characters, Qt counts UTF-16 units. An icon such as 🌱 is one, and two."""

from __future__ import annotations

_LAST_OF_ONE_UNIT = "\uffff"


def has_wide(line: str) -> bool:
    """Whether the two ways of counting differ in a line."""
    return not line.isascii() and any(sign > _LAST_OF_ONE_UNIT for sign in line)


def to_qt(line: str, column: int) -> int:
    """Qt's column for one of Python's, both from 0."""
    if not has_wide(line):
        return column
    return column + sum(sign > _LAST_OF_ONE_UNIT for sign in line[:column])


def from_qt(line: str, units: int) -> int:
    """Python's column for one of Qt's, both from 0."""
    if not has_wide(line):
        return units
    return len(line.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
