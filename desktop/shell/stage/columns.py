"""Which fields a section shows, and the statement that shows others. Pure."""

from __future__ import annotations

from desktop.blueprint.edits import Script
from desktop.blueprint.edits.statements import SetPart, Wording
from desktop.blueprint.nodes import App, Collection, Form
from desktop.compiler.plan_pages import choose_fields
from desktop.messages import say
from desktop.shell.stage.edit_kinds import UnwritableError
from desktop.shell.stage.section_words import words_for
from desktop.shell.stage.targets import Target, entity_of


def shown_by(app: App, section: Collection | Form) -> tuple[str, ...]:
    """Return the fields that a section shows, also where the compiler chooses them."""
    entity = entity_of(app, section.entity)
    if section.showing or entity is None:
        return section.showing
    if isinstance(section, Form):
        return tuple(each.name for each in entity.fields)
    return choose_fields(section.view, entity, section.by)


def columns_of(app: App, section: Collection | Form) -> tuple[str, ...]:
    """Return the fields that a section can show, in the entity's order."""
    entity = entity_of(app, section.entity)
    if entity is None:
        return ()
    fields = tuple(each.name for each in entity.fields)
    return fields if isinstance(section, Form) else (*fields, *(each.name for each in entity.computed))


def with_columns(app: App, target: Target, names: tuple[str, ...]) -> Script:
    """Return the statement that makes the section of a target show these fields.

    Raises:
        UnwritableError: If there are none: a list that shows nothing is none.
    """
    if not names:
        raise UnwritableError(say("shell_stage.columns_none"))
    return (SetPart(target.page, words_for(app, target), Wording(f"showing {', '.join(names)}")),)
