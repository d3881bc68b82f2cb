"""Reads one operand of an expression: a number, a name, a function, `price of product`, `count of Loan`.

A name is whatever is known at that place, the longest first. Words that are not known are still read
as a name, for as long as they can be one, so that the checker can say which name is wrong instead of
the parser saying that everything is. The operators around operands are `expressions.py`'s.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from desktop.blueprint.groups import OF, WHERE, Group, aggregate_at, group_after, group_at, ofs_after
from desktop.blueprint.lexer import Piece
from desktop.blueprint.literals import literal, literal_end
from desktop.blueprint.names import NO_NAMES, NameSet, Scope
from desktop.blueprint.nodes import (
    FUNCTIONS,
    Call,
    Expression,
    FieldRef,
    Related,
    Span,
    Text,
    Through,
)
from desktop.blueprint.unknown_words import remark_at, words_end
from desktop.blueprint.vocabulary import MAX_DEPTH, MAX_PARTS

_FUNCTIONS = NameSet(FUNCTIONS)
SUM = 3
"""The level of `+`; what is summed up needs brackets around anything that binds less."""

MOST_TRIES = 12
"""How many places are tried for the name of an entity that nobody knows."""


class UnreadableError(Exception):
    """Ends the reading of one expression; never leaves `expressions.py`.

    Attributes:
        code: What is wrong, a key of the catalogue.
        span: Where.
        word: The words there.
    """

    def __init__(self, code: str, span: Span, word: str) -> None:
        super().__init__(code)
        self.code, self.span, self.word = code, span, word


class Operands(ABC):
    """Walks along a piece and reads the operands in it.

    Args:
        piece: The words.
        scope: What may be named.
        parts: How many operands and operators were read before this piece, of the same expression.
        depth: In how many brackets the piece stands.
    """

    def __init__(self, piece: Piece, scope: Scope, parts: int = 0, depth: int = 0) -> None:
        self._piece, self._text, self._scope = piece, piece.text, scope
        self._at, self._parts, self._depth = 0, parts, depth

    @abstractmethod
    def _level(self, level: int, options: NameSet) -> Expression:
        """Read operands with the operators between them that bind as strongly as `level`."""

    # -- places and spans --------------------------------------------------------------------

    def _skip(self) -> None:
        while self._text.startswith(" ", self._at):
            self._at += 1

    def _span(self, start: int) -> Span:
        return Span(self._piece.line, self._piece.start + start, self._piece.start + self._at)

    def _unreadable(self, code: str, start: int, end: int) -> UnreadableError:
        first = self._piece.start
        span = Span(self._piece.line, first + start, first + max(end, start + 1))
        return UnreadableError(code, span, self._text[start:end])

    def _count(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise self._unreadable("expression-too-large", 0, len(self._text))

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._unreadable("expression-too-large", 0, len(self._text))

    def _nested(self, level: int, options: NameSet) -> Expression:
        self._deeper()
        tree = self._level(level, options)
        self._depth -= 1
        return tree

    # -- operands ----------------------------------------------------------------------------

    def _operand(self, options: NameSet) -> Expression:
        self._count()
        start = self._at
        if start >= len(self._text):
            raise self._unreadable("expression-ends", max(0, start - 1), start)
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
        aggregate = aggregate_at(self._text, start)
        if aggregate and len(name) <= len(aggregate + OF):
            related = self._related(aggregate)
            if related is not None:
                return related
        elsewhere = self._through(name)
        if elsewhere is None and aggregate and len(name) <= len(aggregate + OF) and not options:
            elsewhere = self._unknown_related(aggregate)
        elsewhere = elsewhere or self._unknown_through(name)
        if elsewhere is not None:
            return elsewhere
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
            raise self._unreadable("open-bracket", start, start + 1)
        self._at += 1
        return tree

    def _quoted(self) -> Expression:
        start = self._at
        end = self._text.find('"', start + 1)
        if end < 0:
            raise self._unreadable("open-quote", start, len(self._text))
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
            raise self._unreadable("open-bracket", start, self._at)
        self._at += 1
        return Call(function, tuple(arguments), self._span(start))

    def _argument(self, function: str, position: int, options: NameSet) -> Expression:
        """Read one argument; the two outcomes of `if` may name the options that are expected of it."""
        return self._nested(0, options if function == "if" and position else NO_NAMES)

    # -- other records -----------------------------------------------------------------------

    def _through(self, name: str) -> Expression | None:
        """Read `price of product`, which is known; `name` is the longest own field here, or ""."""
        for field, at in self._before_of(name):
            reference = self._scope.reference_names.longest_at(self._text, at)
            if reference and at + len(reference) > self._at + len(name):
                return self._through_to(field, at + len(reference))
        return None

    def _unknown_through(self, name: str) -> Expression | None:
        """Read `price of prodct`, so that the checker can say which field leads nowhere."""
        for field, at in self._before_of(name):
            end = words_end(self._text, at, self._scope.fields)
            if end > at and len(field) >= len(name):
                return self._through_to(field, end + len(remark_at(self._text, end)))
        return None

    def _before_of(self, name: str) -> Iterator[tuple[str, int]]:
        """Return the fields that stand here before an ` of `, longest first, and where that ends."""
        for field in dict.fromkeys((*self._scope.fields_anywhere.all_at(self._text, self._at), name)):
            if field and self._text.startswith(OF, self._at + len(field)):
                yield field, self._at + len(field + OF)

    def _through_to(self, field: str, end: int) -> Expression:
        start = self._at
        self._at = end
        return Through(field, self._text[start + len(field + OF) : end], self._span(start))

    def _related(self, aggregate: str) -> Expression | None:
        """Read an aggregate over records that are known; None if none are named where they should be."""
        at = self._at + len(aggregate + OF)
        group = (group_at if aggregate == "count" else group_after)(self._text, at, self._scope)
        return self._aggregate(aggregate, at, group) if group is not None else None

    def _aggregate(self, aggregate: str, at: int, group: Group) -> Expression:
        start = self._at
        inner = self._scope.of(group.name)
        summed = None
        if aggregate != "count":
            self._deeper()
            reader = type(self)(self._piece.part(at, group.start - len(OF)), inner, self._parts, self._depth)
            summed = reader.whole(NO_NAMES, SUM)
            self._parts = reader._parts
            self._depth -= 1
        where = self._where(group.end, inner)
        return Related(aggregate, group.name, summed, where, self._span(start))

    def _where(self, at: int, inner: Scope) -> Expression | None:
        """Read the test that may follow the records of an aggregate, by the names that those have."""
        self._at = at
        if not self._text.startswith(WHERE, at):
            return None
        self._at += len(WHERE)
        outer, self._scope = self._scope, inner
        where = self._nested(0, NO_NAMES)
        self._scope = outer
        return where

    def whole(self, options: NameSet, level: int = 0) -> Expression:
        """Read the piece to its end.

        Raises:
            UnreadableError: If it is not one expression that binds as strongly as `level`.
        """
        tree = self._level(level, options)
        if self._at < len(self._text):
            raise self._unreadable("leftover-words", self._at, len(self._text))
        return tree

    # -- literals and unknown words ------------------------------------------------------------

    def _literal(self) -> Expression | None:
        """Read a number, a date, a time, yes, now, this, …; None if the words go on as a name."""
        start = self._at
        end = literal_end(self._text, start, self._scope.fields)
        if end == start:
            return None
        self._at = end
        return literal(self._text[start:end], self._span(start))

    def _unknown(self, options: NameSet) -> Expression:
        """Read words that nothing knows as far as they can be a name."""
        start = self._at
        end = words_end(self._text, start, self._scope.fields)
        if end == start:
            raise self._unreadable("strange-character", start, start + 1)
        remark = remark_at(self._text, end)
        if not remark and self._opens_call(end):
            return self._call(self._text[start:end], options)
        for reference in self._scope.references:
            if self._text[start:end].endswith(OF + reference) and not options:
                return self._through_to(self._text[start : end - len(OF + reference)], end)
        self._at = end + len(remark)
        name = self._text[start : self._at]
        after = words_end(self._text, self._at + len(OF), self._scope.fields)
        if remark and self._text.startswith(OF, self._at) and after > self._at + len(OF):
            self._at = start
            return self._through_to(name, after + len(remark_at(self._text, after)))
        return Text(name, self._span(start)) if len(options) else FieldRef(name, self._span(start))

    def _unknown_related(self, aggregate: str) -> Expression | None:
        """Read `sum of price of Prodct`, so that the checker can say that there is no such entity.

        Where nothing is known, the places where the entity could begin are tried from the last one on.
        """
        start, at = self._at, self._at + len(aggregate + OF)
        places = [at] if aggregate == "count" else ofs_after(self._text, at)[: -MOST_TRIES - 1 : -1]
        for place in places:
            end = words_end(self._text, place, self._scope.fields)
            where = self._text.find(WHERE, place, end + 1)
            end = where if where >= 0 else end + len(remark_at(self._text, end))
            if end > place:
                before = self._scope, self._depth
                try:
                    return self._aggregate(aggregate, at, Group(self._text[place:end], place, end))
                except UnreadableError as stop:
                    if stop.code == "expression-too-large":
                        raise
                    self._at, (self._scope, self._depth) = start, before
        return None
