"""What the reader can mark in a request: the one table that training and reading share.

The order is part of the trained weights: append, never reorder.
"""

from __future__ import annotations

KINDS: tuple[str, ...] = ("data", "tool", "timer", "quiz", "game", "site", "none")
"""What sort of app is asked for; `none` asks for nothing that could be built."""

VIEW_TAGS: tuple[str, ...] = (
    "v.table",
    "v.list",
    "v.cards",
    "v.board",
    "v.calendar",
    "v.chart",
    "v.stat",
    "v.form",
    "v.search",
    "v.filter",
    "v.sort",
)

TAGS: tuple[str, ...] = (
    "entity",
    "f",
    "opt",
    "unit",
    "name",
    "bg",
    "accent",
    "dark",
    "light",
    *VIEW_TAGS,
    "by",
    "action",
    "computed",
    "req",
    "cannot",
)
"""What a stretch of words can be; `f` is a field, whose type is told by a head of its own."""

LABELS: tuple[str, ...] = ("O", *(f"{position}-{tag}" for tag in TAGS for position in "BI"))
"""One label for every token: outside, or beginning of or inside a tag."""

TYPES: dict[str, str] = {
    "text": "text",
    "long": "long text",
    "number": "number",
    "money": "money",
    "percent": "percent",
    "date": "date",
    "time": "time",
    "datetime": "date and time",
    "duration": "duration",
    "bool": "yes/no",
    "choice": "choice",
    "tags": "tags",
    "email": "email",
    "phone": "phone",
    "link": "link",
    "image": "image",
    "colour": "colour",
    "rating": "rating",
    "ref": "reference",
}
"""The type head's classes, in order, and the words of the language for them."""
TYPE_NAMES: tuple[str, ...] = tuple(TYPES)
