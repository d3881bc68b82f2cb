"""What the reader can mark in a request: the one table that training and reading share.

The order is part of the trained weights: append, never reorder.
"""

from __future__ import annotations

from desktop.blueprint.nodes import COLLECTION_VIEWS

KINDS: tuple[str, ...] = ("data", "tool", "timer", "quiz", "game", "site", "none", "edit")
"""What sort of app is asked for; `none` asks for nothing that could be built, `edit` to change an app."""

OF_RECORDS: frozenset[str] = frozenset(("data", "none", "edit"))
"""Kinds that are answered with an app of records, unless one of another kind is very near."""

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
    # What follows came with edits; a request for a new app may hold some of it as well.
    "v.gallery",
    "v.timeline",
    "v.heatmap",
    "v.streak",
    "v.leaderboard",
    "v.compare",
    "v.report",
    "v.articles",
    "as",
    "page",
    "formula",
    "new",
    "old",
    "at",
    "desc",
    "asc",
    "value",
    "test",
    "min",
    "max",
    "place",
    "pos",
    "font",
    "corners",
    "density",
    "block",
    "lang",
    "role",
    "deed",
)
"""What a stretch of words can be.

`f` is a field to be there, `as` what an existing one shall become: a head of its own tells the type.
`old` are words for something that an app has, `new` words to be used as they are, `at` where something
is done.
"""

VIEWS: dict[str, str] = {f"v.{view.replace(' ', '')}": view for view in COLLECTION_VIEWS}
"""The tags that ask for a view of records, and the word of the language for each."""

TYPED_TAGS: frozenset[str] = frozenset(("f", "as"))
"""Tags whose mark has a type."""

LABELS: tuple[str, ...] = ("O", *(f"{position}-{tag}" for tag in TAGS for position in "BI"))
"""One label for every token: outside, or beginning of or inside a tag."""

OPERATIONS: tuple[str, ...] = (
    "add",
    "remove",
    "rename",
    "retype",
    "options",
    "require",
    "optional",
    "unique",
    "default",
    "bound",
    "view",
    "sort",
    "filter",
    "search",
    "only",
    "show",
    "hide",
    "total",
    "limit",
    "style",
    "move",
    "text",
    "set",
    "rule",
    "check",
    "link",
    "feature",
    "accounts",
    "permit",
    "language",
    "icon",
    "undo",
    "cannot",
    "none",
)
"""What one ask of an edit wants done; `none` wants nothing (praise, a question)."""

ASK_LABELS: tuple[str, ...] = ("O", *(f"{position}-{op}" for op in OPERATIONS for position in "BI"))
"""One label for every token: outside of any ask, or beginning of or inside one."""

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
