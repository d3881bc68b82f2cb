"""Writes the names in an expression anew; an expression in which a name is gone is gone as a whole.

`count of Loan where returned is no` without `returned` would be another number, so nothing is left out
of the middle.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.dependencies import Column
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import (
    Binary,
    Call,
    Expression,
    FieldRef,
    Pronoun,
    Related,
    Text,
    Through,
    Unary,
)
from desktop.blueprint.vocabulary import COMPARISONS


def rewrite_expression(
    tree: Expression, kinds: Kinds, names: Names, meant: Column | None = None
) -> Expression | None:
    """Return an expression with the names of today; None if it names what is gone.

    Args:
        tree: The expression.
        kinds: What the record holds that it is about, by the names of before.
        names: What has become of names.
        meant: The field that the value is compared with or put into, whose options it may name.
    """
    match tree:
        case Pronoun("me") if names.nobody:
            return None
        case Text() if meant is not None:
            option = names.option(meant, tree.value)
            return None if option is None else replace(tree, value=option)
        case FieldRef():
            name = names.column(kinds.name, tree.name)
            return None if name is None else replace(tree, name=name)
        case Through():
            return _through(tree, kinds, names)
        case Related():
            return _related(tree, kinds, names)
        case Unary():
            operand = rewrite_expression(tree.operand, kinds, names)
            return None if operand is None else replace(tree, operand=operand)
        case Binary():
            expected = column_of(tree.left, kinds) if tree.operator in COMPARISONS else None
            left = rewrite_expression(tree.left, kinds, names)
            right = rewrite_expression(tree.right, kinds, names, expected)
            return None if left is None or right is None else replace(tree, left=left, right=right)
        case Call():
            return _call(tree, kinds, names, meant)
        case _:
            return tree


def column_of(tree: Expression, kinds: Kinds) -> Column | None:
    """Return the field whose value an expression is, with its entity; None if it is reckoned."""
    if isinstance(tree, FieldRef):
        return kinds.name, tree.name
    if isinstance(tree, Through):
        target = kinds.target(tree.reference)
        return (target.name, tree.field) if target is not None else None
    return None


def _through(tree: Through, kinds: Kinds, names: Names) -> Expression | None:
    reference = names.column(kinds.name, tree.reference)
    target = kinds.target(tree.reference)
    field = names.column(target.name, tree.field) if target is not None else tree.field
    if reference is None or field is None:
        return None
    return replace(tree, field=field, reference=reference)


def _related(tree: Related, kinds: Kinds, names: Names) -> Expression | None:
    group = kinds.group(tree.entity)
    chosen = names.column(kinds.name, tree.entity)
    is_list = group.is_list if group is not None else (kinds.name, tree.entity) in names.columns
    entity = chosen if is_list else names.entity(tree.entity)
    if entity is None:
        return None
    if group is None:
        return replace(tree, entity=entity)
    if not is_list and group.by and names.column(group.kinds.name, group.by) is None:
        return None  # nothing leads from those records to this one any more
    summed = rewrite_expression(tree.of, group.kinds, names) if tree.of is not None else None
    where = rewrite_expression(tree.where, group.kinds, names) if tree.where is not None else None
    if (tree.of is not None and summed is None) or (tree.where is not None and where is None):
        return None
    return replace(tree, entity=entity, of=summed, where=where)


def _call(tree: Call, kinds: Kinds, names: Names, meant: Column | None) -> Expression | None:
    arguments = []
    for at, argument in enumerate(tree.arguments):
        expected = meant if tree.function == "if" and at else None
        if tree.function == "contains" and at:
            expected = column_of(tree.arguments[0], kinds)  # one of the tags
        written = rewrite_expression(argument, kinds, names, expected)
        if written is None:
            return None
        arguments.append(written)
    return replace(tree, arguments=tuple(arguments))
