"""Keeps samples fitting: values that a field cannot hold any more, references to records that are gone.

A value that does not fit any more is left out; where there must be one, another that is plain to see
takes its place, and where there is none the sample goes. Samples refer to each other by the value of
their first field: where another field comes first, they refer by that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.standing_in import stand_in
from desktop.blueprint.nodes import App, Entity, Field, Sample
from desktop.blueprint.values import TAG_SEPARATOR, fits
from desktop.blueprint.vocabulary import REFERENCE_WORDS


def refit_samples(before: App, after: App, names: Names) -> tuple[App, list[Consequence]]:
    """Return an app of which every sample fits that fitted before.

    Args:
        before: The app before a change.
        after: The app after it.
        names: What the change has renamed.
    """
    notes: list[Consequence] = []
    olds = {new: each for each in before.entities if (new := names.entity(each.name)) is not None}
    entities = tuple(
        _with_values(olds.get(each.name), _without_empty(each, olds.get(each.name), notes), notes)
        for each in after.entities
    )
    records = _Records.between(olds.values(), entities, names)
    while True:
        fitted = tuple(_with_references(each, records, notes) for each in entities)
        if fitted == entities:
            return replace(after, entities=entities), notes
        records, entities = records.now(fitted), fitted


def _without_empty(entity: Entity, old: Entity | None, notes: list[Consequence]) -> Entity:
    """Return an entity without samples that say nothing any more."""
    known = old.samples if old is not None else entity.samples
    kept = tuple(each for each in entity.samples if any(each.values) or each in known)
    notes += [Consequence("sample", "", entity.name)] * (len(entity.samples) - len(kept))
    return replace(entity, samples=kept)


def _first_values(entity: Entity) -> list[str]:
    return [(sample.values[0] if sample.values else None) or "" for sample in entity.samples]


@dataclass(frozen=True)
class _Records:
    """What the samples of every entity were ever called, are called now, and how old names map to new."""

    ever: dict[str, set[str]]
    there: dict[str, set[str]]
    new: dict[str, dict[str, str]]

    @classmethod
    def between(cls, olds: Iterable[Entity], entities: tuple[Entity, ...], names: Names) -> _Records:
        there = {entity.name: set(_first_values(entity)) for entity in entities}
        ever = {name: set(values) for name, values in there.items()}
        by_name = {entity.name: entity for entity in entities}
        new: dict[str, dict[str, str]] = {}
        for old in olds:
            name = names.entity(old.name) or ""
            if name not in by_name:
                continue
            ever[name].update(_first_values(old))
            now = _first_values(by_name[name])
            if len(now) == len(old.samples):
                new[name] = dict(zip(_first_values(old), now, strict=True))
        return cls(ever, there, new)

    def now(self, entities: tuple[Entity, ...]) -> _Records:
        """Return the same after some samples have gone; what was called otherwise is called so already."""
        return _Records(self.ever, {each.name: set(_first_values(each)) for each in entities}, {})

    def called(self, target: str, value: str) -> str | None:
        """Return what a record is called that a sample refers to; None if it is gone."""
        new = self.new.get(target, {}).get(value, value)
        known = target in self.there and value in self.ever[target]
        return None if known and new not in self.there[target] else new


# --- values ----------------------------------------------------------------------------------------


def _with_values(old: Entity | None, entity: Entity, notes: list[Consequence]) -> Entity:
    if old is None or old.fields == entity.fields:
        return entity
    kept: list[Sample] = []
    for at, sample in enumerate(entity.samples, start=1):
        values = tuple(
            _fitted(value, field, at) for value, field in zip(sample.values, entity.fields, strict=False)
        )
        for was, value in zip(sample.values, values, strict=False):
            if was is not None and was != value:
                notes.append(Consequence("value", was, entity.name))
        _keep(replace(sample, values=values), entity, kept, notes)
    return replace(entity, samples=tuple(kept))


def _fitted(value: str | None, field: Field, at: int) -> str | None:
    if value is not None and field.options:
        same = {option.casefold(): option for option in field.options}
        value = TAG_SEPARATOR.join(same.get(part.casefold(), part) for part in value.split(TAG_SEPARATOR))
    if value is not None and not fits(value, field):
        value = None
    return stand_in(field, at) if value is None and field.required else value


def _keep(sample: Sample, entity: Entity, kept: list[Sample], notes: list[Consequence]) -> None:
    """Keep a sample unless it lacks what every record must have."""
    pairs = zip(sample.values, entity.fields, strict=False)
    if any(value is None and field.required for value, field in pairs):
        notes.append(Consequence("sample", (sample.values[0] or "") if sample.values else "", entity.name))
    else:
        kept.append(sample)


# --- references ------------------------------------------------------------------------------------


def _with_references(entity: Entity, records: _Records, notes: list[Consequence]) -> Entity:
    kept: list[Sample] = []
    for sample in entity.samples:
        values = list(sample.values)
        for at, (value, field) in enumerate(zip(sample.values, entity.fields, strict=False)):
            if value and field.type in REFERENCE_WORDS:
                values[at] = _referring(value, field, records)
        if tuple(values) == sample.values:
            kept.append(sample)
            continue
        for was, value in zip(sample.values, values, strict=True):
            if was is not None and value is None:
                notes.append(Consequence("value", was, entity.name))
        _keep(replace(sample, values=tuple(values)), entity, kept, notes)
    return replace(entity, samples=tuple(kept))


def _referring(value: str, field: Field, records: _Records) -> str | None:
    several = value.split(TAG_SEPARATOR) if field.type == "references" else [value]
    called = (records.called(field.target, each) for each in several)
    return TAG_SEPARATOR.join(each for each in called if each) or None
