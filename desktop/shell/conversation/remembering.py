"""A project's history → the turns of its conversation, so that it stands there again when the app is opened.

It reads files and takes a while: it is an errand's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.blueprint import read
from desktop.errors import HistoryError
from desktop.history import History
from desktop.messages import say
from desktop.shell.conversation.turn import CHANGED, CHANGES, INSTEAD, MADE, Turn
from desktop.shell.plain_words import Line, describe, told

if TYPE_CHECKING:
    from desktop.history import Version
    from desktop.workspace import Project

AT_ONCE = 24
"""Turns that are called back at a time: more than anybody sees at once."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """Turns, the oldest first.

    Attributes:
        before: The number of the version before which there are more; 0 if there are none.
    """

    turns: tuple[Turn, ...]
    before: int = 0


def recall(project: Project, before: int | None = None) -> Recalled:
    """Call turns of a project back: the last ones, or those that came before.

    Args:
        project: The app.
        before: Only versions with a lower number; None for the last.
    """
    history = History(project.folder)
    try:
        # Two more: what the oldest turn was said to may be the one before the one before.
        versions = history.versions(AT_ONCE + 2, before)
        turns = tuple(
            _turn(history, version, _said_to(versions, place))
            for place, version in enumerate(versions[:AT_ONCE])
        )
    except HistoryError:
        turns, versions = (), ()
    if not turns and before is None:
        return Recalled(_from_origin(project))
    more = turns[-1].number if len(versions) > AT_ONCE else 0
    return Recalled(turns[::-1], more)


def _said_to(versions: Sequence[Version], place: int) -> Version | None:
    """The version that a request was said to; None if there is none."""
    place += 2 if versions[place].kind == INSTEAD else 1
    return versions[place] if place < len(versions) else None


def _turn(history: History, version: Version, before: Version | None) -> Turn:
    number = before.number if before is not None else 0
    lines = _lines(history, version, before)
    script = version.script if version.kind in CHANGES else ""
    return Turn(version.kind, version.request, lines, (), None, version.number, number, script)


def _lines(history: History, version: Version, before: Version | None) -> tuple[Line, ...]:
    if before is None or version.kind == MADE:
        app = read(history.blueprint_of(version)).app
        return describe(app) if app is not None else ()
    if version.script:
        app = read(history.blueprint_of(before)).app
        sentences = told(app, version.script) if app is not None else tuple(version.script.splitlines())
        return tuple(Line("", words) for words in sentences)
    if version.restored:
        return (Line("", say("shell_conversation.restored", number=version.restored)),)
    return (Line("", say(f"shell_conversation.{version.kind}")),)


def _from_origin(project: Project) -> tuple[Turn, ...]:
    """The turns of an app without a history, from what it says of its making."""
    made = project.provenance
    app = read(project.blueprint_text).app
    first = Turn(MADE, made.request if made is not None else "", describe(app) if app is not None else ())
    later = () if made is None else made.changes
    return (
        first,
        *(
            Turn(
                CHANGED,
                one.request,
                tuple(Line("", line) for line in one.script.splitlines()),
                script=one.script,
            )
            for one in later
        ),
    )
