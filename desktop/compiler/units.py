"""What a value is, and what it counts: the type comes from `blueprint`, the unit is worked out here.

Only showing needs units: 5 boxes at 3 € are 15 €, and between two days there are days.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.blueprint import nodes
from desktop.blueprint.dependencies import Column
from desktop.blueprint.kinds import Kinds

DAYS = frozenset({"date", "date and time"})
_KEEPING = ("round", "absolute", "whole", "remainder", "smallest", "largest")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value is: a field type of the language (text, number, date, …) and its unit."""

    type: str
    unit: str = ""


class Units:
    """Remembers the units of computed fields, which lie on one another."""

    def __init__(self) -> None:
        self._units: dict[Column, str] = {}

    def shape_of(self, tree: nodes.Expression, kinds: Kinds) -> Shape:
        """Return what an expression gives; what cannot be known counts as text.

        Args:
            tree: The expression.
            kinds: What the record holds that it is about.
        """
        kind = kinds.infer(tree)
        unit = self._unit(tree, kinds) if kind in ("number", "money") else ""
        if kind == "references":
            return Shape("tags")
        # A reference read in an expression is the name of the record it refers to.
        return Shape("text" if kind in ("unknown", "reference") else kind, unit)

    def shape_of_column(self, name: str, kinds: Kinds) -> Shape:
        """Return what a field or computed field holds."""
        field = kinds.fields.get(name)
        if field is not None:
            return Shape(field.type, field.unit)
        computed = kinds.computed.get(name)
        return self.shape_of(computed.expression, kinds) if computed else Shape("text")

    def _column(self, name: str, kinds: Kinds) -> str:
        field = kinds.fields.get(name)
        if field is not None:
            return field.unit
        column = (kinds.name, name)
        if column not in self._units and name in kinds.computed:
            self._units[column] = ""  # what goes round in a circle has no unit
            self._units[column] = self._unit(kinds.computed[name].expression, kinds)
        return self._units.get(column, "")

    def _unit(self, tree: nodes.Expression, kinds: Kinds) -> str:
        """Return what a number counts: kept by sums, and by products with plain numbers; "" if unclear."""
        match tree:
            case nodes.FieldRef(name):
                return self._column(name, kinds)
            case nodes.Through(field, reference):
                target = kinds.target(reference)
                return self._column(field, target) if target else ""
            case nodes.Related(_, entity, of) if of is not None:
                group = kinds.group(entity)
                return self._unit(of, group.kinds) if group else ""
            case nodes.Unary("-", operand):
                return self._unit(operand, kinds)
            case nodes.Binary(operator, left, right):
                return self._of_binary(operator, left, right, kinds)
            case nodes.Call(function, arguments) if function.endswith(" between"):
                return function.removesuffix(" between") if arguments else ""
            case nodes.Call("if", (_, then, other)):
                return self._unit(then, kinds) or self._unit(other, kinds)
            case nodes.Call(function, (first, *_)) if function in _KEEPING:
                return self._unit(first, kinds)
            case _:
                return ""

    def _of_binary(self, operator: str, left: nodes.Expression, right: nodes.Expression, kinds: Kinds) -> str:
        types = (kinds.infer(left), kinds.infer(right))
        if operator == "-" and DAYS.issuperset(types):
            return "days"
        one, other = self._unit(left, kinds), self._unit(right, kinds)
        if operator in ("+", "-"):
            return one or other
        if operator == "*":
            # Five boxes at 3 € are 15 €; five metres by 3 metres are not 15 metres.
            money = [unit for unit, kind in zip((one, other), types, strict=True) if kind == "money"]
            units = [unit for unit in (one, other) if unit]
            return money[0] if len(money) == 1 else units[0] if len(units) == 1 and not money else ""
        if operator == "/":
            per_piece = types[0] == "money" != types[1]
            return one if per_piece or not other else ""
        return ""
