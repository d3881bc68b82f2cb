"""Expressions name fields, functions and other records that there are."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.complete import reference_of
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.groups import aggregate_at
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import FUNCTIONS, Call, FieldRef, Related, Through


def expressions_name_fields(facts: Facts) -> Iterator[Diagnostic]:
    """Report unknown fields, records and functions, and functions with too few or too many values."""
    for place in facts.expressions():
        kinds = facts.about(place)
        if kinds is None:
            continue
        for tree, about in kinds.walk(place.expression):
            match tree:
                case FieldRef():
                    yield from _field(tree, about)
                case Through():
                    yield from _through(tree, about)
                case Related():
                    yield from _related(tree, about, facts)
                case Call():
                    yield from _call(tree)


def _field(tree: FieldRef, kinds: Kinds) -> Iterator[Diagnostic]:
    if not tree.name or tree.name in kinds:
        return
    aggregate = aggregate_at(tree.name, 0)
    if aggregate:
        yield problem("measure-without-field", tree.span, word=aggregate)
    else:
        yield problem("unknown-field", tree.span, word=tree.name, among=kinds.names(), entity=kinds.name)


def _through(tree: Through, kinds: Kinds) -> Iterator[Diagnostic]:
    kind = kinds.of(tree.reference)
    target = kinds.target(tree.reference)
    if kind == "references":
        yield problem("through-several", tree.span, word=tree.reference, field=tree.field)
    elif kind != "reference":
        leading = [name for name in kinds.fields if kinds.of(name) == "reference"]
        yield problem(
            "unknown-reference",
            tree.span,
            word=tree.reference,
            among=leading,
            entity=kinds.name,
            field=tree.field,
        )
    elif target is not None and tree.field not in target:
        yield problem("unknown-field", tree.span, word=tree.field, among=target.names(), entity=target.name)


def _related(tree: Related, kinds: Kinds, facts: Facts) -> Iterator[Diagnostic]:
    group = kinds.group(tree.entity)
    if group is None:
        yield problem("unknown-entity", tree.span, word=tree.entity, among=facts.entities)
    elif not group.by:
        yield problem(
            "not-related", tree.span, word=tree.entity, entity=kinds.name, field=reference_of(kinds.name)
        )


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
