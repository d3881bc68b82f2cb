"""An app → its outline: the names in it that the reader of changes is shown beside a request."""

from __future__ import annotations

from desktop.blueprint.nodes import App
from desktop.spindle.editing.things import things_of
from desktop.spindle.outline import SIGNS, Named

WORDS_OF_A_NAME = 4
"""A sentence of a page is known by its beginning."""
SAMPLES = 6
"""So many records of a kind are shown by name, and so many lines of a block."""


def outline(app: App) -> tuple[Named, ...]:
    """The names in an app, in the order of its blueprint."""
    found: list[Named] = []
    running: dict[tuple[str, str], int] = {}
    for thing in things_of(app):
        if thing.kind not in SIGNS:
            continue
        if thing.kind in ("sample", "item"):
            whose = (thing.kind, thing.entity or thing.section)
            running[whose] = running.get(whose, 0) + 1
            if running[whose] > SAMPLES:
                continue
        words = (thing.names[0] if thing.names else thing.name).split()[:WORDS_OF_A_NAME]
        if words:
            found.append(Named(thing.kind, " ".join(words)))
    return tuple(found)
