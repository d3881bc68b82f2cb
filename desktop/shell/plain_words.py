"""An app, or a change of it, in plain words: what it keeps, works out, and shows. Pure; knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.blueprint.nodes import App, Entity, Field
from desktop.messages import say

if TYPE_CHECKING:
    from desktop.session import Edited

MOST_FIELDS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the summary: a label such as “Keeps”, and what belongs to it."""

    label: str
    words: str


def describe(app: App) -> tuple[Line, ...]:
    """Say what was understood, for somebody who has never seen a blueprint.

    Args:
        app: The app as it was built.

    Returns:
        At most a line for each kind of record and one each for buttons, worked-out fields and pages.
    """
    lines = [Line(say("shell.keeps"), _entity(entity)) for entity in app.entities]
    worked_out = [computed.name for entity in app.entities for computed in entity.computed]
    if worked_out:
        lines.append(Line(say("shell.works_out"), ", ".join(worked_out)))
    buttons = [action.label for entity in app.entities for action in entity.actions]
    if buttons:
        lines.append(Line(say("shell.buttons"), ", ".join(buttons)))
    if app.pages:
        lines.append(Line(say("shell.pages"), ", ".join(page.name for page in app.pages)))
    return tuple(lines)


def describe_change(edited: Edited) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Say what was understood of a change: its statements, which read as sentences, then what went along.

    Returns:
        The lines, and the notes on what was not done.
    """
    followed = (one.sentence for one in edited.consequences if one.kind != "shown")
    changed = _lines(
        say("shell.taken_back" if edited.undone else "shell.changed"), edited.script.splitlines()
    )
    return (*changed, *_lines(say("shell.went_along"), followed)), edited.notes


def _lines(label: str, words: Iterable[str]) -> tuple[Line, ...]:
    """Lines of which the first has the label."""
    return tuple(Line("" if place else label, each) for place, each in enumerate(words))


def _entity(entity: Entity) -> str:
    names = [_field(field) for field in entity.fields[:MOST_FIELDS]]
    more = len(entity.fields) - len(names)
    if more > 0:
        names.append(say("shell.and_more", count=more))
    return say("shell.entity_fields", entity=entity.name, fields=", ".join(names))


def _field(field: Field) -> str:
    return f"{field.name} ({field.unit})" if field.unit else field.name
