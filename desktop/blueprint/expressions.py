"""Reads an expression: `last watered + water every`, `status is Done and due < today`.

Precedence climbing over a text, not over tokens, because a name is whatever is known at that place.
Words that are not known are still read as a name, for as long as they can be one, so that the
checker can say which name is wrong instead of the parser saying that everything is.
"""

from __future__ import annotations

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import NO_SCOPE, NameSet, Scope
from desktop.blueprint.nodes import (
    FUNCTIONS,
    Binary,
    Call,
    Expression,
    FieldRef,
    Moment,
    Number,
    Span,
    Text,
    Unary,
    YesNo,
)
from desktop.blueprint.unknown_words import WORD, goes_on, joins, remark_at, words_end
from desktop.blueprint.vocabulary import (
    BOOLEANS,
    COMPARISONS,
    DATE,
    MAX_DEPTH,
    MAX_PARTS,
    MOMENTS,
    NUMBER,
    PRODUCTS,
    SPOKEN,
    SUMS,
)

HOLE = FieldRef("")
"""Stands where an expression could not be read; only in readings that have errors."""

_NO_OPTIONS = NameSet()
_FUNCTIONS = NameSet(FUNCTIONS)
_LEVELS: tuple[tuple[str, ...], ...] = (("or",), ("and",), COMPARISONS, SUMS, PRODUCTS)
_NEGATION, _COMPARISON, _SUM = 2, 2, 3


class _UnreadableError(Exception):
    """Ends the reading of one expression; never leaves this file."""

    def __init__(self, code: str, start: int, end: int) -> None:
        super().__init__(code)
        self.code, self.start, self.end = code, start, end


def read_expression(
    piece: Piece, scope: Scope, problems: Problems, options: NameSet = _NO_OPTIONS
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
    reader = _Reader(piece, scope)
    try:
        return reader.whole(options)
    except _UnreadableError as stop:
        span = Span(piece.line, piece.start + stop.start, piece.start + max(stop.end, stop.start + 1))
        problems.add(stop.code, span, word=piece.text[stop.start : stop.end])
        return HOLE


class _Reader:
    def __init__(self, piece: Piece, scope: Scope = NO_SCOPE) -> None:
        self._piece, self._text, self._scope = piece, piece.text, scope
        self._at = self._parts = self._depth = 0

    def whole(self, options: NameSet) -> Expression:
        tree = self._level(0, options)
        if self._at < len(self._text):
            raise _UnreadableError("leftover-words", self._at, len(self._text))
        return tree

    # -- places and spans --------------------------------------------------------------------

    def _skip(self) -> None:
        while self._text.startswith(" ", self._at):
            self._at += 1

    def _span(self, start: int) -> Span:
        return Span(self._piece.line, self._piece.start + start, self._piece.start + self._at)

    def _count(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise _UnreadableError("expression-too-large", 0, len(self._text))

    # -- operators ---------------------------------------------------------------------------

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
            return Unary("not", self._nested(level, _NO_OPTIONS), self._span(start))
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
        if operator in COMPARISONS and isinstance(left, FieldRef):
            return self._scope.options.get(left.name, _NO_OPTIONS)
        return _NO_OPTIONS

    def _nested(self, level: int, options: NameSet) -> Expression:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _UnreadableError("expression-too-large", 0, len(self._text))
        tree = self._level(level, options)
        self._depth -= 1
        return tree

    # -- operands ----------------------------------------------------------------------------

    def _negative(self, options: NameSet) -> Expression:
        self._skip()
        start = self._at
        if not self._text.startswith("-", start):
            return self._operand(options)
        self._count()
        self._at += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _UnreadableError("expression-too-large", 0, len(self._text))
        operand = self._negative(_NO_OPTIONS)
        self._depth -= 1
        return Unary("-", operand, self._span(start))

    def _operand(self, options: NameSet) -> Expression:
        self._count()
        start = self._at
        if start >= len(self._text):
            raise _UnreadableError("expression-ends", max(0, start - 1), start)
        option = options.longest_at(self._text, start)
        if option:
            self._at += len(option)
            return Text(option, self._span(start))
        character = self._text[start]
        if character == "(":
            return self._brackets(options)
        if character == '"':
            return self._quoted()
        name = self._scope.fields.longest_at(self._text, start)
        function = _FUNCTIONS.longest_at(self._text, start)
        if function and len(function) >= len(name) and self._opens_call(start + len(function)):
            return self._call(function, options)
        if name:
            self._at += len(name)
            return FieldRef(name, self._span(start))
        return self._literal() or self._unknown(options)

    def _brackets(self, options: NameSet) -> Expression:
        start = self._at
        self._at += 1
        tree = self._nested(0, options)
        if not self._text.startswith(")", self._at):
            raise _UnreadableError("open-bracket", start, start + 1)
        self._at += 1
        return tree

    def _quoted(self) -> Expression:
        start = self._at
        end = self._text.find('"', start + 1)
        if end < 0:
            raise _UnreadableError("open-quote", start, len(self._text))
        self._at = end + 1
        return Text(self._text[start + 1 : end], self._span(start))

    def _opens_call(self, at: int) -> bool:
        return self._text.startswith("(", at) or self._text.startswith(" (", at)

    def _call(self, function: str, options: NameSet) -> Expression:
        start = self._at
        self._at = self._text.index("(", start + len(function)) + 1
        arguments: list[Expression] = []
        self._skip()
        if not self._text.startswith(")", self._at):
            arguments.append(self._argument(function, 0, options))
            while self._text.startswith(",", self._at):
                self._at += 1
                arguments.append(self._argument(function, len(arguments), options))
        if not self._text.startswith(")", self._at):
            raise _UnreadableError("open-bracket", start, self._at)
        self._at += 1
        return Call(function, tuple(arguments), self._span(start))

    def _argument(self, function: str, position: int, options: NameSet) -> Expression:
        """Read one argument; the two outcomes of `if` may name the options that are expected of it."""
        return self._nested(0, options if function == "if" and position else _NO_OPTIONS)

    def _literal(self) -> Expression | None:
        """Read a number, a date, yes, no, today or now; None if the words go on and are a name."""
        start = self._at
        for shape in (DATE, NUMBER):
            match = shape.match(self._text, start)
            if match and ("." in match.group() or not goes_on(self._text, match.end(), self._scope.fields)):
                self._at = match.end()
                word = match.group()
                span = self._span(start)
                return Moment(word, span) if shape is DATE else Number(float(word), span)
        match = WORD.match(self._text, start)
        if (
            match
            and match.group() in (*BOOLEANS, *MOMENTS)
            and not goes_on(self._text, match.end(), self._scope.fields)
        ):
            self._at = match.end()
            word = match.group()
            span = self._span(start)
            return YesNo(BOOLEANS[word], span) if word in BOOLEANS else Moment(word, span)
        return None

    def _unknown(self, options: NameSet) -> Expression:
        """Read words that nothing knows as far as they can be a name."""
        start = self._at
        end = words_end(self._text, start, self._scope.fields)
        if end == start:
            raise _UnreadableError("strange-character", start, start + 1)
        remark = remark_at(self._text, end)
        if not remark and self._opens_call(end):
            return self._call(self._text[start:end], options)
        self._at = end + len(remark)
        name = self._text[start : self._at]
        return Text(name, self._span(start)) if len(options) else FieldRef(name, self._span(start))
