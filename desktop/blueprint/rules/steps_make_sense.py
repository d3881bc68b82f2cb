"""What actions and rules do can be done: their steps name what there is, and set what it can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import UNKNOWN, Kinds, family, in_words
from desktop.blueprint.nodes import (
    Action,
    Adjustment,
    Assignment,
    Call,
    Creation,
    Entity,
    Expression,
    MoveOn,
    Notice,
    Pronoun,
    Question,
    Rule,
    Step,
    Text,
    Whole,
)
from desktop.blueprint.values import is_time
from desktop.blueprint.vocabulary import DATE_TYPES, NUMBER_TYPES

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A field that is named in the words of a notice or a question."""


def steps_make_sense(facts: Facts) -> Iterator[Diagnostic]:
    """Report what an action or a rule is to do and cannot."""
    for entity in facts.entities.values():
        doings: tuple[Action | Rule, ...] = (*entity.actions, *entity.rules)
        for doing in doings:
            yield from _after_delete(doing)
            for step in doing.steps:
                yield from _step(step, doing, entity, facts)


def _step(step: Step, doing: Action | Rule, entity: Entity, facts: Facts) -> Iterator[Diagnostic]:
    kinds = facts.kinds[entity.name]
    match step:
        case Assignment():
            yield from _assignment(step, kinds, kinds, entity)
        case Adjustment():
            yield from _adjustment(step, kinds, entity)
        case Creation():
            yield from _creation(step, kinds, entity, facts)
        case MoveOn():
            yield from _moving(step, kinds, entity)
        case Notice() | Question():
            yield from _placeholders(step, kinds, entity)
            if isinstance(step, Question) and isinstance(doing, Rule):
                yield problem("ask-in-rule", step.span)
        case Whole():
            pass


def _assignment(each: Assignment, kinds: Kinds, target: Kinds, entity: Entity) -> Iterator[Diagnostic]:
    """Check a value over a record of `kinds` that is put into a record of `target`, an `entity`."""
    if each.field in target.computed:
        yield problem("set-computed", each.span, word=each.field)
        return
    field = target.fields.get(each.field)
    if field is None:
        yield problem("unknown-field", each.span, word=each.field, among=target.fields, entity=entity.name)
        return
    if isinstance(each.value, Pronoun):
        return  # `_this` knows what it refers to, and accounts who `me` is
    found = kinds.infer(each.value)
    if field.type == "time" and isinstance(each.value, Text) and is_time(each.value.value):
        return
    if family(found) != UNKNOWN and family(found) != family(field.type):
        yield problem(
            "set-does-not-fit", each.span, word=each.field, wanted=in_words(field.type), found=in_words(found)
        )
        return
    for value in _texts(each.value):
        mistakes: list[Diagnostic] = []
        target.expect_option(each.field, value, mistakes.append)
        yield from mistakes


def _texts(value: Expression) -> Iterator[Text]:
    """Return the texts that a value can come out as."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Call) and value.function == "if":
        for outcome in value.arguments[1:]:
            yield from _texts(outcome)


def _adjustment(step: Adjustment, kinds: Kinds, entity: Entity) -> Iterator[Diagnostic]:
    if step.field in kinds.computed:
        yield problem("set-computed", step.span, word=step.field)
    elif step.field not in kinds.fields:
        yield problem("unknown-field", step.span, word=step.field, among=kinds.fields, entity=entity.name)
    elif kinds.of(step.field) not in (*NUMBER_TYPES, *DATE_TYPES):
        found = in_words(kinds.of(step.field))
        yield problem("adjust-not-number", step.span, word=step.field, found=found)
    elif family(found := kinds.infer(step.amount)) not in ("number", UNKNOWN):
        yield problem("amount-not-number", step.span, word=step.field, found=in_words(found))


def _creation(step: Creation, kinds: Kinds, entity: Entity, facts: Facts) -> Iterator[Diagnostic]:
    made = facts.entities.get(step.entity)
    if made is None:
        yield problem("unknown-entity", step.span, word=step.entity, among=facts.entities)
        return
    target = facts.kinds[made.name]
    for each in step.values:
        yield from _assignment(each, kinds, target, made)
        yield from _this(each, target, entity)
    given = {each.field for each in step.values}
    for field in made.fields:
        if field.required and field.default is None and field.name not in given:
            yield problem("create-misses-required", step.span, word=field.name, entity=made.name)


def _this(each: Assignment, target: Kinds, entity: Entity) -> Iterator[Diagnostic]:
    """Report `this` where no record of the entity at hand can be referred to."""
    field = target.fields.get(each.field)
    if field is None or not isinstance(each.value, Pronoun) or each.value.word != "this":
        return
    if not field.type.startswith("reference") or field.target != entity.name:
        yield problem("this-does-not-fit", each.span, word=each.field, entity=entity.name)


def _moving(step: MoveOn, kinds: Kinds, entity: Entity) -> Iterator[Diagnostic]:
    if step.field not in kinds:
        yield problem("unknown-field", step.span, word=step.field, among=kinds.fields, entity=entity.name)
    elif kinds.of(step.field) != "choice":
        yield problem("move-not-choice", step.span, word=step.field, found=in_words(kinds.of(step.field)))


def _placeholders(step: Notice | Question, kinds: Kinds, entity: Entity) -> Iterator[Diagnostic]:
    for name in PLACEHOLDER.findall(step.words):
        if name not in kinds:
            yield problem(
                "unknown-placeholder", step.span, word=name, among=kinds.names(), entity=entity.name
            )


def _after_delete(doing: Action | Rule) -> Iterator[Diagnostic]:
    gone = False
    for step in doing.steps:
        touches = isinstance(step, Assignment | Adjustment | MoveOn | Whole)
        if gone and touches:
            yield problem("after-delete", step.span)
        gone = gone or (isinstance(step, Whole) and step.verb == "delete")
