"""Expressions of the language in, expressions of SQLite out: for views and sums that the host answers.

Fields, tests, choices and sums over other records are plain SQL, so that indexes serve them; what is
reckoned calls the functions of `sql_functions.py`. Missing is NULL, yes is 1, no is 0. What only the
page knows (what a record is called, how a number is shown, who is signed in) cannot be said in SQL;
nor can what is nested too deep for SQLite. Then the answer is None, and the page works it out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.blueprint import nodes
from desktop.blueprint.families import family
from desktop.blueprint.kinds import Kinds
from desktop.compiler.runtime_functions import ARITHMETIC, CALLS
from desktop.compiler.sql_places import Places
from desktop.compiler.units import DAYS

MOST_PIECES, MOST_DEPTH = 400, 12
"""How much SQL one expression may become, and how deep it may be nested."""

_PLAIN = {"smallest": "min", "largest": "max", "absolute": "abs"}


class _UnsayableError(Exception):
    """Ends the translation; never leaves this file."""


def to_sql(expression: nodes.Expression, kinds: Kinds, places: Places, row: str) -> str | None:
    """Translate an expression over a record.

    Args:
        expression: A checked expression.
        kinds: What the record holds.
        places: Where the database keeps it.
        row: The alias of the record's table in the query.

    Returns:
        SQL, or None if only the page can work it out.
    """
    try:
        return _Writer(kinds, places, row, _Budget()).value(expression)
    except _UnsayableError:
        return None


def test_to_sql(expression: nodes.Expression, kinds: Kinds, places: Places, row: str) -> str | None:
    """Translate a test, as `where` has it: 1 or 0, never NULL; else as `to_sql`."""
    written = to_sql(expression, kinds, places, row)
    return None if written is None else f"COALESCE({written}, 0)"


def measure_to_sql(measure: nodes.Measure, kinds: Kinds, places: Places) -> str | None:
    """Translate a measure into a query of one value; None if only the page can work it out.

    Args:
        measure: A checked measure.
        kinds: What the records hold that it is over.
        places: Where the database keeps them.
    """
    try:
        writer = _Writer(kinds, places, "r0", _Budget())
        found = writer.aggregate(measure.aggregate, nodes.FieldRef(measure.field) if measure.field else None)
        where = f" WHERE {writer.test(measure.where)}" if measure.where is not None else ""
        return f"SELECT {found} FROM {places.table(kinds.name)} AS r0{where}"
    except _UnsayableError:
        return None


@dataclass
class _Budget:
    """Counts what was written; `aliases` makes the names of tables in subqueries."""

    pieces: int = 0
    aliases: int = 0

    def take(self, depth: int) -> None:
        self.pieces += 1
        if self.pieces > MOST_PIECES or depth > MOST_DEPTH:
            raise _UnsayableError


@dataclass(frozen=True)
class _Writer:
    kinds: Kinds
    places: Places
    row: str
    budget: _Budget
    depth: int = 0

    def value(self, node: nodes.Expression) -> str:
        """Return an expression; NULL if it is missing."""
        self.budget.take(self.depth)
        return replace(self, depth=self.depth + 1)._value(node)

    def _value(self, node: nodes.Expression) -> str:
        match node:
            case nodes.Number(value):
                return repr(float(value))
            case nodes.Text(words):
                return _quoted(words) if words else "NULL"
            case nodes.YesNo(value):
                return "1" if value else "0"
            case nodes.Moment("today"):
                return "date('now', 'localtime')"
            case nodes.Moment("now"):
                return "strftime('%Y-%m-%dT%H:%M', 'now', 'localtime')"
            case nodes.Moment(word):
                return _quoted(word)
            case nodes.FieldRef(name):
                return self._column(name)
            case nodes.Through(name, reference):
                return self._through(name, reference)
            case nodes.Related():
                return self._related(node)
            case nodes.Unary("not", operand):
                return f"(NOT {self.test(operand)})"
            case nodes.Unary(_, operand):
                return f"hs_negate({self.value(operand)})"
            case nodes.Binary("and" | "or" as word, left, right):
                return f"({self.test(left)} {word.upper()} {self.test(right)})"
            case nodes.Binary(operator, left, right) if operator in ARITHMETIC:
                return self._arithmetic(operator, left, right)
            case nodes.Binary():
                return self._comparison(node)
            case nodes.Call(function, arguments):
                return self._call(function, arguments)
            case _:
                raise _UnsayableError

    def test(self, node: nodes.Expression) -> str:
        """Return a test; what is missing is not so."""
        return f"COALESCE({self.value(node)}, 0)"

    # -- fields and other records --------------------------------------------------------------

    def _column(self, name: str) -> str:
        if name in self.kinds.computed:
            return self.value(self.kinds.computed[name].expression)
        kind = self.kinds.of(name)
        if kind in ("reference", "references", "image", "file", "unknown"):
            raise _UnsayableError
        column = self._raw(name)
        if family(kind) == "text" and kind != "tags":
            return f"NULLIF({column}, '')"
        return f"COALESCE({column}, 0)" if kind == "yes/no" else column

    def _raw(self, name: str) -> str:
        return f"{self.row}.{self.places.column(self.kinds.name, name)}"

    def _inside(self, kinds: Kinds) -> _Writer:
        self.budget.aliases += 1
        return replace(self, kinds=kinds, row=f"r{self.budget.aliases}")

    def _through(self, name: str, reference: str) -> str:
        inner = self._inside(self._target(reference))
        return self._looked_up(inner, inner._column(name), reference)

    def _target(self, reference: str) -> Kinds:
        target = self.kinds.target(reference)
        if target is None:
            raise _UnsayableError
        return target

    def _looked_up(self, inner: _Writer, wanted: str, reference: str) -> str:
        table, row = self.places.table(inner.kinds.name), inner.row
        return f'(SELECT {wanted} FROM {table} AS {row} WHERE {row}."id" = {self._raw(reference)})'

    def _related(self, node: nodes.Related) -> str:
        group = self.kinds.group(node.entity)
        if group is None or not group.by:
            raise _UnsayableError
        inner = self._inside(group.kinds)
        own = f'{self.row}."id"'
        if group.is_list:
            links = self.places.links(self.kinds.name, group.by)
            linked = f'{inner.row}."id" IN (SELECT "refers to" FROM {links} WHERE "record" = {own})'
        elif group.kinds.of(group.by) == "references":
            links = self.places.links(group.kinds.name, group.by)
            linked = f'{inner.row}."id" IN (SELECT "record" FROM {links} WHERE "refers to" = {own})'
        else:
            linked = f"{inner._raw(group.by)} = {own}"
        where = f" AND {inner.test(node.where)}" if node.where is not None else ""
        records = f"{self.places.table(group.kinds.name)} AS {inner.row}"
        return f"(SELECT {inner.aggregate(node.aggregate, node.of)} FROM {records} WHERE {linked}{where})"

    def aggregate(self, word: str, of: nodes.Expression | None) -> str:
        """Return an aggregate over the rows of a query."""
        if of is None:
            return "COUNT(*)"
        summed = self.value(of)
        if word == "sum":
            return f"hs_tidy(COALESCE(SUM({summed}), 0.0))"
        return f"hs_tidy(AVG({summed}))" if word == "average" else f"{word.upper()}({summed})"

    # -- operators -----------------------------------------------------------------------------

    def _arithmetic(self, operator: str, left: nodes.Expression, right: nodes.Expression) -> str:
        one, other = self.kinds.infer(left), self.kinds.infer(right)
        first, second = self.value(left), self.value(right)
        if family(one) == "text":
            return f"({first} || {second})"
        if operator == "-" and family(one) == family(other) != "number":
            both_timed = one == other and one in ("time", "date and time")
            return f"hs_{'minutes' if both_timed else 'days'}Between({second}, {first})"
        if one == "date" and other == "time":
            return f"hs_atTime({first}, {second})"
        if family(other) in ("date", "time"):
            one, other, first, second = other, one, second, first
        if family(one) in ("date", "time"):
            by = second if operator == "+" else f"hs_negate({second})"
            unit = "Minutes" if one == "time" or other == "duration" else "Days"
            return f"hs_add{unit}({first}, {by})"
        return f"hs_{ARITHMETIC[operator]}({first}, {second})"

    def _comparison(self, node: nodes.Binary) -> str:
        one, other = self.kinds.infer(node.left), self.kinds.infer(node.right)
        if one == other == "reference":
            return _compared(node.operator, self._id(node.left), self._id(node.right))
        if "tags" in (one, other) or "references" in (one, other):
            return self._among(node, one, other)
        if family(one) == "text" and node.operator not in ("=", "!="):
            raise _UnsayableError  # two ways to put characters in order
        left, right = self.value(node.left), self.value(node.right)
        if {one, other} == DAYS:
            left = f"substr({left}, 1, 10)" if one == "date and time" else left
            right = f"substr({right}, 1, 10)" if other == "date and time" else right
        return _compared(node.operator, left, right)

    def _id(self, node: nodes.Expression) -> str:
        """Return the id that a reference holds."""
        if isinstance(node, nodes.FieldRef) and node.name in self.kinds.fields:
            return self._raw(node.name)
        if not isinstance(node, nodes.Through) or node.field not in self._target(node.reference).fields:
            raise _UnsayableError
        inner = self._inside(self._target(node.reference))
        return self._looked_up(inner, inner._raw(node.field), node.reference)

    def _among(self, node: nodes.Binary, one: str, other: str) -> str:
        """Return whether a list of tags has one."""
        if one == other or "references" in (one, other) or node.operator not in ("=", "!="):
            raise _UnsayableError
        tags, word = (node.left, node.right) if one == "tags" else (node.right, node.left)
        found = f"(SELECT MAX(value = {self.value(word)}) FROM json_each({self.value(tags)}))"
        if node.operator == "=":
            return f"COALESCE({found}, 0)"
        missing = f"({self.value(word)} IS NULL OR {self.value(tags)} IS NULL)"
        return f"(NOT {missing} AND NOT COALESCE({found}, 0))"

    # -- functions -----------------------------------------------------------------------------

    def _call(self, function: str, arguments: tuple[nodes.Expression, ...]) -> str:
        first, *others = arguments
        kinds = [self.kinds.infer(argument) for argument in arguments]
        if function == "empty":
            return self._empty(first, kinds[0])
        if any(kind in ("reference", "references") for kind in kinds):
            raise _UnsayableError
        if function == "if":
            then, otherwise = (self.value(each) for each in others)
            return f"CASE WHEN {self.test(first)} THEN {then} ELSE {otherwise} END"
        if function == "join" and any(family(kind) != "text" or kind == "tags" for kind in kinds):
            raise _UnsayableError  # how a number is shown, only the page knows
        written = [self.value(argument) for argument in arguments]
        match function:
            case "join":
                return f"NULLIF({' || '.join(_or_empty(each) for each in written)}, '')"
            case "length":
                return f"{'json_array_length' if kinds[0] == 'tags' else 'length'}({written[0]})"
            case "contains" if kinds[0] == "tags":
                return f"COALESCE((SELECT MAX(value = {written[1]}) FROM json_each({written[0]})), 0)"
            case "contains" | "starts with":
                place = "= 1" if function == "starts with" else "> 0"
                return f"COALESCE(instr({written[0]}, {written[1]}) {place}, 0)"
        name = _PLAIN.get(function) or f"hs_{CALLS[function]}"
        return f"{name}({', '.join(written)})"

    def _empty(self, node: nodes.Expression, kind: str) -> str:
        if kind == "reference":
            return f"({self._id(node)} IS NULL)"
        if kind == "references" and isinstance(node, nodes.FieldRef):
            links = self.places.links(self.kinds.name, node.name)
            return f'(NOT EXISTS (SELECT 1 FROM {links} WHERE "record" = {self.row}."id"))'
        if kind in ("image", "file") and isinstance(node, nodes.FieldRef):
            return f"(NULLIF({self._raw(node.name)}, '') IS NULL)"
        missing = f"{self.value(node)} IS NULL"
        return f"({missing} OR {self.value(node)} = '[]')" if kind == "tags" else f"({missing})"


def _compared(operator: str, left: str, right: str) -> str:
    return f"COALESCE({left} {operator} {right}, 0)"


def _or_empty(text: str) -> str:
    return f"COALESCE({text}, '')"


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
