"""The first lines of a blueprint, read alone: what an app is called and how it looks, in no time."""

from __future__ import annotations

from desktop.blueprint import parse
from desktop.blueprint.nodes import App


def heading_of(text: str) -> App | None:
    """Return the app that a blueprint tells of, without what it keeps and shows; None if it tells of none.

    Args:
        text: The whole blueprint.
    """
    return parse("\n".join(_first_lines(text))).app


def _first_lines(text: str) -> list[str]:
    """The line that names the app, and what is indented below it."""
    lines: list[str] = []
    named = False
    for line in text.splitlines():
        begins = bool(line.strip()) and not line[0].isspace() and not line.startswith("#")
        if begins and named:
            break
        named = named or begins
        lines.append(line)
    return lines
