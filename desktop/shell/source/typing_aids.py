"""What the keys for indenting and commenting make of some lines. Pure: lines in, lines out."""

from __future__ import annotations

from collections.abc import Sequence

STEP = "  "
"""How far a line is indented that belongs to the one above it."""

NOTE = "# "


def indented(lines: Sequence[str]) -> list[str]:
    """The lines one step further in; empty ones stay."""
    return [STEP + line if line.strip() else line for line in lines]


def outdented(lines: Sequence[str]) -> list[str]:
    """The lines one step further out, as far as they can."""
    return [line.removeprefix(STEP) if line.startswith(STEP) else line.lstrip(" ") for line in lines]


def noted(lines: Sequence[str]) -> list[str]:
    """The lines as comments, at the depth of the outermost; or read again, if all of them are comments."""
    written = [line for line in lines if line.strip()]
    if not written:
        return list(lines)
    if all(line.lstrip().startswith("#") for line in written):
        return [_read_again(line) for line in lines]
    depth = min(depth_of(line) for line in written)
    return [line[:depth] + NOTE + line[depth:] if line.strip() else line for line in lines]


def depth_of(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))


def next_depth(line: str, heads: Sequence[str]) -> int:
    """How far the line after this one is indented: one step more after a line that others belong to.

    Args:
        line: The line before the cursor.
        heads: Words of the lines at the margin that have lines under them.
    """
    depth = depth_of(line)
    first = line.split(" ", 1)[0]
    return depth + len(STEP) if depth == 0 and first in heads and line.strip() != "" else depth


def _read_again(line: str) -> str:
    before, _, after = line.partition("#")
    return before + after.removeprefix(" ")
