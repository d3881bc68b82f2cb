"""A statement of an edit script as a sentence, for people who compare two versions of their app."""

from __future__ import annotations

from desktop.blueprint.edits import Statement
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
    SetApp,
    SetOnly,
    SetPart,
)
from desktop.messages import say


def tell(statement: Statement) -> str:
    """Return what a statement changes, as one sentence."""
    match statement:
        case SetApp(word=word, value=value):
            return say("history.set_app", word=word, value=value.text)
        case ClearApp(word=word):
            return say("history.clear_app", word=word)
        case AddPart(kind=kind, name=name):
            return say("history.add_part", kind=kind, name=name)
        case RemovePart(kind=kind, name=name):
            return say("history.remove_part", kind=kind, name=name)
        case RenamePart(kind=kind, name=name, to=to):
            return say("history.rename_part", kind=kind, name=name, to=to)
        case MovePart(kind=kind, name=name, place=place):
            return say("history.move_part", kind=kind, name=name, where=_where(place))
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
            return _in_entity(statement)
        case _:
            return _on_page(statement)


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
    entity = statement.entity
    match statement:
        case AddLine(line=line):
            return say("history.add_line", entity=entity, line=line.text)
        case ChangeLine(line=line):
            return say("history.change_line", entity=entity, line=line.text)
        case RenameLine(name=name, to=to):
            return say("history.rename_line", entity=entity, name=name, to=to)
        case RemoveLine(kind="samples"):
            return say("history.remove_samples", entity=entity)
        case RemoveLine(name=name):
            return say("history.remove_line", entity=entity, name=name)
        case MoveLine(name=name, place=place):
            return say("history.move_line", entity=entity, name=name, where=_where(place))
        case AddOption(option=option, field=field):
            return say("history.add_option", entity=entity, field=field, option=option)
        case RemoveOption(option=option, field=field):
            return say("history.remove_option", entity=entity, field=field, option=option)
        case RenameOption(option=option, field=field, to=to):
            return say("history.rename_option", entity=entity, field=field, option=option, to=to)


def _on_page(statement: Statement) -> str:
    match statement:
        case AddSection(page=page, line=line):
            return say("history.add_section", page=page, line=line.text)
        case RemoveSection(page=page, section=section):
            return say("history.remove_section", page=page, section=section)
        case ReplaceSection(page=page, section=section, line=line):
            return say("history.replace_section", page=page, section=section, line=line.text)
        case MoveSection(page=page, section=section, place=place):
            return say("history.move_section", page=page, section=section, where=_where(place))
        case SetOnly(page=page, roles=roles) if roles:
            return say("history.set_only", page=page, roles=", ".join(roles))
        case SetOnly(page=page):
            return say("history.clear_only", page=page)
        case SetPart(page=page, section=section, words=words):
            return say("history.set_part", page=page, section=section, words=words.text)
        case ClearPart(page=page, section=section, word=word):
            return say("history.clear_part", page=page, section=section, word=word)
        case AddItem(page=page, section=section, line=line):
            return say("history.add_item", page=page, section=section, line=line.text)
        case ChangeItem(page=page, section=section, line=line):
            return say("history.change_item", page=page, section=section, line=line.text)
        case RemoveItem(page=page, section=section, item=item):
            return say("history.remove_item", page=page, section=section, item=item)
        case _:
            raise TypeError(statement)


def _where(place: Place) -> str:
    """A place as the end of a sentence."""
    facts = {"name": place.name} if place.name else {}
    return say(f"history.place_{place.word}", **facts)
