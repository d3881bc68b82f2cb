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
    signs = {f"q{chr(97 + at // 26)}{chr(97 + at % 26)}q": one for at, one in enumerate(_long_names(columns))}
    for sign, name in signs.items():  # a name such as `costs if it happens`, or `a year`, is no formula
        formula = re.sub(rf"(?i)\b{re.escape(name)}\b(?! of\b)", sign, formula)
    usable = (*columns, *(Field(sign, "number") for sign in signs))
    made = formula_after(f"= {_SPELT.sub(_digits, formula)}", usable)
    return _written_out(made, signs, far) if made is not None else None


def _long_names(columns: tuple[Field, ...]) -> list[str]:
    """The names of several words, the longest first."""
    return sorted(
        (one.name for one in columns if " " in one.name and " of " not in one.name), key=lambda n: -len(n)
    )


def _digits(match: re.Match[str]) -> str:
    """A number that was spelt out, in digits."""
    number = number_in(match[0])
    return f"{number:g}" if number is not None else match[0]


def _written_out(expression: Expression, signs: dict[str, str], far: dict[str, Through]) -> Expression:
    """An expression with the columns that stand behind the names it uses."""
    match expression:
        case FieldRef(name):
            whole = signs.get(name, name)
            return far.get(whole, FieldRef(whole))
        case Binary(operator, left, right):
            return Binary(operator, _written_out(left, signs, far), _written_out(right, signs, far))
        case Call(function, arguments):
            return Call(function, tuple(_written_out(one, signs, far) for one in arguments))
    return expression


def all_numbers(entity: Entity) -> tuple[Field, ...]:
    """The fields of an entity, and what it works out as if it were typed in."""
    return (*entity.fields, *(Field(one.name, "number") for one in entity.computed))
