"""Carries out one statement, with everything that follows from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits import statements as say
from desktop.blueprint.edits.changing_app import (
    add_part,
    clear_app,
    move_part,
    remove_part,
    rename_part,
    set_app,
)
from desktop.blueprint.edits.changing_entities import (
    add_line,
    change_line,
    move_line,
    remove_line,
    rename_line,
)
from desktop.blueprint.edits.changing_items import add_item, change_item, remove_item
from desktop.blueprint.edits.changing_options import add_option, remove_option, rename_option
from desktop.blueprint.edits.changing_pages import (
    add_section,
    move_section,
    remove_section,
    replace_section,
    set_only,
)
from desktop.blueprint.edits.changing_sections import clear_part, set_part
from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.following import Change, settle
from desktop.blueprint.nodes import App

_CHANGES: dict[type, Callable[[App, Any, Problems], Change | None]] = {
    say.SetApp: set_app,
    say.ClearApp: clear_app,
    say.AddPart: add_part,
    say.RemovePart: remove_part,
    say.RenamePart: rename_part,
    say.MovePart: move_part,
    say.AddLine: add_line,
    say.ChangeLine: change_line,
    say.RenameLine: rename_line,
    say.RemoveLine: remove_line,
    say.MoveLine: move_line,
    say.AddOption: add_option,
    say.RemoveOption: remove_option,
    say.RenameOption: rename_option,
    say.AddSection: add_section,
    say.RemoveSection: remove_section,
    say.ReplaceSection: replace_section,
    say.MoveSection: move_section,
    say.SetOnly: set_only,
    say.SetPart: set_part,
    say.ClearPart: clear_part,
    say.AddItem: add_item,
    say.ChangeItem: change_item,
    say.RemoveItem: remove_item,
}


def carry_out(
    app: App, statement: say.Statement, problems: Problems
) -> tuple[App, tuple[Consequence, ...]] | None:
    """Return an app after one statement, and what followed; None, and a problem, if it cannot be done.

    The result may not pass the checks yet: what is missing may come with the next statement.
    """
    change = _CHANGES[type(statement)](app, statement, problems)
    return settle(app, change) if change is not None else None
