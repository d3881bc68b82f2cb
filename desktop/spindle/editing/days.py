"""Which columns of some records are days, typed in or worked out: `due`, `next service`, `last time`."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Binary, Call, Entity, Expression, FieldRef, Moment, Related
from desktop.blueprint.vocabulary import DATE_TYPES

_CALLED = re.compile(r"(?i)\b(?:days?|dates?|on|until|when|from|due|since|born|began|ended|finished)\b")
"""What a day of other records is called, of which only the name is at hand."""


def days_worked_out(entity: Entity) -> frozenset[str]:
    """The values worked out that are days: a day with some added or taken, the last or first of others."""
    days = {one.name for one in entity.fields if one.type in DATE_TYPES}
    found: set[str] = set()
    for one in entity.computed:
        if is_day(one.expression, days | found):
            found.add(one.name)
    return frozenset(found)


def is_day(expression: Expression, days: set[str] | frozenset[str]) -> bool:
    """Whether an expression is a day, where some columns are known to be."""
    match expression:
        case FieldRef(name):
            return name in days
        case Moment():
            return True
        case Related("max" | "min", _, FieldRef(name)):
            return bool(_CALLED.search(name))
        case Binary("+" | "-", left, right):
            return is_day(left, days) and not is_day(right, days)
        case Call("if", (_, then, _)):
            return is_day(then, days)
    return False
