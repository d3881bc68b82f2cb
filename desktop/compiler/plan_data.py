"""What the templates need to know of entities: fields with their starting values, functions, samples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from desktop.blueprint import nodes
from desktop.compiler.colour import read_colour
from desktop.compiler.expressions import RUNTIME_FUNCTIONS, Script, Shape, shape_of, translate
from desktop.compiler.filters import as_javascript
from desktop.compiler.wording import plural, say_expression

SampleValue = str | float | bool | tuple[str, ...] | None

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_CLOCK = re.compile(r"(\d{1,4}):(\d\d)")
_DAY_LENGTH = len("2026-03-01")
_NUMERIC = frozenset({"number", "money", "percent", "rating"})
_WORDS_OF_JAVASCRIPT = (
    "arguments await break case catch class const continue debugger default delete do else enum eval export "
    "extends false finally for function if implements import in instanceof interface let new null package "
    "private protected public return static super switch this throw true try typeof undefined var void "
    "while window with yield"
)
_RESERVED = frozenset((*_WORDS_OF_JAVASCRIPT.split(), *RUNTIME_FUNCTIONS, "homespun"))


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
class SetPlan:
    """One `set field to value`."""

    field: str
    script: str
    words: str


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """A button on every record."""

    label: str
    line: int
    sets: tuple[SetPlan, ...]


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
    actions: tuple[ActionPlan, ...]
    samples: tuple[SamplePlan, ...]
    uses: frozenset[str]


def plan_entity(entity: nodes.Entity) -> EntityPlan:
    """Plan one entity."""
    record = record_name(entity.name)
    starts = [_start(field, entity) for field in entity.fields]
    computed = [translate(part.expression, entity, record) for part in entity.computed]
    sets = [[_value_to_set(part, entity, record) for part in action.assignments] for action in entity.actions]
    used = chain(starts, computed, *sets)
    return EntityPlan(
        name=entity.name,
        plural=plural(entity.name),
        line=entity.span.line,
        record=record,
        fields=tuple(
            _plan_field(field, start.text if start else "")
            for field, start in zip(entity.fields, starts, strict=True)
        ),
        computed=tuple(
            ComputedPlan(
                name=part.name,
                type=shape_of(entity, part.name).type,
                unit=shape_of(entity, part.name).unit,
                line=part.span.line,
                script=script.text,
                words=say_expression(part.expression, entity),
            )
            for part, script in zip(entity.computed, computed, strict=True)
        ),
        actions=tuple(
            ActionPlan(
                label=action.label,
                line=action.span.line,
                sets=tuple(
                    SetPlan(part.field, script.text, say_expression(part.value, entity))
                    for part, script in zip(action.assignments, scripts, strict=True)
                ),
            )
            for action, scripts in zip(entity.actions, sets, strict=True)
        ),
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
        uses=frozenset().union(*(script.uses for script in used if script)),
    )


def record_name(entity_name: str) -> str:
    """Return a JavaScript variable for a record of an entity: `plant`, `gymVisit`, or `record`."""
    words = _WORD.findall(entity_name)
    if not words or not entity_name.isascii():
        return "record"
    name = words[0].lower() + "".join(word[0].upper() + word[1:].lower() for word in words[1:])
    return "record" if name in _RESERVED else name


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
    if field.type == "tags":
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


def _start(field: nodes.Field, entity: nodes.Entity) -> Script | None:
    """Translate a default; one that is written down is read as a sample's value would be."""
    if field.default is None:
        return None
    if isinstance(field.default, nodes.Text):
        value = read_sample_value(field, field.default.value)
        return Script(str(as_javascript(value)), Shape(field.type))
    script = translate(field.default, entity, "record")
    return _as_moment(script, field.type)


def _value_to_set(part: nodes.Assignment, entity: nodes.Entity, record: str) -> Script:
    """Translate what an action sets."""
    return _as_moment(translate(part.value, entity, record), shape_of(entity, part.field).type)


def _as_moment(script: Script, wanted: str) -> Script:
    """Cut or lengthen a moment to what its field holds."""
    if wanted == script.shape.type or wanted not in ("date", "time", "date and time"):
        return script
    cut = {"date": "dayOf", "time": "timeOf", "date and time": "momentOf"}[wanted]
    return Script(f"{cut}({script.text})", script.shape, script.uses | {cut})
