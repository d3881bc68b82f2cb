"""Expressions of the language in, readable JavaScript out.

The result calls small named functions of the runtime (`runtime/values.js`), because plain `+` or
`<` would treat a missing value as 0 or "undefined": arithmetic with a missing value is missing,
and a comparison with one is false. Nothing is evaluated from text at run time.

What an expression gives is asked of `blueprint.type_of`; only the unit is worked out here, because
only showing needs it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.blueprint import nodes, type_of
from desktop.compiler.filters import as_javascript

_DAYS = frozenset({"date", "date and time"})
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ORDER = {"<": "below", "<=": "atMost", ">": "above", ">=": "atLeast"}
_ARITHMETIC = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
_CALLS = {
    "round": "round",
    "absolute": "absolute",
    "smallest": "smallest",
    "largest": "largest",
    "days between": "daysBetween",
    "years between": "yearsBetween",
    "year": "yearOf",
    "month": "monthOf",
    "length": "lengthOf",
}
_OTHERS = "today now addDays negate nameOf dayOf timeOf momentOf same differs includes lacks"
RUNTIME_FUNCTIONS = frozenset((*_ORDER.values(), *_ARITHMETIC.values(), *_CALLS.values(), *_OTHERS.split()))
"""All that a translated expression may call; each is in `runtime/values.js`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value is: a field type of the language (text, number, date, …) and its unit."""

    type: str
    unit: str = ""


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
    uses: frozenset[str] = frozenset()


def translate(expression: nodes.Expression, entity: nodes.Entity, record: str) -> Script:
    """Translate an expression over a record.

    Args:
        expression: A checked expression.
        entity: Whose fields it names.
        record: The JavaScript variable that holds the record.
    """
    return _Translator(entity, record).translate(expression)


def shape_of(entity: nodes.Entity, name: str) -> Shape:
    """Return what a field or computed field holds; what cannot be known counts as text."""
    for field in entity.fields:
        if field.name == name:
            return Shape(field.type, field.unit)
    for computed in entity.computed:
        if computed.name == name:
            return _shape(computed.expression, entity, frozenset({name}))
    return Shape("text")


def _shape(expression: nodes.Expression, entity: nodes.Entity, seen: frozenset[str] = frozenset()) -> Shape:
    kind = type_of(expression, entity)
    unit = _unit(expression, entity, seen) if kind in ("number", "money") else ""
    # A reference read in an expression is the name of the record it refers to.
    return Shape("text" if kind in ("unknown", "reference") else kind, unit)


def _unit(node: nodes.Expression, entity: nodes.Entity, seen: frozenset[str]) -> str:
    """Return what a number counts: kept by sums, and by products with plain numbers; "" if unclear.

    Args:
        node: The expression.
        entity: Whose fields it names.
        seen: Computed fields on the way here, so that a circle ends.
    """

    def of(part: nodes.Expression) -> str:
        return _unit(part, entity, seen)

    match node:
        case nodes.FieldRef(name):
            for field in entity.fields:
                if field.name == name:
                    return field.unit
            for computed in entity.computed:
                if computed.name == name and name not in seen:
                    return _unit(computed.expression, entity, seen | {name})
            return ""
        case nodes.Unary("-", operand):
            return of(operand)
        case nodes.Binary("-", left, right) if {type_of(left, entity), type_of(right, entity)} <= _DAYS:
            return "days"
        case nodes.Binary("+" | "-", left, right):
            return of(left) or of(right)
        case nodes.Binary("*", left, right):
            # Five boxes at 3 € are 15 €; five metres by 3 metres are not 15 metres.
            money = [of(part) for part in (left, right) if type_of(part, entity) == "money"]
            units = [unit for unit in (of(left), of(right)) if unit]
            return money[0] if len(money) == 1 else units[0] if len(units) == 1 and not money else ""
        case nodes.Binary("/", left, right):
            per_piece = type_of(left, entity) == "money" != type_of(right, entity)
            return of(left) if per_piece or not of(right) else ""
        case nodes.Call("days between" | "years between" as function, _):
            return function.partition(" ")[0]
        case nodes.Call("if", (_, then, other)):
            return of(then) or of(other)
        case nodes.Call("round" | "absolute" | "smallest" | "largest", arguments):
            return of(arguments[0])
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class _Translator:
    entity: nodes.Entity
    record: str

    def translate(self, node: nodes.Expression) -> Script:
        shape = _shape(node, self.entity)
        match node:
            case nodes.Number(value) | nodes.Text(value) | nodes.YesNo(value):
                return Script(str(as_javascript(value)), shape)
            case nodes.Moment("today" | "now" as word):
                return _call(word, (), shape)
            case nodes.Moment(word):
                return Script(str(as_javascript(word)), shape)
            case nodes.FieldRef(name):
                return self._field(name, shape)
            case nodes.Unary("not", operand):
                inner = self.translate(operand)
                return Script(f"!{_boolean(inner)}", shape, inner.uses)
            case nodes.Unary(_, operand):
                return _call("negate", (self.translate(operand),), shape)
            case nodes.Binary(operator, left, right):
                return _binary(operator, self.translate(left), self.translate(right), shape)
            case nodes.Call("if", (test, then, other)):
                parts = [self.translate(part) for part in (test, then, other)]
                text = f"({_boolean(parts[0])} ? {parts[1].text} : {parts[2].text})"
                return Script(text, shape, frozenset().union(*(part.uses for part in parts)))
            case nodes.Call(function, arguments):
                return _call(_CALLS[function], tuple(self.translate(part) for part in arguments), shape)

    def _field(self, name: str, shape: Shape) -> Script:
        if _PLAIN_NAME.fullmatch(name):
            text = f"{self.record}.{name}"
        else:
            text = f"{self.record}[{as_javascript(name)}]"
        for field in self.entity.fields:
            if field.name == name and field.type == "reference":
                target = Script(str(as_javascript(field.target)), shape)
                return _call("nameOf", (target, Script(text, shape)), shape)
        return Script(text, shape)


def _binary(operator: str, left: Script, right: Script, shape: Shape) -> Script:
    if operator in ("and", "or"):
        sign = "&&" if operator == "and" else "||"
        return Script(f"({_boolean(left)} {sign} {_boolean(right)})", shape, left.uses | right.uses)
    if operator in _ARITHMETIC:
        return _arithmetic(operator, left, right, shape)
    return _comparison(operator, left, right, shape)


def _arithmetic(operator: str, left: Script, right: Script, shape: Shape) -> Script:
    one, other = left.shape.type, right.shape.type
    if one in _DAYS and other in _DAYS:
        return _call("daysBetween", (right, left), shape)
    if one in _DAYS:
        days = right if operator == "+" else _call("negate", (right,), right.shape)
        return _call("addDays", (left, days), shape)
    if other in _DAYS:
        return _call("addDays", (right, left), shape)
    return _call(_ARITHMETIC[operator], (left, right), shape)


def _comparison(operator: str, left: Script, right: Script, shape: Shape) -> Script:
    if {left.shape.type, right.shape.type} == _DAYS:
        # `due < now` asks about the day.
        left, right = (_whole_day(side) for side in (left, right))
    if operator in _ORDER:
        return _call(_ORDER[operator], (left, right), shape)
    if "tags" in (left.shape.type, right.shape.type):
        tags, word = (left, right) if left.shape.type == "tags" else (right, left)
        return _call("includes" if operator == "=" else "lacks", (tags, word), shape)
    return _call("same" if operator == "=" else "differs", (left, right), shape)


def _call(name: str, arguments: tuple[Script, ...], shape: Shape) -> Script:
    uses = frozenset({name}).union(*(argument.uses for argument in arguments))
    return Script(f"{name}({', '.join(argument.text for argument in arguments)})", shape, uses)


def _boolean(script: Script) -> str:
    return script.text if script.shape.type == "yes/no" else f"Boolean({script.text})"


def _whole_day(script: Script) -> Script:
    if script.shape.type == "date and time":
        return _call("dayOf", (script,), Shape("date"))
    return script
