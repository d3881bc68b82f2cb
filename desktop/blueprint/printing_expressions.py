"""Writes an expression as the language would, with no more brackets than reading it back needs."""

from __future__ import annotations

from decimal import Decimal

from desktop.blueprint.groups import OF, WHERE, group_after, ofs_after
from desktop.blueprint.names import NO_NAMES, NameSet, Scope
from desktop.blueprint.nodes import (
    Binary,
    Call,
    Expression,
    FieldRef,
    Moment,
    Number,
    Pronoun,
    Related,
    Text,
    Through,
    Unary,
    YesNo,
)
from desktop.blueprint.vocabulary import COMPARISONS, MAX_NAME, NAME

_STRENGTH: dict[str, int] = {
    "or": 1,
    "and": 2,
    "not": 3,
    **dict.fromkeys(COMPARISONS, 4),
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
}
_NEGATIVE, _OPERAND = 7, 8
_SPOKEN = {"=": "is", "!=": "is not"}


def print_number(value: float) -> str:
    """Return a number without exponent and without needless zeros."""
    written = format(Decimal(repr(value)), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def print_expression(tree: Expression, scope: Scope, options: NameSet = NO_NAMES) -> str:
    """Return an expression in canonical form.

    Args:
        tree: What to write.
        scope: The names of the entity that the expression is about.
        options: Options that the value is meant for, which are written without quotes.
    """
    return _Writer(scope).write(tree, 0, options)


class _Writer:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def write(self, tree: Expression, least: int, options: NameSet) -> str:
        """Write a tree, in brackets if it binds less than `least`."""
        match tree:
            case Number():
                return print_number(tree.value)
            case YesNo():
                return "yes" if tree.value else "no"
            case Moment() | Pronoun():
                return tree.word
            case FieldRef():
                return tree.name or "?"
            case Through():
                return f"{tree.field}{OF}{tree.reference}"
            case Related():
                written = self._related(tree)
                return f"({written})" if least and tree.where is not None else written
            case Text():
                return self._text(tree.value, options)
            case Call():
                return self._call(tree, options)
            case Unary():
                strength = _NEGATIVE if tree.operator == "-" else _STRENGTH["not"]
                operand = self.write(tree.operand, strength + (tree.operator == "-"), NO_NAMES)
                written = f"-{operand}" if tree.operator == "-" else f"not {operand}"
                return f"({written})" if strength < least else written
            case Binary():
                return self._binary(tree, least)

    def _text(self, value: str, options: NameSet) -> str:
        bare = value in options and len(value) <= MAX_NAME and NAME.fullmatch(value)
        return value if bare else f'"{value}"'

    def _related(self, tree: Related) -> str:
        inner = self._scope.of(tree.entity)
        start = f"{tree.aggregate}{OF}"
        if tree.of is not None:
            written = _Writer(inner).write(tree.of, _STRENGTH["+"], NO_NAMES)
            read_back, end = f"{written}{OF}{tree.entity}", len(written + OF)
            group = group_after(read_back, 0, self._scope)
            if (group.start if group else max(ofs_after(read_back, 0), default=0)) != end:
                written = f"({written})"
            start += f"{written}{OF}"
        where = f"{WHERE}{print_expression(tree.where, inner)}" if tree.where is not None else ""
        return f"{start}{tree.entity}{where}"

    def _call(self, tree: Call, options: NameSet) -> str:
        written = [
            self.write(argument, 0, options if tree.function == "if" and at else NO_NAMES)
            for at, argument in enumerate(tree.arguments)
        ]
        return f"{tree.function}({', '.join(written)})"

    def _binary(self, tree: Binary, least: int) -> str:
        strength = _STRENGTH[tree.operator]
        compares = tree.operator in COMPARISONS
        expected = NO_NAMES
        if compares:
            expected = self._scope.options_of(tree.left)
        operator = tree.operator
        if isinstance(tree.right, Text | YesNo | Pronoun):
            operator = _SPOKEN.get(operator, operator)
        left = self.write(tree.left, strength + compares, NO_NAMES)
        right = self.write(tree.right, strength + 1, expected)
        written = f"{left} {operator} {right}"
        return f"({written})" if strength < least else written
