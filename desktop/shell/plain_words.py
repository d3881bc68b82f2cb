"""An app, or a change of it, in plain words: what it keeps, works out, and shows. Pure; knows no Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.blueprint.edits import parse_script
from desktop.blueprint.nodes import App, Entity, Field
from desktop.messages import say

if TYPE_CHECKING:
    from desktop.session import Edited

MOST_FIELDS = 8
MOST_SENTENCES = 3


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


def describe_change(edited: Edited, told: tuple[str, ...]) -> tuple[Line, ...]:
    """Say what was understood of a change: a sentence for each statement, then what went along.

    Args:
        edited: The change.
        told: Its statements as sentences, see `told`.
    """
    followed = (one.sentence for one in edited.consequences if one.kind != "shown")
    return (*(Line("", words) for words in told), *_lines(say("shell.went_along"), followed))


def told(before: App, script: str) -> tuple[str, ...]:
    """Say an edit script in sentences, for somebody who has never seen one; it takes some milliseconds.

    Args:
        before: The app that it was made for.
        script: The script.

    Returns:
        A sentence for each statement; its lines as they are where it does not fit the app any more.
    """
    # The history brings its own library along, which the worker's thread loads.
    from desktop.history.telling import tell

    reading = parse_script(script, before)
    if reading.script and reading.ok:
        return tuple(tell(statement) for statement in reading.script)
    return tuple(script.splitlines())


def in_short(sentences: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    """Shorten what changes to a few lines; what is new in it comes first.

    Args:
        sentences: What changes, see `told`.
        known: What the person reads beside it already.
    """
    if len(sentences) <= MOST_SENTENCES:
        return sentences
    first = sorted(sentences, key=lambda each: each in known)[:MOST_SENTENCES]
    return (*first, say("shell.and_more", count=len(sentences) - MOST_SENTENCES))


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
