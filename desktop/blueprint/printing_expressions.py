"""Writes an expression as the language would, with no more brackets than reading it back needs."""

from __future__ import annotations

from decimal import Decimal

from desktop.blueprint.names import NameSet, Scope
from desktop.blueprint.nodes import (
    Binary,
    Call,
    Expression,
    FieldRef,
    Moment,
    Number,
    Text,
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
_NO_OPTIONS = NameSet()


def print_number(value: float) -> str:
    """Return a number without exponent and without needless zeros."""
    written = format(Decimal(repr(value)), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def print_expression(tree: Expression, scope: Scope, options: NameSet = _NO_OPTIONS) -> str:
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
            case Moment():
                return tree.word
            case FieldRef():
                return tree.name or "?"
            case Text():
                return self._text(tree.value, options)
            case Call():
                return self._call(tree, options)
            case Unary():
                strength = _NEGATIVE if tree.operator == "-" else _STRENGTH["not"]
                operand = self.write(tree.operand, strength + (tree.operator == "-"), _NO_OPTIONS)
                written = f"-{operand}" if tree.operator == "-" else f"not {operand}"
                return f"({written})" if strength < least else written
            case Binary():
                return self._binary(tree, least)

    def _text(self, value: str, options: NameSet) -> str:
        bare = value in options and len(value) <= MAX_NAME and NAME.fullmatch(value)
        return value if bare else f'"{value}"'

    def _call(self, tree: Call, options: NameSet) -> str:
        written = [
            self.write(argument, 0, options if tree.function == "if" and at else _NO_OPTIONS)
            for at, argument in enumerate(tree.arguments)
        ]
        return f"{tree.function}({', '.join(written)})"

    def _binary(self, tree: Binary, least: int) -> str:
        strength = _STRENGTH[tree.operator]
        compares = tree.operator in COMPARISONS
        expected = _NO_OPTIONS
        if compares and isinstance(tree.left, FieldRef):
            expected = self._scope.options.get(tree.left.name, _NO_OPTIONS)
        operator = tree.operator
        if isinstance(tree.right, Text | YesNo):
            operator = _SPOKEN.get(operator, operator)
        left = self.write(tree.left, strength + compares, _NO_OPTIONS)
        right = self.write(tree.right, strength + 1, expected)
        written = f"{left} {operator} {right}"
        return f"({written})" if strength < least else written
