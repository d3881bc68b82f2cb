"""A value for a sample that must have one: plain to see, and of the right type."""

from __future__ import annotations

from desktop.blueprint.nodes import Field, Moment, Number, Text, YesNo
from desktop.blueprint.printing_expressions import print_number
from desktop.blueprint.vocabulary import MOMENTS, NUMBER_TYPES

_USUAL: dict[str, str] = {
    "date": "2026-01-01",
    "time": "09:00",
    "date and time": "2026-01-01 09:00",
    "yes/no": "no",
    "colour": "steelblue",
    "email": "someone@example.com",
    "link": "https://example.com",
}


def stand_in(field: Field, at: int) -> str | None:
    """Return a value for a field; None for what no value can stand in for: pictures, files, other records.

    Args:
        field: The field.
        at: Which sample it is for, from 1 on, so that texts differ.
    """
    match field.default:
        case Text(value):
            return value
        case YesNo(value):
            return "yes" if value else "no"
        case Number(value):
            return print_number(value)
        case Moment(word) if word not in MOMENTS:
            return word
    if field.options:
        return field.options[0]
    if field.type in NUMBER_TYPES:
        return print_number(_number(field))
    if field.type in ("text", "long text", "phone"):
        return f"{field.name[:1].upper()}{field.name[1:]} {at}"
    return _USUAL.get(field.type)


def _number(field: Field) -> float:
    low = field.minimum if field.minimum is not None else 1.0
    return min(low, field.maximum) if field.maximum is not None else low
