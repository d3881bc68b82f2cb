"""What can be changed at once of what is pointed at, and the edit script that does it. Pure; knows no Qt.

    edits_for(app, target) -> edits          what makes sense here
    wish_for(app, target, edit, value)       the script, tried on the app, or why it cannot be
    dropped(app, line, beside, after)        the script for something that was dragged

What the language's own words for each are stands in `edits_of_*.py`; here they are put together.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.blueprint.edits import Script, edit, print_script
from desktop.blueprint.nodes import App
from desktop.messages import say
from desktop.shell.stage.edit_kinds import ACT, DirectEdit, UnwritableError
from desktop.shell.stage.edits_of_app import edits_of_app, edits_of_page
from desktop.shell.stage.edits_of_items import edits_of_item
from desktop.shell.stage.edits_of_records import edits_of_action, edits_of_column, edits_of_entity
from desktop.shell.stage.edits_of_sections import edits_of_section
from desktop.shell.stage.moving import move_beside
from desktop.shell.stage.targets import (
    ACTION,
    APP,
    COLUMN,
    ENTITY,
    ITEM,
    PAGE,
    SECTION,
    Target,
    quoted,
    targets_of,
)

_EDITS = {
    APP: edits_of_app,
    PAGE: edits_of_page,
    SECTION: edits_of_section,
    ITEM: edits_of_item,
    COLUMN: edits_of_column,
    ACTION: edits_of_action,
    ENTITY: edits_of_entity,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What comes of a direct edit.

    Attributes:
        script: The edit script, canonical; "" if nothing would change, or it cannot be.
        words: What the change is remembered by.
        problem: Why it cannot be, a sentence; "" if it can.
    """

    script: str = ""
    words: str = ""
    problem: str = ""


def edits_for(app: App, target: Target) -> tuple[DirectEdit, ...]:
    """Return what can be changed at once of a target, the most wanted first."""
    return _EDITS[target.kind](app, target)


def wish_for(app: App, target: Target, change: DirectEdit, value: str) -> Wish:
    """Return the script that makes a direct edit.

    Args:
        app: The app as it is.
        target: What is changed.
        change: One of its direct edits.
        value: What the person typed or chose.
    """
    tidy = value if change.control.keeps_lines else " ".join(value.replace('"', "'").split())
    if change.control is not ACT and tidy == change.value:
        return Wish()
    if change.control is ACT:
        words = say(f"shell_stage.did_{change.key}", thing=target.where)
    else:
        what = say(f"shell_stage.edit_{change.key}") if not change.subject else change.subject
        words = say("shell_stage.did_set", what=what, thing=target.where, value=quoted(tidy))
    try:
        return _tried(app, change.write(tidy), words)
    except UnwritableError as problem:
        return Wish(problem=str(problem))


def dropped(app: App, line: int, beside: int, *, after: bool) -> Wish:
    """Return the script that puts what stands in a line beside what stands in another.

    Args:
        app: The app as it is.
        line: What was dragged.
        beside: What it was let go at.
        after: Whether it comes after that.
    """
    targets = targets_of(app)
    one, other = targets.get(line), targets.get(beside)
    if one is None or other is None:
        return Wish()
    script = move_beside(app, one, other, after=after)
    return _tried(app, script, say("shell_stage.did_drag", thing=one.where, other=other.thing))


def _tried(app: App, script: Script, words: str) -> Wish:
    """Return a script that really can be carried out and changes something, or why there is none."""
    if not script:
        return Wish()
    text = print_script(script)
    applied = edit(app, text)
    if applied.app is None:
        first = applied.diagnostics[0]
        return Wish(problem=f"{first.message} {first.hint}".strip())
    return Wish(text, words) if applied.app != app else Wish()
