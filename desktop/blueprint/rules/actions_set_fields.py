"""An action sets fields that there are, to what they can hold."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import UNKNOWN, Kinds, family, in_words
from desktop.blueprint.nodes import Assignment, Call, Entity, Expression, Text


def actions_set_fields(facts: Facts) -> Iterator[Diagnostic]:
    """Report what an action sets and cannot."""
    for entity in facts.entities.values():
        for action in entity.actions:
            for each in action.assignments:
                yield from _assignment(each, entity, facts.kinds[entity.name])


def _assignment(each: Assignment, entity: Entity, kinds: Kinds) -> Iterator[Diagnostic]:
    if each.field in kinds.computed:
        yield problem("set-computed", each.span, word=each.field)
        return
    field = kinds.fields.get(each.field)
    if field is None:
        yield problem("unknown-field", each.span, word=each.field, among=kinds.fields, entity=entity.name)
        return
    found = kinds.infer(each.value)
    if family(found) != UNKNOWN and family(found) != family(field.type):
        yield problem(
            "set-does-not-fit", each.span, word=each.field, wanted=in_words(field.type), found=in_words(found)
        )
        return
    for value in _texts(each.value):
        mistakes: list[Diagnostic] = []
        kinds.expect_option(each.field, value, mistakes.append)
        yield from mistakes


def _texts(value: Expression) -> Iterator[Text]:
    """Return the texts that a value can come out as."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Call) and value.function == "if":
        for outcome in value.arguments[1:]:
            yield from _texts(outcome)
