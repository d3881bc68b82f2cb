"""What the rules look things up in, worked out once for an app."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desktop.blueprint.app_kinds import kinds_of, kinds_of_inputs
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.complete import complete, steps_of
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import (
    Adjustment,
    App,
    Assignment,
    Block,
    Chart,
    Collection,
    Computed,
    Creation,
    Entity,
    Expression,
    Field,
    Measure,
    Stat,
)


@dataclass(frozen=True, slots=True)
class Place:
    """An expression and the entity whose record it is about.

    Attributes:
        is_condition: Whether it must be yes or no.
        word: What it stands behind, if it is a condition.
        this: Whether it may say `this`.
        inputs: What is typed into a block, if it is about that and not about a record.
    """

    entity: str
    expression: Expression
    is_condition: bool = False
    word: str = "where"
    this: bool = False
    inputs: Entity | None = None


class Facts:
    """An app and the ways to look into it.

    Attributes:
        app: The app.
        entities: Its entities by name, and those that features imply; of two with one name, the first.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.entities: dict[str, Entity] = {}
        self._whole = complete(app)
        for entity in self._whole.entities:
            self.entities.setdefault(entity.name, entity)
        self._sample_names: dict[str, frozenset[str]] = {}

    @cached_property
    def kinds(self) -> dict[str, Kinds]:
        """For each entity's name, what its fields and computed fields hold."""
        return kinds_of(self._whole)

    @cached_property
    def inputs(self) -> dict[Entity, Kinds]:
        """For what is typed into each calculator, what it holds."""
        blocks = [each for page in self.app.pages for each in page.sections if isinstance(each, Block)]
        return {each.inputs: kinds_of_inputs(each.inputs, self.kinds) for each in blocks if each.fields}

    def about(self, place: Place) -> Kinds | None:
        """Return what can be named at a place; None if it is about an entity that nobody declared."""
        return self.kinds.get(place.entity) if place.inputs is None else self.inputs.get(place.inputs)

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
            yield from _of_doings(entity)
        for page in self.app.pages:
            for section in page.sections:
                if isinstance(section, Collection) and section.where is not None:
                    yield Place(section.entity, section.where, is_condition=True)
                elif isinstance(section, Stat | Chart) and section.measure.where is not None:
                    yield Place(section.measure.entity, section.measure.where, is_condition=True)
                elif isinstance(section, Block):
                    yield from _of_block(section)


def _of_doings(entity: Entity) -> Iterator[Place]:
    """Return what actions, rules and checks test and reckon with; all is about the record at hand."""
    for action in entity.actions:
        if action.when is not None:
            yield Place(entity.name, action.when, is_condition=True, word="when")
    for rule in entity.rules:
        if rule.test is not None:
            yield Place(entity.name, rule.test, is_condition=True, word="when")
    for check in entity.checks:
        yield Place(entity.name, check.test, is_condition=True, word="check")
    for step in steps_of(entity):
        if isinstance(step, Assignment):
            yield Place(entity.name, step.value)
        elif isinstance(step, Adjustment):
            yield Place(entity.name, step.amount)
        elif isinstance(step, Creation):
            for each in step.values:
                yield Place(entity.name, each.value, this=True)


def _of_block(block: Block) -> Iterator[Place]:
    """Return the tests of a block, and what it works out of what is typed in."""
    for computed in block.computed:
        yield Place("", computed.expression, inputs=block.inputs)
    tests = {each.word for each in BLOCKS[block.word].clauses_of(block.variant) if each.shape == "test"}
    for word, value in block.options:
        if word in tests and not isinstance(value, bool | float | str | tuple | Measure):
            yield Place(block.entity, value, is_condition=True)


def columns(entity: Entity) -> tuple[Field | Computed, ...]:
    """Return the fields and then the computed fields of an entity."""
    return (*entity.fields, *entity.computed)
