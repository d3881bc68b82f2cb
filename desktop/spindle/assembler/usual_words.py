"""Fields and rules that are asked for in usual words and not by a name.

A tick when it is done, a warning below a number, the day of a diary: the reader marks names, and these have
none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.nodes import (
    Action,
    Assignment,
    Binary,
    Computed,
    Entity,
    Field,
    FieldRef,
    Moment,
    Notice,
    Number,
    Rule,
    YesNo,
)
from desktop.spindle.naming import can_name_field, closeness, stems, title

_TICK = r"(?:tick(?: ?box)?|check ?(?:box|mark)|a check|check(?= (?:it |them )?off))"
_TICKED = re.compile(
    rf"(?i)\b{_TICK}(?: (?:it|them|box|mark))?(?: off)? (?:when|if|once|for|whether|as soon as|that)"
    r"(?: (?:it|they|that|this|he|she|each|I|we|you|the \w+))?"
    r"(?:['’]s| is| are| was| has been| have been| have)?"
    r" (\w+(?:ed|en|ne|id|dy))\b"
)
_CALLED_TICK = stems("tick ticked check checkbox tickbox checkmark")
_WARNED = re.compile(
    r"(?i)\b(?:warn\w*|alerts?|notif\w+|remind\w*|tell (?:me|us)|messages?)\b[^.;:\n]{0,40}?"
    r"\b(?:less|fewer|lower|under|below)(?: than)? (\d{1,5})\b"
    r"(?! *(?:%|days?|weeks?|months?|years?|hours?|minutes?))"
)
_STOCK = stems("left stock quantity amount number count remaining pieces level")
_DIARY = re.compile(
    r"(?i)\b(?:diary|diaries|journal|log ?book"
    r"|(?!(?:to|and|or|can|must|not|they|who|users|people) )\w+ log)\b(?! ?-?in\b)"
)
_DAYS = ("date", "date and time")


def with_usual(entity: Entity, request: str) -> Entity:
    """Return an entity with what a request asks for in such words and no field of it already is."""
    for change in (_with_tick, _with_warning, _with_day):
        entity = change(entity, request)
    return entity


def _with_tick(entity: Entity, request: str) -> Entity:
    """`a tick when it is done`: done, yes or no, and a button."""
    said = _TICKED.search(request)
    name = said[1].lower() if said else ""
    if not can_name_field(name) or _has(entity, name):
        return entity
    # What the reader called a tick is this very field.
    ticks = {field.name for field in entity.fields if stems(field.name) <= _CALLED_TICK}
    fields = tuple(field for field in entity.fields if field.name not in ticks)
    actions = tuple(one for one in entity.actions if not ticks & {step.field for step in one.assignments})
    done = Action(title(name), (Assignment(name, YesNo(True)),), Binary("=", FieldRef(name), YesNo(False)))
    return replace(entity, fields=(*fields, Field(name, "yes/no")), actions=(*actions, done))


def _with_warning(entity: Entity, request: str) -> Entity:
    """`a warning when less than 5 are left`: how many there are, and a notice."""
    said = _WARNED.search(request)
    numbers = [field for field in entity.fields if field.type == "number"]
    counted = next((field for field in numbers if stems(field.name) & _STOCK), None)
    if said is None or (counted is None and _has(entity, "left")) or _has(entity, "running low"):
        return entity
    fields = entity.fields
    if counted is None:
        counted = Field("left", "number", minimum=0)
        fields = (*fields, counted)
    low = Binary("<", FieldRef(counted.name), Number(float(said[1])))
    known = next((f"{{{field.name}}}: " for field in entity.fields if field.type == "text"), "")
    notice = Notice(f"{known}only {{{counted.name}}} left")
    return replace(
        entity,
        fields=fields,
        computed=(*entity.computed, Computed("running low", low)),
        rules=(*entity.rules, Rule(low, (notice,))),
    )


def _with_day(entity: Entity, request: str) -> Entity:
    """What is written in a diary has a day."""
    if (
        not _DIARY.search(request)
        or any(field.type in _DAYS for field in entity.fields)
        or _has(entity, "date")
    ):
        return entity
    return replace(entity, fields=(*entity.fields, Field("date", "date", default=Moment("today"))))


def _has(entity: Entity, name: str) -> bool:
    """Whether an entity has a field or value of that name, whatever its ending."""
    names = [field.name for field in entity.fields] + [one.name for one in entity.computed]
    return any(closeness(name, other) >= 0.5 for other in names)
