"""Writes the names in an entity anew: its fields, what is worked out of them, its samples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.rewriting_expressions import rewrite_expression
from desktop.blueprint.edits.rewriting_steps import Doings
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import (
    Computed,
    Distinct,
    Entity,
    Field,
    Permission,
    Pronoun,
    Sample,
    Text,
)
from desktop.blueprint.scopes import Book
from desktop.blueprint.values import TAG_SEPARATOR

_T = TypeVar("_T")


def rewrite_entity(
    entity: Entity,
    all_kinds: Mapping[str, Kinds],
    book: Book,
    names: Names,
    notes: list[Consequence],
    leader: str,
) -> Entity | None:
    """Return an entity with the names of today; None if it is gone.

    Args:
        entity: The entity.
        all_kinds: What the records of every entity hold, by the names of before.
        book: What can be named, to write down what went.
        names: What has become of names.
        notes: Where consequences are kept.
        leader: The role that takes the place of one that is gone; "" if there are no roles any more.
    """
    name = names.entity(entity.name)
    if name is None:
        return None
    kinds = all_kinds[entity.name]
    fields = [_field(field, entity.name, names, notes) for field in entity.fields]
    kept = tuple(field for field in fields if field is not None)
    if not kept and entity.fields and any(names.entity(field.target) is None for field in entity.fields):
        notes.append(Consequence("entity", entity.name))
        return None
    doings = Doings(kinds, all_kinds, book, names, notes)
    return replace(
        entity,
        name=name,
        fields=kept,
        computed=_there(_computed(each, kinds, names, notes) for each in entity.computed),
        permissions=_permissions(entity, names, notes, leader),
        distinct=_there(_distinct(each, entity.name, names, notes) for each in entity.distinct),
        checks=_there(doings.check(each) for each in entity.checks),
        rules=_there(doings.rule(each) for each in entity.rules),
        actions=_there(doings.action(each) for each in entity.actions),
        samples=tuple(_sample(sample, entity, fields, names) for sample in entity.samples),
    )


def _there(found: Iterable[_T | None]) -> tuple[_T, ...]:
    return tuple(each for each in found if each is not None)


def _field(field: Field, entity: str, names: Names, notes: list[Consequence]) -> Field | None:
    name = names.column(entity, field.name)
    if name is None:
        return None
    target = names.entity(field.target)
    if target is None:
        notes.append(Consequence("field", field.name, entity))
        return None
    column = (entity, field.name)
    options = tuple(new for each in field.options if (new := names.option(column, each)) is not None)
    default = field.default
    if isinstance(default, Text) and field.options:
        option = names.option(column, default.value)
        default = replace(default, value=option) if option is not None else None
    elif isinstance(default, Pronoun) and names.nobody:
        default = None
    if default is None and field.default is not None:
        notes.append(Consequence("default", field.name, entity))
    return replace(field, name=name, target=target, options=options, default=default)


def _computed(each: Computed, kinds: Kinds, names: Names, notes: list[Consequence]) -> Computed | None:
    name = names.column(kinds.name, each.name)
    if name is None:
        return None
    expression = rewrite_expression(each.expression, kinds, names)
    if expression is None:
        notes.append(Consequence("computed field", each.name, kinds.name))
        return None
    return replace(each, name=name, expression=expression)


def _distinct(each: Distinct, entity: str, names: Names, notes: list[Consequence]) -> Distinct | None:
    fields = _there(names.column(entity, name) for name in each.fields)
    if len(fields) < len(each.fields):
        notes.append(Consequence("no two with same", ", ".join(each.fields), entity))
        return None
    return replace(each, fields=fields)


def _permissions(
    entity: Entity, names: Names, notes: list[Consequence], leader: str
) -> tuple[Permission, ...]:
    """Return who may do what; what only a role could do that is gone, the first may do from now on.

    Left out it would be everybody's, which nobody has asked for.
    """
    kept: dict[Permission, None] = {}
    for each in entity.permissions:
        who = None if names.nobody else names.role(each.who)
        if who is None:
            notes.append(Consequence("permission", f"only {each.who} {each.deed}", entity.name))
            who = leader
        if who:
            kept[replace(each, who=who)] = None
    return tuple(kept)


def _sample(sample: Sample, entity: Entity, fields: list[Field | None], names: Names) -> Sample:
    """Return a sample without the values of fields that are gone, and with the options of today."""
    values = [
        _value(value, before, entity.name, names)
        for value, before, after in zip(sample.values, entity.fields, fields, strict=False)
        if after is not None
    ]
    return replace(sample, values=(*values, *sample.values[len(fields) :]))


def _value(value: str | None, field: Field, entity: str, names: Names) -> str | None:
    if value is None or not field.options:
        return value
    column = (entity, field.name)
    if field.type == "choice":
        return names.option(column, value)
    tags = (names.option(column, tag) for tag in value.split(TAG_SEPARATOR))
    return TAG_SEPARATOR.join(_there(tags)) or None
