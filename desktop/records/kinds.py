"""What a field's values are in the page (JSON) and in the database, and the way between the two.

| kind         | in the page           | column                               |
|--------------|-----------------------|--------------------------------------|
| `words`      | text                  | TEXT                                 |
| `date`, `time`, `moment` | ISO 8601 text | TEXT                             |
| `number`     | finite number         | REAL                                 |
| `yes/no`     | true or false         | INTEGER, 0 or 1                      |
| `list`       | array of texts        | TEXT, a JSON array                   |
| `reference`  | id of a record        | TEXT, a foreign key                  |
| `references` | array of ids          | no column: a table of its own        |

Every value may be missing: null. Dates and times are ISO 8601 text, as SQLite's own functions read them.
A CHECK instead of a STRICT table: it refuses the same, and older SQLite can read the file too.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable

Stored = str | float | int | None
Given = str | float | bool | tuple[str, ...] | None

KIND_OF: dict[str, str] = {
    "text": "words",
    "long text": "words",
    "number": "number",
    "money": "number",
    "percent": "number",
    "date": "date",
    "time": "time",
    "date and time": "moment",
    "duration": "number",
    "yes/no": "yes/no",
    "choice": "words",
    "tags": "list",
    "email": "words",
    "phone": "words",
    "link": "words",
    "image": "words",
    "file": "words",
    "colour": "words",
    "rating": "number",
    "reference": "reference",
    "references": "references",
}
"""Type of a field → kind; every type that the language has is here."""

KINDS = frozenset(KIND_OF.values())

INDEXED = frozenset({"reference", "choice", "date", "date and time"})
"""Types by which people look for records."""

_TEXT = ("TEXT", "typeof({name}) IN ('text', 'null')")
_COLUMNS = {
    "words": _TEXT,
    "date": _TEXT,
    "time": _TEXT,
    "moment": _TEXT,
    "number": ("REAL", "typeof({name}) IN ('real', 'null')"),
    "yes/no": ("INTEGER", "{name} IN (0, 1)"),
    "list": _TEXT,
    "reference": _TEXT,
}
LONGEST_TEXT = 24 * 1024 * 1024
"""Characters of one value: a picture or a file is text as well."""

MOST_ITEMS = 10_000


class UnfitValueError(ValueError):
    """A value is not of the kind that its field holds."""


def declaration(kind: str, quoted: str) -> str:
    """Return a column's type and check in SQL.

    Args:
        kind: A kind that has a column.
        quoted: The column's name, quoted.
    """
    affinity, check = _COLUMNS[kind]
    return f"{affinity} CHECK ({check.format(name=quoted)})"


def take_text(value: object) -> str:
    """Take a text; what is no character (half of a pair) becomes the sign for that.

    Raises:
        UnfitValueError: If it is no text, or too long.
    """
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise UnfitValueError
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def to_column(kind: str, value: object) -> Stored:
    """Return what stands in the column for a value of the page.

    Raises:
        UnfitValueError: If the value is of another kind.
    """
    return None if value is None else _TO_COLUMN[kind](value)


def from_column(kind: str, stored: Stored) -> Given:
    """Return the page's value for what stands in a column, whoever wrote it there; None if nothing fits."""
    if stored is None:
        return None
    if kind == "number":
        return float(stored) if isinstance(stored, (int, float)) and math.isfinite(stored) else None
    if kind == "yes/no":
        return bool(stored)
    if not isinstance(stored, str):
        return None
    if kind == "list":
        found = from_json(stored)
        texts = found if isinstance(found, list) else [stored]
        return tuple(each for each in texts if isinstance(each, str))
    return stored


def from_json(text: str) -> object:
    """Return what a text in the database says as JSON; None if it is none."""
    try:
        return json.loads(text, parse_constant=lambda word: None)
    except (ValueError, RecursionError):
        return None


def as_json(value: object) -> str:
    """Return a value as JSON.

    Raises:
        UnfitValueError: If it cannot be said so, as an infinite number cannot.
    """
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (ValueError, RecursionError) as problem:
        raise UnfitValueError from problem


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise UnfitValueError
    try:
        number = float(value)
    except OverflowError as problem:
        raise UnfitValueError from problem
    if not math.isfinite(number):
        raise UnfitValueError
    return number


def _yes_no(value: object) -> int:
    if not isinstance(value, bool):
        raise UnfitValueError
    return int(value)


def take_texts(value: object) -> tuple[str, ...]:
    """Take a list of texts.

    Raises:
        UnfitValueError: If it is none, or too long.
    """
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise UnfitValueError
    return tuple(take_text(each) for each in value)


def _list(value: object) -> str:
    return json.dumps(take_texts(value), ensure_ascii=False)


_TO_COLUMN: dict[str, Callable[[object], Stored]] = {
    "words": take_text,
    "date": take_text,
    "time": take_text,
    "moment": take_text,
    "number": _number,
    "yes/no": _yes_no,
    "list": _list,
    "reference": take_text,
}
