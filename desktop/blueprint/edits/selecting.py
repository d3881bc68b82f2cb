"""Finds the section that a statement means by the beginning of its line, and names one in few words."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.texts import begins_with
from desktop.blueprint.nodes import App, Page, Span
from desktop.blueprint.printer import section_lines
from desktop.blueprint.scopes import book_of
from desktop.blueprint.vocabulary import SECTION_WORDS

ORDINALS: tuple[str, ...] = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
"""How sections that begin alike are told apart; there are no words for more."""

_LONGEST = 40
"""Most characters of a name that is better than counting."""


def first_lines(page: Page, app: App) -> list[str]:
    """Return the first line of every section of a page."""
    book = book_of(app)
    return [section_lines(section, book)[0] for section in page.sections]


def find_section(words: str, page: Page, app: App, span: Span, problems: Problems) -> int | None:
    """Return which section of a page begins with some words; None, and a problem, if not just one does."""
    lines = first_lines(page, app)
    first, _, rest = words.partition(" ")
    counted = first in ORDINALS and bool(rest)
    start = rest if counted else words
    found = [at for at, line in enumerate(lines) if begins_with(line, start)]
    if counted and ORDINALS.index(first) < len(found):
        return found[ORDINALS.index(first)]
    if not counted and len(found) == 1:
        return found[0]
    if not counted and found:
        exact = [at for at in found if lines[at] == start]
        if len(exact) == 1:
            return exact[0]
        problems.add("section-not-clear", span, word=words, page=page.name, first=f"first {start}")
    else:
        among = [*lines, *(name_section(at, page, app) for at in range(len(lines)))]
        problems.add("no-such-section", span, word=words, among=among, page=page.name)
    return None


def name_section(at: int, page: Page, app: App) -> str:
    """Return words that tell a section from the others of its page: `chart`, `second text`.

    Args:
        at: Which section.
        page: Its page.
        app: The app.

    Returns:
        The shortest beginning that no other section has, or a count of those that begin alike; "" if
        there are more than can be counted.
    """
    lines = first_lines(page, app)
    starts = _beginnings(lines[at])
    for start in starts:
        if len(start) <= _LONGEST and sum(begins_with(line, start) for line in lines) == 1:
            return start
    for start in starts:
        before = sum(begins_with(line, start) for line in lines[:at])
        if before < len(ORDINALS):
            return f"{ORDINALS[before]} {start}"
    return ""


def find_line(words: str, lines: Sequence[str], part: str, span: Span, problems: Problems) -> int | None:
    """Return which line is, or else begins with, some words; None, and a problem, if not just one does.

    Args:
        words: The line, or its beginning.
        lines: Those that there are; equal ones count as one, the first is meant.
        part: The entity or block whose lines they are.
        span: Where the words stand in the script.
        problems: Takes what is wrong.
    """
    found = [at for at, line in enumerate(lines) if line == words]
    found = found or [at for at, line in enumerate(lines) if begins_with(line, words)]
    if not found:
        problems.add("no-such-line", span, word=words, among=lines, part=part)
        return None
    if len({lines[at] for at in found}) > 1:
        problems.add("line-not-clear", span, word=words, part=part)
        return None
    return found[0]


def _beginnings(line: str) -> list[str]:
    """Return the beginnings of a line in whole words, shortest first, that a colon does not cut.

    The word of the section is never cut: `call to action` is no `call`.
    """
    least = max((len(word) for word in SECTION_WORDS if begins_with(line, word)), default=1)
    found, quoted = [], False
    for at, character in enumerate(line):
        if not quoted and at >= least and character in " :;," and line[at - 1] not in " :;,":
            found.append(line[:at])
        if not quoted and character == ":":
            return found
        quoted ^= character == '"'
    return [*found, line]
