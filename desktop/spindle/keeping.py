"""Whether a draft keeps to what was read: the gate between the writer and the person.

A writer that is still learning may forget a field or bring one from nowhere; such a draft never reaches
the person, the assembler's does. What may differ freely is the arranging: names of pages, order, views.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.nodes import App, Chart, Collection, Entity, Stat


def keeps(written: App, assembled: App) -> bool:
    """Whether the written app has all of the assembled one that can have been asked for, and no more data.

    Args:
        written: What the writer wrote.
        assembled: What the assembler made of the same reading and memory.
    """
    if written.name != assembled.name or written.theme != assembled.theme:
        return False
    ours = {entity.name: entity for entity in written.entities}
    if set(ours) != {entity.name for entity in assembled.entities}:
        return False
    return all(_keeps_entity(ours[entity.name], entity) for entity in assembled.entities) and _views(
        assembled
    ) <= _views(written)


def _keeps_entity(written: Entity, assembled: Entity) -> bool:
    fields = {(field.name, field.type, field.options, field.unit, field.target) for field in assembled.fields}
    if {
        (field.name, field.type, field.options, field.unit, field.target) for field in written.fields
    } != fields:
        return False
    return {one.name for one in assembled.computed} <= {one.name for one in written.computed} and {
        action.label for action in assembled.actions
    } <= {action.label for action in written.actions}


def _views(app: App) -> set[tuple[str, str]]:
    """Which views there are of which entity."""
    found: set[tuple[str, str]] = set()
    for page in app.pages:
        for section in page.sections:
            if isinstance(section, Collection):
                found.add((section.view, section.entity))
            elif isinstance(section, Chart):
                found.add(("chart", section.measure.entity))
            elif isinstance(section, Stat):
                found.add(("stat", section.measure.entity))
    return found


def core(app: App) -> App:
    """What the writer writes of an app: all but the `about` line and the sample records."""
    return replace(app, about="", entities=tuple(replace(entity, samples=()) for entity in app.entities))


def dressed(written: App, assembled: App) -> App:
    """A written app with the `about` line and, where the fields are in the same order, the samples."""
    samples = {entity.name: entity for entity in assembled.entities}
    entities = tuple(
        replace(entity, samples=samples[entity.name].samples)
        if _same_order(entity, samples[entity.name])
        else entity
        for entity in written.entities
    )
    return replace(written, about=assembled.about, entities=entities)


def _same_order(one: Entity, other: Entity) -> bool:
    return [field.name for field in one.fields] == [field.name for field in other.fields]
