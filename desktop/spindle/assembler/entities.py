"""Marks and memory → entities with their fields: who has what, named or remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from desktop.blueprint.nodes import Entity, Field
from desktop.spindle.assembler.fields import (
    USUAL_FIELDS,
    FieldKnowledge,
    default_for,
    field_from,
    unique_names,
    with_title,
)
from desktop.spindle.memory import Remembered
from desktop.spindle.naming import closeness, entity_name, singular, stems
from desktop.spindle.reading import Reading

TRUST = 0.8
"""Similarity from which on a remembered blueprint may lend its fields to a request that names few."""
NEAR = 0.7
"""Similarity from which on it may lend its fields to a request that names none at all."""
ENOUGH_FIELDS = 3
"""Named fields from which on nothing is lent: the person knows what they want."""
_APP_WORDS = frozenset(
    ("app", "tracker", "manager", "website", "system", "thing", "something", "stuff", "dashboard")
)
ENTITY_LIMIT = 6


@dataclass
class _Asked:
    """What was said of one entity, while the marks are read from left to right."""

    name: str
    fields: list[Field] = field(default_factory=list)


def asked_entities(reading: Reading, knowledge: FieldKnowledge) -> list[_Asked]:
    """The entities of a request with the fields that were named for each.

    A field belongs to the last entity that was named before it; fields before any entity belong to the
    first one. Options, units and `required` belong to the field before them.
    """
    asked: list[_Asked] = []
    current: _Asked | None = None
    early: list[Field] = []
    marks = reading.marks
    for position, mark in enumerate(marks):
        if mark.tag == "entity":
            name = entity_name(mark.words)
            if not name or name.lower() in _APP_WORDS:
                continue
            current = next((one for one in asked if _same(one.name, name)), None)
            if current is None and len(asked) < ENTITY_LIMIT:
                current = _Asked(name)
                asked.append(current)
            elif current is None:
                current = asked[-1]
        elif mark.tag == "f":
            options, unit, required = _belongings(reading, position)
            made = field_from(mark, options, unit, required, knowledge)
            _take(made, current.fields if current else early, bool(options))
    if early and asked:
        asked[0].fields[:0] = early
    elif early:
        asked.append(_Asked("", early))
    return asked


def _take(made: Field, fields: list[Field], has_options: bool) -> None:
    """Put a field to those of its entity; one that was named before is replaced if only now options came."""
    place = next((place for place, one in enumerate(fields) if one.name == made.name), None)
    if place is None:
        fields.append(made)
    elif has_options:
        fields[place] = replace(made, required=made.required or fields[place].required)


def _belongings(reading: Reading, position: int) -> tuple[tuple[str, ...], str, bool]:
    """Options and unit that follow the field at `position`, up to the next field; and is it required?"""
    options: list[str] = []
    unit, required = "", False
    for offset, mark in enumerate(reading.marks[position + 1 :]):
        if mark.tag == "opt":
            options.append(mark.words)
        elif mark.tag == "unit":
            unit = unit or mark.words
        elif mark.tag == "req":
            required = required or _looks_back(reading, position + 1 + offset)
        else:
            break
    before = reading.marks[position - 1] if position else None
    if before is not None and before.tag == "req" and not _looks_back(reading, position - 1):
        required = True
    return tuple(options), unit, required


def _looks_back(reading: Reading, position: int) -> bool:
    """Whether the word `required` at `position` means the field before it, not the one behind it."""

    def distance(left: int, right: int) -> int:
        if (
            left < 0
            or right >= len(reading.marks)
            or "f" not in (reading.marks[left].tag, reading.marks[right].tag)
        ):
            return 99
        between = reading.request[reading.marks[left].end : reading.marks[right].start]
        return len(between) + 20 * bool(re.search(r"[,;.\n]|\band\b", between))

    return distance(position - 1, position) <= distance(position, position + 1)


def _same(one: str, other: str) -> bool:
    """Whether two names mean one entity: equal but for number, or one ends with the other.

    `tool` and `garden tools` are one.
    """
    left, right = singular(one).lower(), singular(other).lower()
    return left == right or left.endswith(" " + right) or right.endswith(" " + left)


def entities_of(
    reading: Reading, remembered: tuple[Remembered, ...], knowledge: FieldKnowledge
) -> tuple[Entity, ...]:
    """All entities of the app: those asked for, completed from memory where the request only hints."""
    asked = asked_entities(reading, knowledge)
    best = remembered[0] if remembered else None
    lent = best.app.entities if best else ()
    if not asked:
        return lent
    bare = len(asked) == 1 and not asked[0].fields and bool(lent)
    if (
        bare
        and best is not None
        and best.similarity >= TRUST
        and (not asked[0].name or closeness(asked[0].name, lent[0].name) >= 0.5)
    ):
        return lent  # the whole remembered app is what a bare "meeting minutes app" means
    main = max(asked, key=lambda one: len(one.fields))
    made: list[Entity] = []
    for one in asked:
        alike = _alike(one, lent, best, len(asked))
        if not one.fields and alike is None:
            if one is not main and main.fields:
                continue  # mentioned in passing ("for my club"), with nothing to keep about it
            alike = _in_memory(one.name, remembered)
            if alike is None and len(asked) == 1 and lent and best is not None and best.similarity >= NEAR:
                alike = lent[0]  # a neighbour's fields are a better start than none
        made.append(_entity(one, alike))
    return _linked(tuple(made))


def _alike(one: _Asked, lent: tuple[Entity, ...], best: Remembered | None, count: int) -> Entity | None:
    """The entity of the nearest blueprint that means the same, if it may be trusted."""
    if best is None:
        return None
    if not one.name and lent:
        # Of a reading list that has authors and books, the books have a title, an author and stars.
        return max(lent, key=lambda entity: (_shared(one, entity), len(entity.fields)))
    for entity in lent:
        if closeness(one.name, entity.name) >= 0.5:
            return entity
    if count == 1 and lent and best.similarity >= TRUST and closeness(one.name, best.phrase) > 0:
        return lent[0]
    return (
        lent[0]
        if count == 1 and lent and best.similarity >= TRUST and len(one.fields) < ENOUGH_FIELDS
        else None
    )


def _shared(one: _Asked, entity: Entity) -> int:
    """How many of the fields that were named an entity has."""
    known = set().union(*(stems(field.name) for field in entity.fields))
    return sum(bool(stems(field.name) & known) for field in one.fields)


def _in_memory(name: str, remembered: tuple[Remembered, ...]) -> Entity | None:
    return next((e for one in remembered for e in one.app.entities if closeness(name, e.name) >= 0.5), None)


def _entity(one: _Asked, alike: Entity | None) -> Entity:
    named = unique_names(tuple(one.fields))
    name = one.name or (alike.name if alike else "Entry")
    if alike is None:
        fields = tuple(default_for(f) for f in with_title(named, name))
        if len(fields) == 1 and not named:
            fields = (*fields, *USUAL_FIELDS)
        return Entity(name, fields)
    if not named:
        return replace(alike, name=name)
    if len(named) >= ENOUGH_FIELDS:
        fields = tuple(default_for(f) for f in with_title(named, name))
        return Entity(name, fields)
    # One or two fields were named: what tells records apart leads, and to a single one the remembered
    # fields that say something else are added.
    titles = [f for f in alike.fields[:1] if f.type == "text"]
    if titles and one.name and closeness(one.name, alike.name) < 0.5:
        titles = [Field("name", "text", required=True)]  # a tool is no `item` of a loan
    others = [f for f in alike.fields if f not in titles and f.type != "image"][: 4 - 2 * len(named)]
    known = [stems(f.name) for f in named]
    lead = [f for f in titles if not any(stems(f.name) & other for other in known)]
    rest = [f for f in others if not any(stems(f.name) & other for other in known) and _adds(f, named)]
    fields = unique_names((*lead, *named, *rest))
    return Entity(name, tuple(default_for(f) for f in with_title(fields, name)))


def _adds(field: Field, named: tuple[Field, ...]) -> bool:
    """Whether a lent field says something that the named ones do not say already by their type."""
    single = ("date", "money", "long text", "rating", "time", "date and time", "yes/no")
    return field.type not in single or all(other.type != field.type for other in named)


def _linked(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Fields named like another entity become references to it (`customer` of an order)."""
    names = {singular(entity.name).lower(): entity.name for entity in entities}
    linked = []
    for entity in entities:
        fields = []
        for one in entity.fields:
            target = one.target or names.get(singular(re.sub(r" name$", "", one.name)).lower(), "")
            if (
                one.type in ("text", "reference")
                and target
                and target != entity.name
                and target in names.values()
            ):
                fields.append(replace(one, type="reference", target=target))
            elif one.type == "reference" or (one.type == "references" and one.target not in names.values()):
                fields.append(Field(one.name, "text", required=one.required))
            else:
                fields.append(one)
        linked.append(replace(entity, fields=tuple(fields)))
    return _without_circles(tuple(linked))


def _without_circles(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Two entities that name each other keep one direction, so that a first record can be added."""
    seen: set[tuple[str, str]] = set()
    result = []
    for entity in entities:
        fields = []
        for one in entity.fields:
            if one.type == "reference" and (one.target, entity.name) in seen:
                fields.append(Field(one.name, "text", required=one.required))
                continue
            if one.type == "reference":
                seen.add((entity.name, one.target))
            fields.append(one)
        result.append(replace(entity, fields=tuple(fields)))
    return tuple(result)
