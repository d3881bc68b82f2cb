"""The tags of an HTML file and what stands in its scripts and styles, found in one pass.

Nothing is tried twice at the same place, so that no text, whoever made it up, takes longer than its length.
Not a browser's reading of HTML: only as much of it as tells a whole file from one that is cut off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"/?([a-z][a-z0-9-]*)", re.IGNORECASE)
_UNTIL_QUOTE_OR_END = re.compile(r"[^\"'>]*")
RAW = frozenset({"script", "style", "textarea", "title"})
"""Elements in which nothing is a tag but their own end (HTML standard, 13.1.2: raw text)."""

_CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE | re.ASCII) for name in RAW}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its name in small letters, whether it closes, where it stands, and what it says."""

    name: str
    closes: bool
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Markup:
    """A file that was looked through.

    Attributes:
        tags: In order.
        scripts, styles: What stands in each of them.
        cut: Whether it ends within a tag, a comment or one of `RAW`.
    """

    tags: tuple[Tag, ...]
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    cut: bool


def scan(html: str) -> Markup:
    """Look through a file; never raises."""
    tags: list[Tag] = []
    texts: dict[str, list[str]] = {"script": [], "style": []}
    at, cut = html.find("<"), False
    while at >= 0 and not cut:
        if html.startswith("<!--", at):
            end = html.find("-->", at + 4)
            cut, past = end < 0, end + 3
        elif (name := _NAME.match(html, at + 1)) is None:
            past = at + 1
        else:
            past = _end_of_tag(html, name.end())
            cut = past < 0
            if not cut:
                tag = Tag(name[1].lower(), html[at + 1] == "/", at, past, html[at:past])
                tags.append(tag)
                if tag.name in RAW and not tag.closes:
                    # Not by a copy in small letters: “İ” has two of them, and every place behind it shifts.
                    closing = _CLOSING[tag.name].search(html, past)
                    cut, end = closing is None, closing.start() if closing else len(html)
                    texts.setdefault(tag.name, []).append(html[past:end])
                    past = end
        at = html.find("<", past) if not cut else -1
    return Markup(tuple(tags), tuple(texts["script"]), tuple(texts["style"]), cut)


def _end_of_tag(html: str, at: int) -> int:
    """Where the tag that goes on at `at` has ended; -1 if it does not."""
    while True:
        found = _UNTIL_QUOTE_OR_END.match(html, at)
        at = found.end() if found else len(html)
        if at >= len(html):
            return -1
        if html[at] == ">":
            return at + 1
        at = html.find(html[at], at + 1) + 1
        if at == 0:
            return -1
