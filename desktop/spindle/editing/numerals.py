"""Numbers and times of day that stand in an app: in formulas, tests, bounds, goals, wishes and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from desktop.blueprint.nodes import App, Item, Moment, Number, Paragraph, Sample, Span, Theme
from desktop.spindle.editing.finding import meanings
from desktop.spindle.editing.values import NUMBER, number_in

_IN_TEXT = re.compile(rf"(?<![\w.,:]){NUMBER.pattern}(?![\w:])")
_TIME = re.compile(r"\d\d:\d\d")
_NAMING = ("name", "label", "message", "word", "variant", "unit", "field")
"""Attributes that hold the words by which people know a part."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A number, or a time of day, that stands in an app.

    Attributes:
        path: The way to it through the tree, by attributes and places.
        value: What it is.
        near: The names right at it.
        far: The names around: of its page, of its records.
        sentence: Whether it is part of some text.
    """

    path: Path
    value: float | str
    near: frozenset[str]
    far: frozenset[str]
    sentence: bool = False


def standing_in(app: App) -> Iterator[Standing]:
    """All numbers and times of day of an app but those of its example records."""
    for at, entity in enumerate(app.entities):
        yield from _within(entity, ("entities", at), frozenset(), meanings(entity.name))
    for at, page in enumerate(app.pages):
        for place, section in enumerate(page.sections):
            far = meanings(page.name) | meanings(getattr(section, "entity", "") or "")
            yield from _within(section, ("pages", at, "sections", place), frozenset(), far)


def _within(node: object, path: Path, near: frozenset[str], far: frozenset[str]) -> Iterator[Standing]:
    match node:
        case Number(value):
            yield Standing((*path, "value"), value, near, far)
            return
        case Moment(word) if _TIME.fullmatch(word):
            yield Standing((*path, "word"), word, near, far)
            return
        case Sample() | Span() | Theme():
            return
    if isinstance(node, tuple):
        if len(node) == 2 and isinstance(node[0], str) and not isinstance(node[1], str | tuple):
            yield from _within(node[1], (*path, 1), near | meanings(node[0]), far)
            return
        for at, one in enumerate(node):
            named = isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], str)
            yield from (
                _within(one[1], (*path, at, 1), near | meanings(one[0]), far)
                if named
                else _within(one, (*path, at), near, far)
            )
    elif isinstance(node, bool) or node is None:
        return
    elif isinstance(node, int | float):
        yield Standing(path, float(node), near, far)
    elif isinstance(node, str):
        if _TIME.fullmatch(node):
            yield Standing(path, node, near, far)
        elif _tells(path):
            for match in _IN_TEXT.finditer(node):
                yield Standing((*path, match.start()), number_in(match[0]) or 0.0, near, far, True)
    elif is_dataclass(node):
        own = near | _names(node)
        for one in fields(node):
            if one.name != "span":
                inside = own | ({one.name} if one.name in ("goal", "limit", "steps") else frozenset())
                yield from _within(getattr(node, one.name), (*path, one.name), inside, far)


def _tells(path: Path) -> bool:
    """Whether a text is one that people read, and not a name or a word of the language."""
    last = next((one for one in reversed(path) if isinstance(one, str)), "")
    return last in ("label", "text", "words", "message", "options")


def _names(node: object) -> frozenset[str]:
    """The words by which people know a part of an app."""
    found = [getattr(node, one, "") for one in _NAMING]
    if isinstance(node, Item | Paragraph):
        found += [getattr(node, "text", ""), str(getattr(node, "words", ""))]
    for one in ("left", "test", "steps"):
        found += _fields_of(getattr(node, one, None))
    return frozenset().union(*(meanings(one) for one in found if isinstance(one, str) and one))


def _fields_of(node: object) -> list[str]:
    """The fields and sentences that stand in a test, or in what is done."""
    if isinstance(node, tuple):
        return [name for one in node for name in _fields_of(one)]
    if not is_dataclass(node):
        return []
    own = [getattr(node, "name", ""), getattr(node, "words", ""), getattr(node, "field", "")]
    inside = (getattr(node, one, None) for one in ("left", "right", "operand", "arguments"))
    below = [name for one in inside for name in _fields_of(one)]
    return [*(one for one in own if isinstance(one, str)), *below]
