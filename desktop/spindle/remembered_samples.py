"""Sample records out of memory: what stands in like records of remembered apps, in the app's own fields.

Nothing is invented: a value comes from a field of the same type that means the same, and a choice only where
the app has that choice. A record that the app would not take is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.blueprint import print_app, read
from desktop.blueprint.edits import diff, print_script
from desktop.blueprint.nodes import App, Entity, Field, Sample
from desktop.blueprint.vocabulary import REFERENCE_WORDS
from desktop.spindle.naming import closeness, stems

LIKE = 0.5
"""How much the names of two kinds of records must share: fields alone say little, everything has a name."""
_CHOSEN = ("choice", "tags")


def samples_from(remembered: Sequence[App], app: App, entity: Entity, count: int) -> str:
    """Return the edit script that adds sample records to an entity; "" if none come to mind.

    Args:
        remembered: Apps that came to mind, the nearest first.
        app: The app.
        entity: An entity of its.
        count: How many records at most.
    """
    grown = app
    for sample in _rows(remembered, entity):
        kept = next(each for each in grown.entities if each.name == entity.name)
        if len(kept.samples) - len(entity.samples) == count:
            break
        # A sample is known by its first value.
        if sample.values[0] not in {each.values[0] for each in kept.samples}:
            tried = _with_sample(grown, kept, sample)
            grown = tried if read(print_app(tried)).ok else grown
    return "" if grown is app else print_script(diff(app, grown)).rstrip("\n")


def _rows(remembered: Sequence[App], entity: Entity) -> Iterator[Sample]:
    """The records of like kinds, in the order of the entity's own fields; of the likest kind first."""
    like: list[tuple[float, Entity, list[int | None]]] = []
    for theirs in (each for app in remembered for each in app.entities):
        places = [_place_of(field, theirs) for field in entity.fields]
        shared = sum(place is not None for place in places) / len(places)
        if shared and closeness(theirs.name, entity.name) >= LIKE:
            like.append((shared, theirs, places))
    for _, theirs, places in sorted(like, key=lambda one: -one[0]):
        for sample in theirs.samples:
            row = [_value(place, sample) for place in places]
            values = tuple(map(_fitting, entity.fields, row))
            if values[0] is not None:
                yield Sample(values)


def _place_of(field: Field, theirs: Entity) -> int | None:
    """Which field of another entity means the same as one of ours; None if none does."""
    if field.type in REFERENCE_WORDS:
        return None
    alike = (
        at
        for at, other in enumerate(theirs.fields)
        if other.type == field.type and stems(other.name) == stems(field.name)
    )
    return next(alike, None)


def _value(place: int | None, sample: Sample) -> str | None:
    return None if place is None or place >= len(sample.values) else sample.values[place]


def _fitting(field: Field, value: str | None) -> str | None:
    """A value that the field can have; a choice that the app does not offer is none."""
    return None if field.type in _CHOSEN and value not in field.options else value


def _with_sample(app: App, entity: Entity, sample: Sample) -> App:
    grown = replace(entity, samples=(*entity.samples, sample))
    return replace(app, entities=tuple(grown if each is entity else each for each in app.entities))
