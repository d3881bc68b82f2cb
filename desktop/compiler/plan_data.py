"""What the templates need to know of entities: fields with their starting values, functions, samples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from desktop.blueprint import nodes
from desktop.compiler.colour import read_colour
from desktop.compiler.expressions import Script, Shape
from desktop.compiler.filters import as_javascript
from desktop.compiler.meaning import Meaning
from desktop.compiler.plan_doings import DoingsPlan, as_kept, plan_doings
from desktop.compiler.plurals import many_of
from desktop.compiler.variables import record_name

SampleValue = str | float | bool | tuple[str, ...] | None

_CLOCK = re.compile(r"(\d{1,4}):(\d\d)")
_DAY_LENGTH = len("2026-03-01")
_NUMERIC = frozenset({"number", "money", "percent", "rating"})


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A field; `start` is the JavaScript of a new record's value, or "" for nothing."""

    name: str
    type: str
    line: int
    options: tuple[str, ...]
    unit: str
    target: str
    required: bool
    unique: bool
    minimum: float | None
    maximum: float | None
    start: str


@dataclass(frozen=True, slots=True)
class ComputedPlan:
    """A computed field: what it holds, its JavaScript, and the words it was written in."""

    name: str
    type: str
    unit: str
    line: int
    script: str
    words: str


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """An example record, its values in the order of the entity's fields."""

    line: int
    values: tuple[SampleValue, ...]


@dataclass(frozen=True, slots=True)
class EntityPlan:
    """A kind of record; `record` is the variable that stands for one in its functions."""

    name: str
    plural: str
    line: int
    record: str
    fields: tuple[FieldPlan, ...]
    computed: tuple[ComputedPlan, ...]
    doings: DoingsPlan
    samples: tuple[SamplePlan, ...]
    uses: frozenset[str]


def plan_entity(entity: nodes.Entity, meaning: Meaning) -> EntityPlan:
    """Plan one entity of an app."""
    record = record_name(entity.name)
    starts = [_start(field, entity.name, meaning) for field in entity.fields]

    def translate(tree: nodes.Expression) -> Script:
        return meaning.translate(tree, entity.name, record)

    computed = [translate(part.expression) for part in entity.computed]
    shapes = [meaning.shape_of(entity.name, part.name) for part in entity.computed]
    doings = plan_doings(entity, meaning.app, meaning.book, record, translate)
    used = chain(starts, computed)
    return EntityPlan(
        name=entity.name,
        plural=many_of(entity.name, meaning.app),
        line=entity.span.line,
        record=record,
        fields=tuple(
            _plan_field(field, start.text if start else "")
            for field, start in zip(entity.fields, starts, strict=True)
        ),
        computed=tuple(
            ComputedPlan(
                name=part.name,
                type=shape.type,
                unit=shape.unit,
                line=part.span.line,
                script=script.text,
                words=meaning.words_of(part.expression, entity.name),
            )
            for part, shape, script in zip(entity.computed, shapes, computed, strict=True)
        ),
        doings=doings,
        samples=tuple(
            SamplePlan(
                line=sample.span.line,
                values=tuple(
                    read_sample_value(field, words)
                    for field, words in zip(entity.fields, sample.values, strict=False)
                ),
            )
            for sample in entity.samples
        ),
        uses=doings.uses.union(*(script.uses for script in used if script)),
    )


def read_sample_value(field: nodes.Field, words: str | None) -> SampleValue:
    """Return a sample's value as the app keeps it, or None where the words do not fit the type."""
    if words is None:
        return None
    plain = words.strip()
    if field.type in _NUMERIC:
        return _number(plain)
    if field.type == "duration":
        clock = _CLOCK.fullmatch(plain)
        return int(clock[1]) * 60 + int(clock[2]) if clock else _number(plain)
    if field.type == "yes/no":
        return plain.lower() == "yes"
    if field.type in ("tags", "references"):
        return tuple(part.strip() for part in plain.split("|") if part.strip())
    if field.type == "date and time":
        return plain.replace(" ", "T", 1) if len(plain) > _DAY_LENGTH else f"{plain}T00:00"
    if field.type == "colour":
        colour = read_colour(plain)
        return colour.css if colour else None
    if field.type == "link" and "://" not in plain:
        return f"https://{plain}"
    return words


def _number(words: str) -> float | None:
    try:
        number = float(words)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _plan_field(field: nodes.Field, start: str) -> FieldPlan:
    return FieldPlan(
        name=field.name,
        type=field.type,
        line=field.span.line,
        options=field.options,
        unit=field.unit,
        target=field.target,
        required=field.required,
        unique=field.unique,
        minimum=field.minimum,
        maximum=field.maximum,
        start=start,
    )


def _start(field: nodes.Field, entity: str, meaning: Meaning) -> Script | None:
    """Translate a default; one that is written down is read as a sample's value would be."""
    if field.default is None:
        return None
    if isinstance(field.default, nodes.Text):
        value = read_sample_value(field, field.default.value)
        return Script(str(as_javascript(value)), Shape(field.type))
    return as_kept(meaning.translate(field.default, entity, "record"), field.type)
