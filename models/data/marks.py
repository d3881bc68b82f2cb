"""Requests with inline marks: `an app for my {entity:plants}` → the bare words and their spans.

The marks are how people (and the composer) write down what a request asks for; `TAGS` in
`desktop/spindle/tags.py` says what there is. A field's type rides on its tag: `{f.date:due}`. In a
request to change an app, square brackets hold together what one ask says, with its operation in front:
`[add|add a {f.date:due date} to {at:tasks}] and [style|make it {dark:dark}]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from desktop.spindle.tags import OPERATIONS, TAGS, TYPE_NAMES, TYPED_TAGS

_MARK = re.compile(r"\{([a-z]+(?:\.[a-z]+)?):([^{}]+)\}")
_EDIT_MARK = re.compile(r"\{([a-z]+(?:\.[a-z]+)?):([^{}\[\]]+)\}|\[([a-z]+)\||(\])")


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A stretch of a request: character offsets, end exclusive; `type` is only there for `TYPED_TAGS`."""

    start: int
    end: int
    tag: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class MarkedAsk:
    """One ask of a request to change an app: character offsets, end exclusive, and its operation."""

    start: int
    end: int
    operation: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A request with what it asks for; `asks` and `app` are only there where an app is to be changed.

    Attributes:
        domain: What it is about, in a word or two.
        app: The topic of the whole app that its author saw; "" if the author imagined one.
    """

    text: str
    spans: tuple[MarkedSpan, ...]
    kind: str
    domain: str
    asks: tuple[MarkedAsk, ...] = ()
    app: str = ""

    def words(self, span: MarkedSpan) -> str:
        """The words of one span, as the person typed them."""
        return self.text[span.start : span.end]


def read_marks(marked: str, kind: str = "data", domain: str = "") -> Marked:
    """Take the marks out of a request.

    Raises:
        ValueError: If a mark is unknown or a brace is left over.
    """
    return _read(_MARK, marked, kind, domain)


def read_edit_marks(marked: str, domain: str = "", app: str = "") -> Marked:
    """Take the marks and the brackets of its asks out of a request to change an app.

    Raises:
        ValueError: If a mark or an operation is unknown, a mark stands outside of any ask, or a brace or
            bracket is left over.
    """
    found = _read(_EDIT_MARK, marked, "edit", domain)
    for span in found.spans:
        if not any(ask.start <= span.start and span.end <= ask.end for ask in found.asks):
            raise ValueError(f"{found.words(span)!r} stands outside of any ask in {marked[:80]!r}")
    if any(bracket in found.text for bracket in "[]"):
        raise ValueError(f"a bracket is left over in {marked[:80]!r}")
    return replace(found, app=app)


def _read(signs: re.Pattern[str], marked: str, kind: str, domain: str) -> Marked:
    text: list[str] = []
    spans: list[MarkedSpan] = []
    asks: list[MarkedAsk] = []
    opened: tuple[int, str] | None = None
    length = position = 0
    for sign in signs.finditer(marked):
        plain = marked[position : sign.start()]
        text.append(plain)
        length += len(plain)
        position = sign.end()
        if sign[1]:
            tag, type_ = _tag_and_type(sign[1], marked)
            text.append(sign[2])
            spans.append(MarkedSpan(length, length + len(sign[2]), tag, type_))
            length += len(sign[2])
        elif sign[3]:
            if opened is not None or sign[3] not in OPERATIONS:
                raise ValueError(f"unknown or nested ask {sign[3]!r} in {marked[:80]!r}")
            opened = (length, sign[3])
        elif opened is None or opened[0] == length:
            raise ValueError(f"a bracket closes nothing in {marked[:80]!r}")
        else:
            asks.append(MarkedAsk(opened[0], length, opened[1]))
            opened = None
    text.append(marked[position:])
    if opened is not None:
        raise ValueError(f"a bracket is left over in {marked[:80]!r}")
    if any(brace in piece for piece in text for brace in "{}"):
        raise ValueError(f"a brace is left over in {marked[:80]!r}")
    return Marked("".join(text), tuple(spans), kind, domain, tuple(asks))


def _tag_and_type(mark: str, marked: str) -> tuple[str, str]:
    tag, _, type_ = mark.partition(".")
    if tag == "v":
        tag, type_ = mark, ""
    if tag not in TAGS or (tag in TYPED_TAGS) != (type_ in TYPE_NAMES):
        raise ValueError(f"unknown mark {mark!r} in {marked[:80]!r}")
    return tag, type_
