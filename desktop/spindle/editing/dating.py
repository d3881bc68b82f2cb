"""What some words say of a day: `the next 30 days`, `older than a week`, `this month`, `in the past`."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Binary, Call, Entity, Expression, FieldRef, Moment, Number
from desktop.blueprint.vocabulary import DATE_TYPES
from desktop.spindle.editing.days import days_worked_out
from desktop.spindle.editing.picking import best_said
from desktop.spindle.editing.values import days_in

_AGED = re.compile(
    r"\b(?:ago|old|older than|for|since|longer than|more than|over|waits?|waiting|silent|sits?|lies|lying)\b"
)
LAPSING = re.compile(r"(?i)\b(?:due|until|expir\w*|deadline|best before|back|end|ends|good|valid)\b")
"""Names of dates that something must be done by: what is past them is meant as well."""


def dated(words: str, entity: Entity) -> Expression | None:
    """What some words say of a day of a record; None if they say nothing of one."""
    dates = tuple(one.name for one in entity.fields if one.type in DATE_TYPES)
    worked_out = tuple(one.name for one in entity.computed if one.name in days_worked_out(entity))
    low = words.lower()
    if not dates and not worked_out:
        return None
    name = best_said(words, (*worked_out, *dates)) or next(
        (one for one in worked_out if LAPSING.search(one)), ""
    )
    name = name or next((one for one in dates if LAPSING.search(one)), "") or (*dates, *worked_out)[0]
    field, today = FieldRef(name), Moment("today")
    span = days_in(low)
    if re.search(r"\bthis (?:month|year)\b", low):
        named = best_said(words, (*worked_out, *dates))
        happened = next((one for one in dates if not LAPSING.search(one)), name)
        return _same_period(named or happened, entity, year="year" in low)
    if re.search(r"\b(?:next|coming|within)\b", low) and (
        span is not None or re.search(r"\bweek|month\b", low)
    ):
        days = span if span is not None else 7.0 if "week" in low else 30.0
        soon = Binary("<=", field, Binary("+", today, Number(days)))
        return soon if LAPSING.search(name) else Binary("and", Binary(">=", field, today), soon)
    if "this week" in low:
        return Binary("and", Binary(">=", field, today), Binary("<=", field, Binary("+", today, Number(7))))
    if span is not None and re.search(r"\b(?:last|past|previous)\b", low):
        return Binary(">=", field, Binary("-", today, Number(span)))
    if span is not None and re.search(r"\bin (?:\w+ )?(?:days?|weeks?|months?)\b", low):
        return Binary("<=", field, Binary("+", today, Number(span)))
    if span is not None and _AGED.search(low):
        since = (
            name if best_said(words, dates) else next((one for one in dates if not LAPSING.search(one)), name)
        )
        strictly = bool(re.search(r"\b(?:ago|\w+er than|more than|over)\b", low))
        return Binary("<" if strictly else "<=", FieldRef(since), Binary("-", today, Number(span)))
    if span is not None and re.search(r"\b(?:late|overdue|past (?:due|it))\b", low):
        return Binary("<", field, Binary("-", today, Number(span)))
    if re.search(r"\b(?:in the )?future\b|\bstill ahead\b|\bahead of us\b", low):
        return Binary(">", field, today)
    if re.search(
        r"\b(?:today and later|today or later|from today|not over|upcoming|to come|"
        r"still to come|coming)\b",
        low,
    ):
        return Binary(">=", field, today)
    if re.search(
        r"\b(?:older than today|before today|in the past|is over|are over|over|past|gone by)\b", low
    ):
        return Binary("<", field, today)
    if re.search(r"\b(?:today|todays|today's)\b", low):
        return Binary("=", field, today)
    if "yesterday" in low:
        return Binary("=", field, Binary("-", today, Number(1)))
    if "tomorrow" in low:
        return Binary("=", field, Binary("+", today, Number(1)))
    return None


def due_in(words: str, entity: Entity) -> Expression | None:
    """`Due for the farrier`: by a day worked out that is called so, until today; None if there is none."""
    low = words.lower()
    if not re.search(r"\b(?:due|overdue|expired)\b", low):
        return None
    name = next((one for one in days_worked_out(entity) if LAPSING.search(one)), "")
    strictly = re.search(r"\b(?:overdue|expired)\b", low)
    return Binary("<" if strictly else "<=", FieldRef(name), Moment("today")) if name else None


def _same_period(name: str, entity: Entity, *, year: bool) -> Expression:
    """`this month`: by a field that says so, if there is one."""
    for one in entity.computed:
        if one.name == ("this year" if year else "this month"):
            return FieldRef(one.name)
    today = Moment("today")
    same = Binary("=", Call("year", (FieldRef(name),)), Call("year", (today,)))
    month = Binary("=", Call("month", (FieldRef(name),)), Call("month", (today,)))
    return same if year else Binary("and", month, same)
