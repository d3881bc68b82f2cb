"""The direct edits of kinds of records: their names, fields, options and buttons. Pure."""

from __future__ import annotations

from collections.abc import Callable

from desktop.blueprint.edits import Script
from desktop.blueprint.edits.statements import RemoveLine, RenameLine, RenameOption, RenamePart
from desktop.blueprint.nodes import App, Collection, Field, Form
from desktop.shell.stage.columns import shown_by, with_columns
from desktop.shell.stage.edit_kinds import ACT, TEXT, DirectEdit
from desktop.shell.stage.targets import Target, entity_of, section_of

MOST_OPTIONS = 8
"""More would make the card longer than the window; the blueprint shows them all."""


def edits_of_entity(_app: App, target: Target) -> tuple[DirectEdit, ...]:
    """Its name."""
    name = target.name
    return (DirectEdit("name", TEXT, lambda value: (RenamePart("entity", name, value),), name),)


def edits_of_action(_app: App, target: Target) -> tuple[DirectEdit, ...]:
    """Its label."""
    entity, label = target.entity, target.name
    return (
        DirectEdit("label", TEXT, lambda value: (RenameLine(entity, "action", label, value),), label),
        DirectEdit("delete", ACT, lambda _value: (RemoveLine(entity, "action", label),)),
    )


def edits_of_column(app: App, target: Target) -> tuple[DirectEdit, ...]:
    """Its name and options, its place among what is shown, whether it is shown at all."""
    entity, name = target.entity, target.name
    return (
        DirectEdit("name", TEXT, lambda value: (RenameLine(entity, "", name, value),), name),
        *_options(app, target),
        *_shown(app, target),
        DirectEdit("delete", ACT, lambda _value: (RemoveLine(entity, "", name),)),
    )


def _options(app: App, target: Target) -> tuple[DirectEdit, ...]:
    entity = entity_of(app, target.entity)
    column = next((each for each in entity.fields if each.name == target.name), None) if entity else None
    if not isinstance(column, Field):
        return ()

    def renames(option: str) -> Callable[[str], Script]:
        return lambda value: (RenameOption(target.entity, target.name, option, value),)

    return tuple(
        DirectEdit("option", TEXT, renames(option), option, subject=option)
        for option in column.options[:MOST_OPTIONS]
    )


def _shown(app: App, target: Target) -> tuple[DirectEdit, ...]:
    section = section_of(app, target)
    if not isinstance(section, Collection | Form):
        return ()
    shown = shown_by(app, section)
    if target.name not in shown or len(shown) == 1:
        return ()
    at = shown.index(target.name)

    def moved(to: int) -> Callable[[str], Script]:
        rest = [each for each in shown if each != target.name]
        return lambda _value: with_columns(app, target, (*rest[:to], target.name, *rest[to:]))

    sooner = (DirectEdit("sooner", ACT, moved(at - 1)),) if at > 0 else ()
    later = (DirectEdit("later", ACT, moved(at + 1)),) if at < len(shown) - 1 else ()
    rest = tuple(each for each in shown if each != target.name)
    return (*sooner, *later, DirectEdit("hide", ACT, lambda _value: with_columns(app, target, rest)))
