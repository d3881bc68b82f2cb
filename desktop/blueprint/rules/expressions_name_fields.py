"""Expressions name fields and functions that there are."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.dependencies import parts
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts, Place
from desktop.blueprint.nodes import FUNCTIONS, Call, Expression, FieldRef


def expressions_name_fields(facts: Facts) -> Iterator[Diagnostic]:
    """Report unknown fields and functions, and functions with too few or too many values."""
    for place in facts.expressions():
        yield from _names(place.expression, place, facts)


def _names(tree: Expression, place: Place, facts: Facts) -> Iterator[Diagnostic]:
    if isinstance(tree, FieldRef) and tree.name:
        kinds = facts.kinds.get(place.entity)
        if kinds is not None and tree.name not in kinds:
            yield problem(
                "unknown-field", tree.span, word=tree.name, among=kinds.names(), entity=place.entity
            )
    elif isinstance(tree, Call):
        yield from _call(tree)
    for child in parts(tree):
        yield from _names(child, place, facts)


def _call(tree: Call) -> Iterator[Diagnostic]:
    if tree.function not in FUNCTIONS:
        yield problem("unknown-function", tree.span, word=tree.function, among=FUNCTIONS)
        return
    least, most = FUNCTIONS[tree.function]
    if not least <= len(tree.arguments) <= most:
        count = str(least) if least == most else f"{least}–{most}"
        yield problem(
            "argument-count", tree.span, word=tree.function, wanted=count, count=len(tree.arguments)
        )
