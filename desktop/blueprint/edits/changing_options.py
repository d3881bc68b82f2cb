"""Carries out statements about the options of a choice or of tags."""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.changing_entities import entity_of, with_entity
from desktop.blueprint.edits.following import Change
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.statements import AddOption, RemoveOption, RenameOption
from desktop.blueprint.nodes import App, Entity, Field


def _field(
    app: App, statement: AddOption | RemoveOption | RenameOption, problems: Problems
) -> tuple[Entity, Field] | None:
    entity = entity_of(app, statement.entity, statement.spot(statement.entity), problems)
    if entity is None:
        return None
    field = next((each for each in entity.fields if each.name == statement.field), None)
    if field is None or not field.options:
        among = [each.name for each in entity.fields if each.options]
        code = "unknown-field" if field is None else "field-without-options"
        problems.add(
            code, statement.spot(statement.field), word=statement.field, among=among, entity=entity.name
        )
        return None
    if not isinstance(statement, AddOption) and statement.option not in field.options:
        problems.add(
            "unknown-option",
            statement.spot(statement.option),
            word=statement.option,
            among=field.options,
            field=field.name,
        )
        return None
    return entity, field


def add_option(app: App, statement: AddOption, problems: Problems) -> Change | None:
    """Add an option behind the others."""
    found = _field(app, statement, problems)
    if found is None:
        return None
    entity, field = found
    if statement.option in field.options:
        problems.add(
            "option-twice", statement.spot(statement.option), word=statement.option, field=field.name
        )
        return None
    new = replace(field, options=(*field.options, statement.option))
    fields = tuple(new if each is field else each for each in entity.fields)
    return Change(with_entity(app, replace(entity, fields=fields)))


def remove_option(app: App, statement: RemoveOption, problems: Problems) -> Change | None:
    """Remove an option, also from samples and wherever it is named."""
    if _field(app, statement, problems) is None:
        return None
    option = (statement.entity, statement.field, statement.option)
    return Change(app, Names(options={option: None}))


def rename_option(app: App, statement: RenameOption, problems: Problems) -> Change | None:
    """Give an option another name, wherever it is used."""
    found = _field(app, statement, problems)
    if found is None:
        return None
    if statement.to != statement.option and statement.to in found[1].options:
        problems.add("option-twice", statement.spot(statement.to), word=statement.to, field=statement.field)
        return None
    option = (statement.entity, statement.field, statement.option)
    return Change(app, Names(options={option: statement.to}))
