"""Expressions of the language in, readable JavaScript out.

The result calls small named functions of the runtime (`runtime/values.js`), because plain `+` or
`<` would treat a missing value as 0 or "undefined": arithmetic with a missing value is missing,
and a comparison with one is false. Nothing is evaluated from text at run time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.blueprint import nodes
from desktop.compiler.filters import as_javascript

_NUMBERS = frozenset({"number", "money", "percent", "duration", "rating"})
_MOMENTS = frozenset({"date", "date and time"})
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


def shape_of(entity: nodes.Entity, name: str, seen: frozenset[str] = frozenset()) -> Shape:
    """Return what a field or computed field of an entity holds; unknown or circular names are text."""
    for field in entity.fields:
        if field.name == name:
            return Shape(field.type, field.unit)
    for computed in entity.computed:
        if computed.name == name and name not in seen:
            return _Translator(entity, "it", seen | {name}).translate(computed.expression).shape
    return Shape("text")


def translate(expression: nodes.Expression, entity: nodes.Entity, record: str) -> Script:
    """Translate an expression over a record.

    Args:
        expression: A checked expression.
        entity: Whose fields it names.
        record: The JavaScript variable that holds the record.
    """
    return _Translator(entity, record, frozenset()).translate(expression)


@dataclass(frozen=True, slots=True)
class _Translator:
    entity: nodes.Entity
    record: str
    seen: frozenset[str]

    def translate(self, node: nodes.Expression) -> Script:
        match node:
            case nodes.Number(value):
                return Script(str(as_javascript(value)), Shape("number"))
            case nodes.Text(value):
                return Script(str(as_javascript(value)), Shape("text"))
            case nodes.YesNo(value):
                return Script("true" if value else "false", Shape("yes/no"))
            case nodes.Moment(word):
                return self._moment(word)
            case nodes.FieldRef(name):
                return self._field(name)
            case nodes.Unary(operator, operand):
                return self._unary(operator, self.translate(operand))
            case nodes.Binary(operator, left, right):
                return self._binary(operator, self.translate(left), self.translate(right))
            case nodes.Call(function, arguments):
                return self._call(function, tuple(self.translate(a) for a in arguments))

    def _moment(self, word: str) -> Script:
        if word == "today":
            return _call("today", (), Shape("date"))
        if word == "now":
            return _call("now", (), Shape("date and time"))
        return Script(str(as_javascript(word)), Shape("date"))

    def _field(self, name: str) -> Script:
        shape = shape_of(self.entity, name, self.seen)
        if _PLAIN_NAME.fullmatch(name):
            text = f"{self.record}.{name}"
        else:
            text = f"{self.record}[{as_javascript(name)}]"
        for field in self.entity.fields:
            if field.name == name and field.type == "reference":
                target = Script(str(as_javascript(field.target)), Shape("text"))
                return _call("nameOf", (target, Script(text, shape)), Shape("text"))
        return Script(text, shape)

    def _unary(self, operator: str, operand: Script) -> Script:
        if operator == "not":
            return Script(f"!{_boolean(operand)}", Shape("yes/no"), operand.uses)
        return _call("negate", (operand,), operand.shape)

    def _binary(self, operator: str, left: Script, right: Script) -> Script:
        if operator in ("and", "or"):
            sign = "&&" if operator == "and" else "||"
            text = f"({_boolean(left)} {sign} {_boolean(right)})"
            return Script(text, Shape("yes/no"), left.uses | right.uses)
        if operator in _ARITHMETIC:
            return self._arithmetic(operator, left, right)
        return self._comparison(operator, left, right)

    def _arithmetic(self, operator: str, left: Script, right: Script) -> Script:
        one, other = left.shape, right.shape
        if one.type in _MOMENTS and other.type in _MOMENTS and operator == "-":
            return _call("daysBetween", (right, left), Shape("number", "days"))
        if one.type in _MOMENTS and operator in "+-":
            days = right if operator == "+" else _call("negate", (right,), other)
            return _call("addDays", (left, days), one)
        if other.type in _MOMENTS and operator == "+":
            return _call("addDays", (right, left), other)
        if one.type == other.type == "time" and operator == "-":
            return _call("minutesBetween", (right, left), Shape("duration"))
        if operator == "+" and (one.type not in _NUMBERS or other.type not in _NUMBERS):
            return _call("join", (left, right), Shape("text"))
        return _call(_ARITHMETIC[operator], (left, right), _shape_of_sum(operator, one, other))

    def _comparison(self, operator: str, left: Script, right: Script) -> Script:
        if {left.shape.type, right.shape.type} == _MOMENTS:
            left, right = _whole_day(left), _whole_day(right)
        yes_or_no = Shape("yes/no")
        if operator in _ORDER:
            return _call(_ORDER[operator], (left, right), yes_or_no)
        if "tags" in (left.shape.type, right.shape.type):
            tags, word = (left, right) if left.shape.type == "tags" else (right, left)
            return _call("includes" if operator == "=" else "lacks", (tags, word), yes_or_no)
        return _call("same" if operator == "=" else "differs", (left, right), yes_or_no)

    def _call(self, function: str, arguments: tuple[Script, ...]) -> Script:
        if function == "if":
            test, then, other = arguments
            shape = then.shape if then.shape.type != "text" else other.shape
            text = f"({_boolean(test)} ? {then.text} : {other.text})"
            return Script(text, shape, test.uses | then.uses | other.uses)
        shapes = {
            "round": arguments[0].shape,
            "absolute": arguments[0].shape,
            "smallest": arguments[0].shape,
            "largest": arguments[0].shape,
            "days between": Shape("number", "days"),
            "years between": Shape("number", "years"),
        }
        return _call(_CALLS[function], arguments, shapes.get(function, Shape("number")))


def _call(name: str, arguments: tuple[Script, ...], shape: Shape) -> Script:
    uses = frozenset({name}).union(*(argument.uses for argument in arguments))
    return Script(f"{name}({', '.join(argument.text for argument in arguments)})", shape, uses)


def _boolean(script: Script) -> str:
    return script.text if script.shape.type == "yes/no" else f"Boolean({script.text})"


def _whole_day(script: Script) -> Script:
    """Cut a date and time down to its day, so that `due < now` asks about the day."""
    if script.shape.type == "date and time":
        return _call("dayOf", (script,), Shape("date"))
    return script


def _shape_of_sum(operator: str, one: Shape, other: Shape) -> Shape:
    """Say what an arithmetic result counts: money times a number is money, money by money a ratio."""
    if operator in "+-":
        return one if one.type != "number" or one.unit else other
    if operator == "/" and one == other:
        return Shape("number")
    for shape in (one, other) if operator == "*" else (one,):
        if shape.type in ("money", "duration"):
            return shape
    return Shape("number")
