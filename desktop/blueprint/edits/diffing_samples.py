"""Samples as statements: those that others refer to first, and changed before they are removed."""

from __future__ import annotations

from desktop.blueprint.edits.drafting import Draft
from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.edits.orders import kept_and_new
from desktop.blueprint.edits.statements import AddLine, ChangeLine, RemoveLine, Wording
from desktop.blueprint.nodes import App, Entity, Sample


def change_samples(draft: Draft, target: App) -> None:
    """Add, change and remove samples."""
    waiting = [entity for entity in target.entities if _now(draft, entity) != entity.samples]
    while waiting:
        names = {entity.name for entity in waiting}
        free = (
            entity
            for entity in waiting
            if not any(field.target in names - {entity.name} for field in entity.fields)
        )
        entity = next(free, waiting[0])
        waiting.remove(entity)
        _of_entity(draft, entity, target)


def _now(draft: Draft, wanted: Entity) -> tuple[Sample, ...]:
    entity = draft.entity(wanted.name)
    return entity.samples if entity is not None else ()


def _first(sample: Sample) -> str:
    return (sample.values[0] if sample.values else None) or ""


def _of_entity(draft: Draft, wanted: Entity, target: App) -> None:
    there = _now(draft, wanted)
    if there and not wanted.samples:
        draft.add(RemoveLine(wanted.name, "samples", ""))
        return
    known = [_first(sample) for sample in there]
    for sample in wanted.samples:
        if known.count(_first(sample)) == 1 and sample not in _now(draft, wanted):
            draft.add(ChangeLine(wanted.name, _line(sample, wanted, target)))
    there = _now(draft, wanted)
    gone, new = kept_and_new(there, wanted.samples)
    for sample in new:
        draft.add(AddLine(wanted.name, _line(sample, wanted, target)))
    names = [_first(sample) for sample in there]
    if any(names.index(names[at]) != at and names.index(names[at]) not in gone for at in gone):
        # The first of several with that name would go, and it is to stay.
        draft.add(RemoveLine(wanted.name, "samples", ""))
        for sample in wanted.samples:
            draft.add(AddLine(wanted.name, _line(sample, wanted, target)))
        return
    for at in gone:
        draft.add(RemoveLine(wanted.name, "sample", names[at]))


def _line(sample: Sample, wanted: Entity, target: App) -> Wording:
    return Wording(write_entity_lines(Entity(wanted.name, (), samples=(sample,)), wanted, target)[0])
