"""Expressions of the language in, readable JavaScript out.

The result calls small named functions of the runtime (`runtime/values.js`), because plain `+` or
`<` would treat a missing value as 0 or "undefined": arithmetic with a missing value is missing,
and a comparison with one is false. Nothing is evaluated from text at run time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from desktop.blueprint import nodes
from desktop.blueprint.families import family
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.people import ME
from desktop.compiler.filters import as_javascript
from desktop.compiler.runtime_functions import AGGREGATES, ARITHMETIC, CALLS, ORDER, RUNTIME_FUNCTIONS
from desktop.compiler.units import DAYS, Shape, Units
from desktop.compiler.variables import record_name

__all__ = ["RUNTIME_FUNCTIONS", "Script", "Shape", "translate"]

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ALWAYS_SAID = ("contains", "starts with", "empty")
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Script:
    """A piece of JavaScript.

    Attributes:
        text: The expression itself.
        shape: What it gives.
        uses: Names of the runtime's functions that it calls.
    """

    text: str
    shape: Shape
    uses: frozenset[str] = _NOTHING


def translate(expression: nodes.Expression, kinds: Kinds, record: str, units: Units) -> Script:
    """Translate an expression over a record.

    Args:
        expression: A checked expression.
        kinds: What the record holds.
        record: The JavaScript variable that holds the record.
        units: The units of the app's computed fields.
    """
    return _Translator(kinds, (record,), units).translate(expression)


@dataclass(frozen=True, slots=True)
class _Translator:
    """Translates what is about one record; `records` are the variables of it and of those around it."""

    kinds: Kinds
    records: tuple[str, ...]
    units: Units

    def translate(self, node: nodes.Expression) -> Script:
        shape = self.units.shape_of(node, self.kinds)
        match node:
            case nodes.Number(value) | nodes.Text(value) | nodes.YesNo(value):
                return _literal(value, shape)
            case nodes.Moment("today" | "now" as word):
                return _call(word, (), shape)
            case nodes.Moment(word):
                return _literal(word, shape)
            case nodes.Pronoun("me"):
                return _call("myName", (), shape)
            case nodes.Pronoun():
                return _call("idOf", (self._record(),), shape)
            case nodes.FieldRef() | nodes.Through():
                return self._named(self._raw(node), node, shape)
            case nodes.Related():
                return self._related(node, shape)
            case nodes.Unary("not", operand):
                inner = self._test(operand)
                return Script(f"!{inner.text}", shape, inner.uses)
            case nodes.Unary(_, operand):
                return _call("negate", (self.translate(operand),), shape)
            case nodes.Binary("and" | "or" as operator, left, right):
                sign = "&&" if operator == "and" else "||"
                one, other = self._test(left), self._test(right)
                return Script(f"({one.text} {sign} {other.text})", shape, one.uses | other.uses)
            case nodes.Binary(operator, left, right) if operator in ARITHMETIC:
                return _arithmetic(operator, self.translate(left), self.translate(right), shape)
            case nodes.Binary():
                return self._comparison(node, shape)
            case nodes.Call("if", (test, then, other)):
                parts = (self._test(test), self.translate(then), self.translate(other))
                text = f"({parts[0].text} ? {parts[1].text} : {parts[2].text})"
                return Script(text, shape, _NOTHING.union(*(part.uses for part in parts)))
            case nodes.Call(function, arguments):
                scripts = tuple(self.translate(part) for part in arguments)
                if function == "join":
                    scripts = tuple(map(_in_words, scripts))
                return _call(CALLS[function], scripts, shape)

    # -- fields ------------------------------------------------------------------------------

    def _record(self) -> Script:
        return Script(self.records[-1], Shape("reference"))

    def _raw(self, node: nodes.FieldRef | nodes.Through) -> Script:
        """Return a field as it is kept: of a reference the id."""
        if isinstance(node, nodes.FieldRef):
            return Script(_member(self.records[-1], node.name), Shape(self.kinds.of(node.name)))
        field = self.kinds.fields[node.reference]
        target = self.kinds.target(node.reference)
        reference = Script(_member(self.records[-1], node.reference), Shape("reference"))
        shape = Shape(target.of(node.field) if target else "unknown")
        return _call("through", (_text(field.target), reference, _text(node.field)), shape)

    def _field(self, node: nodes.Expression) -> nodes.Field | None:
        """Return the field that a node names, here or in the record that is referred to."""
        if isinstance(node, nodes.FieldRef):
            return self.kinds.fields.get(node.name)
        target = self.kinds.target(node.reference) if isinstance(node, nodes.Through) else None
        return target.fields.get(node.field) if target and isinstance(node, nodes.Through) else None

    def _named(self, script: Script, node: nodes.Expression, shape: Shape) -> Script:
        """Return the names of records in place of their ids; other values as they are."""
        field = self._field(node)
        if field is not None and field.type in ("reference", "references"):
            name = "nameOf" if field.type == "reference" else "namesOf"
            return _call(name, (_text(field.target), script), shape)
        return replace(script, shape=shape)

    # -- other records -----------------------------------------------------------------------

    def _related(self, node: nodes.Related, shape: Shape) -> Script:
        group = self.kinds.group(node.entity)
        if group is None:
            raise KeyError(node.entity)
        variable = record_name(group.kinds.name, self.records)
        inner = _Translator(group.kinds, (*self.records, variable), self.units)
        name = _text(group.kinds.name)
        if group.is_list:
            chosen = Script(_member(self.records[-1], group.by), Shape("references"))
            records = _call("chosen", (name, chosen), shape)
        else:
            records = _call("related", (self._record(), name, _text(group.by)), shape)
        works = [inner.translate(node.of)] if node.of is not None else []
        works += [inner._test(node.where)] if node.where is not None else []
        functions = [replace(work, text=f"({variable}) => {work.text}") for work in works]
        return _call(AGGREGATES[node.aggregate], (records, *functions), shape)

    # -- tests -------------------------------------------------------------------------------

    def _test(self, node: nodes.Expression) -> Script:
        """Return what is true or false and never missing."""
        script = self.translate(node)
        return script if self._is_certain(node) else replace(script, text=f"Boolean({script.text})")

    def _is_certain(self, node: nodes.Expression) -> bool:
        match node:
            case nodes.FieldRef(name):
                field = self.kinds.fields.get(name)
                return field is not None and field.type == "yes/no"
            case nodes.Call(function, _):
                return function in _ALWAYS_SAID
            case nodes.YesNo() | nodes.Unary("not", _):
                return True
            case nodes.Binary(operator, _, _):
                return operator not in ARITHMETIC
            case _:
                return False

    def _comparison(self, node: nodes.Binary, shape: Shape) -> Script:
        sides = [side for side in (node.left, node.right) if isinstance(side, nodes.FieldRef | nodes.Through)]
        references = [side for side in sides if (field := self._field(side)) and field.type == "reference"]
        if len(references) > 1:
            # Two records are the same by what they are, not by what they are called.
            raw = tuple(self._raw(side) for side in references)
            return _call("same" if node.operator == "=" else "differs", raw, shape)
        if references and ME in (node.left, node.right) and node.operator in ("=", "!="):
            who = Script("me()", Shape("reference"), frozenset({"me"}))
            return _call(
                "same" if node.operator == "=" else "differs", (self._raw(references[0]), who), shape
            )
        return _comparison(node.operator, self.translate(node.left), self.translate(node.right), shape)


def _literal(value: object, shape: Shape) -> Script:
    return Script(str(as_javascript(value)), shape)


def _text(words: str) -> Script:
    return _literal(words, Shape("text"))


def _member(record: str, name: str) -> str:
    return f"{record}.{name}" if _PLAIN_NAME.fullmatch(name) else f"{record}[{as_javascript(name)}]"


def _arithmetic(operator: str, left: Script, right: Script, shape: Shape) -> Script:
    one, other = left.shape.type, right.shape.type
    if family(one) == "text":
        return _call("joined", (left, right), shape)
    if operator == "-" and family(one) == family(other) != "number":
        return _call("minutesBetween" if shape.type == "duration" else "daysBetween", (right, left), shape)
    if one == "date" and other == "time":
        return _call("atTime", (left, right), shape)
    if family(other) in ("date", "time"):
        left, right, one, other = right, left, other, one
    if family(one) in ("date", "time"):
        steps = right if operator == "+" else _call("negate", (right,), right.shape)
        by_minutes = one == "time" or other == "duration"
        return _call("addMinutes" if by_minutes else "addDays", (left, steps), shape)
    return _call(ARITHMETIC[operator], (left, right), shape)


def _comparison(operator: str, left: Script, right: Script, shape: Shape) -> Script:
    if {left.shape.type, right.shape.type} == DAYS:
        # `due < now` asks about the day.
        left, right = (_whole_day(side) for side in (left, right))
    if operator in ORDER:
        return _call(ORDER[operator], (left, right), shape)
    if "tags" in (left.shape.type, right.shape.type):
        tags, word = (left, right) if left.shape.type == "tags" else (right, left)
        return _call("includes" if operator == "=" else "lacks", (tags, word), shape)
    return _call("same" if operator == "=" else "differs", (left, right), shape)


def _call(name: str, arguments: tuple[Script, ...], shape: Shape) -> Script:
    uses = frozenset({name}).union(*(argument.uses for argument in arguments))
    return Script(f"{name}({', '.join(argument.text for argument in arguments)})", shape, uses)


def _in_words(script: Script) -> Script:
    """Return a value as people read it, to stand within a text."""
    kind, unit = script.shape.type, script.shape.unit
    if family(kind) == "text" and kind != "tags":
        return script
    facts = (_text(kind), _text(unit)) if unit else (_text(kind),)
    return _call("inWords", (script, *facts), Shape("text"))


def _whole_day(script: Script) -> Script:
    if script.shape.type == "date and time":
        return _call("dayOf", (script,), Shape("date"))
    return script
