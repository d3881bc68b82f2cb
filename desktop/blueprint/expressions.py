"""Reads an expression: `last watered + water every`, `status is Done and due < today`.

Precedence climbing over a text, not over tokens, because a name is whatever is known at that place.
"""

from __future__ import annotations

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import NO_NAMES, NameSet, Scope
from desktop.blueprint.nodes import Binary, Expression, FieldRef, Unary
from desktop.blueprint.operands import Operands, UnreadableError
from desktop.blueprint.unknown_words import joins
from desktop.blueprint.vocabulary import COMPARISONS, PRODUCTS, SPOKEN, SUMS

HOLE = FieldRef("")
"""Stands where an expression could not be read; only in readings that have errors."""

_LEVELS: tuple[tuple[str, ...], ...] = (("or",), ("and",), COMPARISONS, SUMS, PRODUCTS)
_NEGATION, _COMPARISON = 2, 2


def read_expression(
    piece: Piece, scope: Scope, problems: Problems, options: NameSet = NO_NAMES
) -> Expression:
    """Read a whole piece as one expression.

    Args:
        piece: The words.
        scope: What may be named.
        problems: Where to report; at most one problem is reported of one expression.
        options: Options of the choice that the value is meant for (`set status to Done`).

    Returns:
        The tree, or `HOLE` if it could not be read.
    """
    if not piece.text:
        problems.add("missing-expression", piece.span)
        return HOLE
    try:
        return _Reader(piece, scope).whole(options)
    except UnreadableError as stop:
        problems.add(stop.code, stop.span, word=stop.word)
        return HOLE


class _Reader(Operands):
    def _operator(self, level: int) -> str:
        """Step over an operator of the level and return it as the tree spells it, or return ""."""
        if level == _COMPARISON:
            for spoken, symbol in SPOKEN.items():
                if joins(self._text, spoken, self._at):
                    self._at += len(spoken)
                    return symbol
        for symbol in _LEVELS[level]:
            if symbol.isalpha():
                found = joins(self._text, symbol, self._at)
            else:
                found = self._text.startswith(symbol, self._at)
            if found:
                self._at += len(symbol)
                return symbol
        return ""

    def _level(self, level: int, options: NameSet) -> Expression:
        if level == len(_LEVELS):
            return self._negative(options)
        self._skip()
        start = self._at
        if level == _NEGATION and self._starts_negation():
            self._count()
            self._at += len("not")
            return Unary("not", self._nested(level, NO_NAMES), self._span(start))
        left = self._level(level + 1, options)
        self._skip()
        while operator := self._operator(level):
            self._count()
            right = self._level(level + 1, self._expected(operator, left))
            left = Binary(operator, left, right, self._span(start))
            self._skip()
        return left

    def _starts_negation(self) -> bool:
        known = self._scope.fields.longest_at(self._text, self._at)
        return not known and joins(self._text, "not", self._at)

    def _expected(self, operator: str, left: Expression) -> NameSet:
        """The options that the right side may name, if it is compared with a choice."""
        return self._scope.options_of(left) if operator in COMPARISONS else NO_NAMES

    def _negative(self, options: NameSet) -> Expression:
        self._skip()
        start = self._at
        if not self._text.startswith("-", start):
            return self._operand(options)
        self._count()
        self._at += 1
        self._deeper()
        operand = self._negative(NO_NAMES)
        self._depth -= 1
        return Unary("-", operand, self._span(start))
