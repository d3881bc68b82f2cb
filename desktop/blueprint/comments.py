"""The comments of a text, put into another form of it: what is printed anew keeps what people noted.

A comment belongs to the line below it. It goes with that line wherever the line has gone, also if its words
have changed; where the line is no longer there it stays with the one that follows.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from desktop.blueprint.source import raw_lines

_MARK = "#"


def keep_comments(old: str, new: str) -> str:
    """Put the comments of a text into another one.

    Args:
        old: A text as people wrote it.
        new: Another text, without comments, that says something alike.

    Returns:
        `new` with every comment of `old`, in order, each before the line that it belonged to.
    """
    notes, lines = _notes_and_lines(old)
    if not notes:
        return new
    fresh = new.split("\n")
    saying = [place for place, line in enumerate(fresh) if line.strip()]
    where = _where_lines_went([_plain(line) for line in lines], [_plain(fresh[place]) for place in saying])
    above: dict[int, list[str]] = {}
    for before, comments in notes:
        place = saying[where[before]] if where[before] < len(saying) else len(fresh) - 1
        above.setdefault(place, []).extend(comments)
    kept: list[str] = []
    for place, line in enumerate(fresh):
        kept += [*above.get(place, ()), line]
    return "\n".join(kept)


def _notes_and_lines(text: str) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """The comments, each run with the number of the line below it, and the lines that say something."""
    notes: list[tuple[int, list[str]]] = []
    lines: list[str] = []
    for line in raw_lines(text):
        if not line.strip():
            continue
        if not line.lstrip().startswith(_MARK):
            lines.append(line)
        elif notes and notes[-1][0] == len(lines):
            notes[-1][1].append(line.rstrip())
        else:
            notes.append((len(lines), [line.rstrip()]))
    return notes, lines


def _where_lines_went(old: list[str], new: list[str]) -> list[int]:
    """For each old line, and for the end, the new line that it has become or that follows where it was."""
    where = [len(new)] * (len(old) + 1)
    for kind, start, end, there, there_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for at in range(start, end):
            # A line that is replaced has become one of those in its place; one that is gone, what follows.
            where[at] = there if kind == "delete" else min(there + at - start, there_end - 1)
    return where


def _plain(line: str) -> str:
    return " ".join(line.split())
