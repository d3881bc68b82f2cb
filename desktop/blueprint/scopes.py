"""What may be named where: for every entity its fields and options, looked up by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.blueprint.complete import implied_columns, implied_entities
from desktop.blueprint.names import Book, NameSet, Scope, scope
from desktop.blueprint.nodes import App, Entity, Field
from desktop.blueprint.people import PERSON, fields_with_people

__all__ = ["Book", "book_of", "make_book", "scope_of", "scope_of_fields"]


def scope_of_fields(fields: Sequence[Field], computed: Iterable[str]) -> Scope:
    """Return what an expression may name beside some fields.

    Args:
        fields: The fields.
        computed: Names of the computed fields.
    """
    return scope(
        [*(field.name for field in fields), *computed],
        {field.name: field.options for field in fields},
        {field.name: field.target for field in fields if field.type == "reference"},
        {field.name: field.target for field in fields if field.type == "references"},
    )


def scope_of(entity: Entity, roles: Sequence[str] = ()) -> Scope:
    """Return what an expression about a record of `entity` may name, in an app with these roles."""
    fields = fields_with_people(entity.name, entity.fields, entity.permissions, roles)
    computed = [each.name for each in entity.computed]
    names = [each.name for each in entity.fields] + computed
    implied = implied_columns(entity.name, names, entity.features)
    return scope_of_fields(fields, (*computed, *(each.name for each in implied)))


def book_of(app: App) -> Book:
    """Return what the pages of `app` may name; of two entities with one name, the first."""
    scopes = [(entity.name, scope_of(entity, app.roles), entity.features) for entity in app.entities]
    return make_book(scopes, app.roles)


def make_book(entities: Iterable[tuple[str, Scope, Iterable[str]]], roles: Sequence[str] = ()) -> Book:
    """Return a book of entities, each with its scope and features, and of what these and accounts imply."""
    scopes: dict[str, Scope] = {}
    implied: list[Entity] = []
    for name, known, features in entities:
        scopes.setdefault(name, known)
        implied += implied_entities(Entity(name, (), features=tuple(features)))
    for entity in implied:
        scopes.setdefault(entity.name, scope_of(entity))
    if roles:
        scopes.setdefault(PERSON, scope_of(Entity(PERSON, ()), roles))
    return Book(NameSet(scopes), scopes)
