"""Requests with inline marks: `an app for my {entity:plants}` → the bare words and their spans.

The marks are how people (and the composer) write down what a request asks for; `TAGS` in
`desktop/spindle/tags.py` says what there is. A field's type rides on its tag: `{f.date:due}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.spindle.tags import TAGS, TYPE_NAMES

_MARK = re.compile(r"\{([a-z]+(?:\.[a-z]+)?):([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A stretch of a request: character offsets, end exclusive; `type` is only there for fields."""

    start: int
    end: int
    tag: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A request with what it asks for."""

    text: str
    spans: tuple[MarkedSpan, ...]
    kind: str
    domain: str

    def words(self, span: MarkedSpan) -> str:
        """The words of one span, as the person typed them."""
        return self.text[span.start : span.end]


def read_marks(marked: str, kind: str = "data", domain: str = "") -> Marked:
    """Take the marks out of a request.

    Raises:
        ValueError: If a mark is unknown or a brace is left over.
    """
    text: list[str] = []
    spans: list[MarkedSpan] = []
    length = position = 0
    for mark in _MARK.finditer(marked):
        plain = marked[position : mark.start()]
        text.append(plain)
        length += len(plain)
        tag, _, type_ = mark[1].partition(".")
        if tag == "v":
            tag, type_ = mark[1], ""
        if tag not in TAGS or (tag == "f") != (type_ in TYPE_NAMES):
            raise ValueError(f"unknown mark {mark[1]!r} in {marked[:80]!r}")
        text.append(mark[2])
        spans.append(MarkedSpan(length, length + len(mark[2]), tag, type_))
        length += len(mark[2])
        position = mark.end()
    text.append(marked[position:])
    if any(brace in piece for piece in text for brace in "{}"):
        raise ValueError(f"a brace is left over in {marked[:80]!r}")
    return Marked("".join(text), tuple(spans), kind, domain)
