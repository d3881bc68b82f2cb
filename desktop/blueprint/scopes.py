"""What may be named where: for every entity its fields and options, looked up by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.blueprint.names import NO_SCOPE, NameSet, Scope, scope
from desktop.blueprint.nodes import App, Entity


@dataclass(frozen=True)
class Book:
    """What a page may name: every entity, and for each what its records have."""

    entities: NameSet
    scopes: Mapping[str, Scope]

    def scope(self, entity: str) -> Scope:
        """Return what an entity's records have; nothing if there is no such entity."""
        return self.scopes.get(entity, NO_SCOPE)


def scope_of(entity: Entity) -> Scope:
    """Return what an expression about a record of `entity` may name."""
    names = [field.name for field in entity.fields] + [each.name for each in entity.computed]
    return scope(names, {field.name: field.options for field in entity.fields})


def book_of(app: App) -> Book:
    """Return what the pages of `app` may name; of two entities with one name, the first."""
    scopes: dict[str, Scope] = {}
    for entity in app.entities:
        scopes.setdefault(entity.name, scope_of(entity))
    return Book(NameSet(scopes), scopes)
