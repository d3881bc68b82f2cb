"""Marks and memory → the fields of an entity: names in the person's words, types, options, units."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from desktop.blueprint.nodes import Field, Text
from desktop.spindle.naming import can_name_field, clean, field_name, nearest, stems
from desktop.spindle.reading import Mark

OPTION_LIMIT = 24
_COMMON_OPTIONS: dict[str, tuple[str, ...]] = {
    "status": ("Open", "In progress", "Done"),
    "state": ("Open", "In progress", "Done"),
    "stage": ("Planned", "Under way", "Finished"),
    "priority": ("Low", "Medium", "High"),
    "urgency": ("Low", "Medium", "High"),
    "condition": ("New", "Good", "Worn", "Broken"),
    "size": ("Small", "Medium", "Large"),
    "level": ("Beginner", "Intermediate", "Advanced"),
    "difficulty": ("Easy", "Medium", "Hard"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "season": ("Spring", "Summer", "Autumn", "Winter"),
}
_SIGNS = {
    "euro": "€",
    "euros": "€",
    "eur": "€",
    "dollar": "$",
    "dollars": "$",
    "usd": "$",
    "pound": "£",
    "pounds": "£",
    "gbp": "£",
}

_SPAN = re.compile(
    r"(?i)\btime (?:to|it takes|needed|spent|taken|for)\b|\bhow long\b"
    r"|\b(?:cook|bak|prep|preparation|driv|travel)\w* time\b"
)
"""A time that something takes, and none of the day."""
_NEVER_CHOSEN = ("date", "date and time", "image")

_TELLS_NOTHING = stems(
    "category type kind status stage state level group class room place location address phone note "
    "comment colour size brand topic genre voice dose position"
)
"""Texts by which nobody knows one record from another."""
PERSONS = stems(
    "member pupil student player patient guest employee volunteer customer client teacher singer child"
)
_NAMES = stems("name who person surname")

USUAL_FIELDS = (Field("date", "date"), Field("notes", "long text"))
"""What nearly everything that is kept has, where nobody said what to keep."""


class FieldKnowledge(Protocol):
    """What the memory knows of fields by name."""

    def field_like(self, name: str) -> Field | None:
        """The usual field of that name, or None."""
        ...


def option_name(words: str) -> str:
    """An option as it will be shown: the person's words with a capital."""
    name = clean(re.sub(r"[,|;:\"]", " ", words))
    if re.match(r"[a-z][A-Z]", name):  # pH, eBay
        return name
    return name[:1].upper() + name[1:]


def field_from(
    mark: Mark, options: tuple[str, ...], unit: str, required: bool, knowledge: FieldKnowledge
) -> Field:
    """One field that the request names.

    Options that were named make it a choice, whatever the type head says (but days and pictures, of
    which it is sure, are not chosen from a list); a choice for which nobody named options borrows the
    usual ones, or becomes plain text when there are none.
    """
    name = field_name(mark.words)
    if not can_name_field(name):
        name = f"{name or 'its'} value"
    known = knowledge.field_like(name)
    type_ = mark.type
    if mark.type_confidence < 0.5 and known is not None:
        type_ = known.type
    if type_ == "time" and _SPAN.search(mark.words):
        type_ = "duration"
    options = _unlike(options)
    if len(options) > 1 and not (type_ in _NEVER_CHOSEN and mark.type_confidence >= 0.5):
        type_ = "tags" if type_ == "tags" else "choice"
    if type_ == "reference":
        type_ = "text"  # becomes a reference again where its entity exists, see `entities`
    if type_ in ("choice", "tags"):
        if len(options) < 2:
            if known is not None and known.type in ("choice", "tags") and len(known.options) > 1:
                options = known.options
            else:
                usual = nearest(name, tuple(_COMMON_OPTIONS), least=0.3)
                options = _COMMON_OPTIONS.get(usual, ())
        if len(options) < 2:
            return Field(name, "text", required=required)
        return Field(name, type_, options=options, required=required)
    if type_ in ("number", "money"):
        if not unit and known is not None and known.type == type_:
            unit = known.unit
        unit = _SIGNS.get(unit.lower(), unit)
        if type_ == "number" and unit in ("€", "$", "£"):
            type_ = "money"
        return Field(name, type_, unit=clean_unit(unit), required=required)
    return Field(name, type_, required=required)


def clean_unit(unit: str) -> str:
    """A unit without the signs that the language uses for itself."""
    return " ".join(re.sub(r"[,|;:\"#=]", " ", unit).split())[:16].strip()


def _unlike(options: tuple[str, ...]) -> tuple[str, ...]:
    """The options, each once (whatever its capitals), at most as many as the language allows."""
    found: dict[str, str] = {}
    for option in options:
        name = option_name(option)
        if name:
            found.setdefault(name.lower(), name)
    return tuple(found.values())[:OPTION_LIMIT]


def with_title(fields: tuple[Field, ...], entity: str) -> tuple[Field, ...]:
    """The fields, with one that tells records apart if there is none (a text or a reference)."""
    tells = [field for field in fields if field.type in ("text", "reference", "email")]
    if stems(entity) & PERSONS:
        tells = [field for field in tells if stems(field.name) & (_NAMES | stems(entity))]
    if any(not stems(field.name) <= _TELLS_NOTHING for field in tells):
        return fields
    if fields and fields[0].type in ("date", "date and time", "choice"):
        return fields  # a diary is known by its days, a tally by its kinds
    name = "name" if all(field.name != "name" for field in fields) else f"{entity.lower()} name"
    return (Field(name, "text", required=True), *fields)


def unique_names(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The first field of each name; what a later one of the same name knows more is kept."""
    kept: dict[str, Field] = {}
    for field in fields:
        key = field.name.lower()
        if key not in kept:
            kept[key] = field
        elif not kept[key].options and field.options:
            kept[key] = replace(kept[key], type=field.type, options=field.options)
    return tuple(kept.values())


def default_for(field: Field) -> Field:
    """A first choice as default where a new record plainly starts there (a status, a stage)."""
    if (
        field.type == "choice"
        and field.default is None
        and nearest(field.name, ("status", "state", "stage"), 0.5)
    ):
        return replace(field, default=Text(field.options[0]))
    return field
