"""A formula in words over what some records hold, and what those hold that they refer to."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Binary, Call, Entity, Expression, Field, FieldRef, Through
from desktop.spindle.assembler.formula import formula_after
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.reckoning import numbers
from desktop.spindle.editing.values import number_in

_SPELT = re.compile(
    r"(?i)\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|"
    r"six|seven|eight|nine))?|eleven|(?:thir|four|fif|six|seven|eigh|nine)teen)(?: (?:hundred|thousand))?\b"
)
"""Numbers that a formula does not know as words."""


def reckoned(bench: Bench, entity: Entity, formula: str) -> Expression | None:
    """The expression that a formula in words stands for; None if one of its parts is none of theirs."""
    far = {
        f"{name} of {field.name}": Through(name, field.name)
        for field in entity.fields
        if field.type == "reference" and bench.has_entity(field.target)
        for name in numbers(bench.entity(field.target))
    }
    columns = (*all_numbers(entity), *(Field(name, "number") for name in far))
    made = formula_after(f"= {_SPELT.sub(_digits, formula)}", columns)
    return _with_far(made, far) if made is not None else None


def _digits(match: re.Match[str]) -> str:
    """A number that was spelt out, in digits."""
    number = number_in(match[0])
    return f"{number:g}" if number is not None else match[0]


def _with_far(expression: Expression, far: dict[str, Through]) -> Expression:
    match expression:
        case FieldRef(name) if name in far:
            return far[name]
        case Binary(operator, left, right):
            return Binary(operator, _with_far(left, far), _with_far(right, far))
        case Call(function, arguments):
            return Call(function, tuple(_with_far(one, far) for one in arguments))
    return expression


def all_numbers(entity: Entity) -> tuple[Field, ...]:
    """The fields of an entity, and what it works out as if it were typed in."""
    return (*entity.fields, *(Field(one.name, "number") for one in entity.computed))
