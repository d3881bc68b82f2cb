"""Writes edit scripts in canonical form, a statement a line."""

from __future__ import annotations

from desktop.blueprint.edits.statements import (
    AddItem,
    AddLine,
    AddOption,
    AddPart,
    AddSection,
    ChangeItem,
    ChangeLine,
    ClearApp,
    ClearPart,
    MoveLine,
    MovePart,
    MoveSection,
    Place,
    RemoveItem,
    RemoveLine,
    RemoveOption,
    RemovePart,
    RemoveSection,
    RenameLine,
    RenameOption,
    RenamePart,
    ReplaceSection,
    Script,
    SetApp,
    SetOnly,
    SetPart,
    Statement,
)


def print_script(script: Script) -> str:
    """Return a script, each line ending with a line feed; "" for no statements."""
    return "".join(f"{print_statement(statement)}\n" for statement in script)


def print_statement(statement: Statement) -> str:
    """Return one statement without a line feed."""
    match statement:
        case SetApp():
            return f"set {statement.word} {statement.value.text}"
        case ClearApp():
            return f"clear {statement.word}"
        case AddPart():
            return f"add {statement.kind} {statement.name}"
        case RemovePart():
            return f"remove {statement.kind} {statement.name}"
        case RenamePart():
            return f"rename {statement.kind} {statement.name} to {statement.to}"
        case MovePart():
            return f"move {statement.kind} {statement.name} {_place(statement.place)}"
        case (
            AddLine()
            | ChangeLine()
            | RenameLine()
            | RemoveLine()
            | MoveLine()
            | AddOption()
            | RemoveOption()
            | RenameOption()
        ):
            return f"in {statement.entity}: {_in_entity(statement)}"
        case AddSection() | RemoveSection() | ReplaceSection() | MoveSection() | SetOnly():
            return f"on {statement.page}: {_on_page(statement)}"
        case _:
            return f"on {statement.page}, {statement.section}: {_in_section(statement)}"


def _place(place: Place) -> str:
    return f"{place.word} {place.name}" if place.name else place.word


def _in_entity(
    statement: AddLine
    | ChangeLine
    | RenameLine
    | RemoveLine
    | MoveLine
    | AddOption
    | RemoveOption
    | RenameOption,
) -> str:
    match statement:
        case AddLine():
            return f"add {statement.line.text}"
        case ChangeLine():
            return f"change {statement.line.text}"
        case RenameLine():
            kind = f"{statement.kind} " if statement.kind else ""
            return f"rename {kind}{statement.name} to {statement.to}"
        case RemoveLine():
            return f"remove {_removed(statement)}"
        case MoveLine():
            return f"move {statement.name} {_place(statement.place)}"
        case AddOption():
            return f"add option {statement.option} to {statement.field}"
        case RemoveOption():
            return f"remove option {statement.option} from {statement.field}"
        case RenameOption():
            return f"rename option {statement.option} of {statement.field} to {statement.to}"


def _removed(statement: RemoveLine) -> str:
    match statement.kind:
        case "action" | "with":
            return f"{statement.kind} {statement.name}"
        case "sample":
            return f'sample "{statement.name}"'
        case "samples":
            return "samples"
        case _:
            return statement.name


def _on_page(statement: AddSection | RemoveSection | ReplaceSection | MoveSection | SetOnly) -> str:
    match statement:
        case AddSection():
            return f"add {statement.line.text}"
        case RemoveSection():
            return f"remove {statement.section}"
        case ReplaceSection():
            return f"replace {statement.section} with: {statement.line.text}"
        case MoveSection():
            return f"move {statement.section} {_place(statement.place)}"
        case SetOnly():
            return f"set only {' | '.join(statement.roles)}" if statement.roles else "clear only"


def _in_section(statement: SetPart | ClearPart | AddItem | ChangeItem | RemoveItem) -> str:
    match statement:
        case SetPart():
            return f"set {statement.words.text}"
        case ClearPart():
            return f"clear {statement.word}"
        case AddItem():
            return f"add {statement.line.text}"
        case ChangeItem():
            return f"change {statement.line.text}"
        case RemoveItem():
            return f"remove {statement.item}"
