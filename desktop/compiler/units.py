"""What a value is, and what it counts: the type comes from `blueprint`, the unit is worked out here.

Only showing needs units: 5 boxes at 3 € are 15 €, and between two days there are days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.blueprint import nodes
from desktop.blueprint.dependencies import Column
from desktop.blueprint.kinds import Kinds

DAYS = frozenset({"date", "date and time"})
UNCLEAR = "?"
"""The unit of what counts something that no field counts: square metres out of metres."""
PER_CENT, PER_CENT_SIGN = 100.0, "%"
MOST_SCALE = 7
"""Factors from here on (7 days, 12 months, 60 minutes, 1000 grams) make another unit of it."""
_KEEPING = ("round", "absolute", "whole", "remainder")


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
        return Shape("text" if kind in ("unknown", "reference") else kind, "" if unit == UNCLEAR else unit)

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
            return PER_CENT_SIGN if field.type == "percent" else field.unit
        column = (kinds.name, name)
        if column not in self._units and name in kinds.computed:
            self._units[column] = UNCLEAR  # what goes round in a circle has no unit
            self._units[column] = self._unit(kinds.computed[name].expression, kinds)
        return self._units.get(column, "")

    def _unit(self, tree: nodes.Expression, kinds: Kinds) -> str:
        """Return what a number counts; "" for a plain number, `UNCLEAR` if it counts what no field counts."""
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
            case nodes.Binary("-", left, right) if DAYS.issuperset((kinds.infer(left), kinds.infer(right))):
                return "days"
            case nodes.Binary("+" | "-", left, right):
                return _common(self._unit(left, kinds), self._unit(right, kinds))
            case nodes.Binary("*" | "/"):
                return self._of_product(tree, kinds)
            case nodes.Call(function, arguments) if function.endswith(" between"):
                return function.removesuffix(" between") if arguments else ""
            case nodes.Call("if", (_, *ways)) | nodes.Call("smallest" | "largest", ways):
                return _common(*(self._unit(one, kinds) for one in ways))
            case nodes.Call("whole", (first,)) if kinds.infer(first) != "money" and _has_product(first):
                # 18 m of hedge at three plants a metre are 54 plants.
                return UNCLEAR if self._unit(first, kinds) else ""
            case nodes.Call(function, (first, *_)) if function in _KEEPING:
                return self._unit(first, kinds)
            case nodes.Call("power" | "root", (first, *_)):
                return UNCLEAR if self._unit(first, kinds) else ""
            case _:
                return ""

    def _of_product(self, tree: nodes.Expression, kinds: Kinds) -> str:
        """Return what a product or quotient counts: money in it stays money, and kilograms in it stay
        kilograms unless something else that is measured goes in, or a number that makes grams of them.
        """
        measured: Counter[str] = Counter()
        money: Counter[str] = Counter()
        scales = {1.0}
        for factor, power in _factors(tree):
            kind, unit = kinds.infer(factor), self._unit(factor, kinds)
            if unit == PER_CENT_SIGN:
                scales = {_scaled(scale, PER_CENT, power) for scale in scales}
            elif written := _written(factor):
                scales = {_scaled(scale, number, power) for scale in scales for number in written}
            elif kind == "money":
                money[unit] += power
            elif unit:
                measured[unit] += power
        kept = [unit for unit, power in money.items() if power]
        if kept:
            return kept[0] if money == {kept[0]: 1} else UNCLEAR
        left = {unit: power for unit, power in measured.items() if power}
        if not left:
            return ""
        (unit, power), *others = left.items()
        return unit if not others and power == 1 and all(map(_only_scales, scales)) else UNCLEAR


def _factors(tree: nodes.Expression, power: int = 1) -> Iterator[tuple[nodes.Expression, int]]:
    """Each factor of a product with 1, or with -1 if it divides."""
    match tree:
        case nodes.Binary("*" | "/" as operator, left, right):
            yield from _factors(left, power)
            yield from _factors(right, power if operator == "*" else -power)
        case nodes.Unary("-", operand):
            yield from _factors(operand, power)
        case _:
            yield tree, power


def _scaled(scale: float, by: float, power: int) -> float:
    return scale * by if power > 0 else scale / by


def _has_product(tree: nodes.Expression) -> bool:
    """Whether something was multiplied or divided in what is added up."""
    match tree:
        case nodes.Binary("+" | "-", left, right):
            return _has_product(left) or _has_product(right)
        case _:
            return isinstance(tree, nodes.Binary) and tree.operator in ("*", "/")


def _written(tree: nodes.Expression) -> frozenset[float]:
    """The numbers that an expression may be, if they are written down in it; zero is no matter."""
    match tree:
        case nodes.Number(value):
            return frozenset((abs(value) or 1.0,))
        case nodes.Call("if", (_, then, other)) if _written(then) and _written(other):
            return _written(then) | _written(other)
        case _:
            return frozenset()


def _common(*units: str) -> str:
    """Return the unit of what is added up or chosen from; plain numbers go with any."""
    named = set(units) - {""}
    return "" if not named else named.pop() if len(named) == 1 else UNCLEAR


def _only_scales(factor: float) -> bool:
    """Whether a factor leaves the unit as it is: times 60, days are no longer days."""
    return MOST_SCALE > factor > 1 / MOST_SCALE
