"""What the rules look things up in, worked out once for an app."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import (
    App,
    Chart,
    Collection,
    Computed,
    Entity,
    Expression,
    Field,
    Stat,
)


@dataclass(frozen=True, slots=True)
class Place:
    """An expression and the entity whose record it is about; `is_condition` if it must be yes or no."""

    entity: str
    expression: Expression
    is_condition: bool = False


class Facts:
    """An app and the ways to look into it.

    Attributes:
        app: The app.
        entities: Its entities by name; of two with one name, the first.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.entities: dict[str, Entity] = {}
        for entity in app.entities:
            self.entities.setdefault(entity.name, entity)
        self._sample_names: dict[str, frozenset[str]] = {}

    @cached_property
    def kinds(self) -> dict[str, Kinds]:
        """For each entity's name, what its fields and computed fields hold."""
        return {name: Kinds(entity) for name, entity in self.entities.items()}

    def sample_names(self, entity: str) -> frozenset[str]:
        """Return the first values of an entity's samples, by which other samples refer to them."""
        if entity not in self._sample_names:
            samples = self.entities[entity].samples
            self._sample_names[entity] = frozenset(each.values[0] or "" for each in samples if each.values)
        return self._sample_names[entity]

    def expressions(self) -> Iterator[Place]:
        """Return every expression of the app."""
        for entity in self.entities.values():
            for computed in entity.computed:
                yield Place(entity.name, computed.expression)
            for action in entity.actions:
                for each in action.assignments:
                    yield Place(entity.name, each.value)
        for page in self.app.pages:
            for section in page.sections:
                if isinstance(section, Collection) and section.where is not None:
                    yield Place(section.entity, section.where, is_condition=True)
                elif isinstance(section, Stat | Chart) and section.measure.where is not None:
                    yield Place(section.measure.entity, section.measure.where, is_condition=True)


def columns(entity: Entity) -> tuple[Field | Computed, ...]:
    """Return the fields and then the computed fields of an entity."""
    return (*entity.fields, *entity.computed)
