"""Two things that some words compare: `the end is before the start`, `more people than the room has seats`.

Each side is a column of the records, a column of a record that they refer to, a number, or a day. Both sides
must be of one sort, and one of them a column; otherwise nothing is found, and others may try.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.blueprint.nodes import Binary, Call, Entity, Expression, Field, FieldRef, Moment, Number
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.covering import columns_in, parts_of
from desktop.spindle.editing.guessing import amount_in
from desktop.spindle.editing.sides import DAY, NUMBER, TIME, column_said, only_one
from desktop.spindle.editing.values import days_in, number_in, seconds_in, time_in

_LARGE = (
    r"more|greater|higher|larger|bigger|deeper|longer|older|heavier|wider|taller|dearer|hotter|warmer|stronger|"
    r"louder|faster|thicker|further|worse|better"
)
_SMALL = (
    r"less|fewer|lower|smaller|shorter|younger|lighter|cheaper|colder|weaker|slower|thinner|narrower|nearer"
)
_OPERATORS: tuple[tuple[str, str], ...] = (
    (rf"\b(?:at least|no(?:t)? (?:{_SMALL}|earlier) than|not (?:below|under|before)|minimum)\b|>=|≥", ">="),
    (rf"\b(?:at most|no(?:t)? (?:{_LARGE}|later) than|not (?:above|over|after)|maximum|up to)\b|<=|≤", "<="),
    (r"\b(?:is|are|gets|comes|was|were)? ?(?:before|earlier than|prior to)\b", "<"),
    (r"\b(?:is|are|gets|comes|was|were)? ?(?:after|later than)\b", ">"),
    (rf"\b(?:{_LARGE}) than\b|\b(?:above|over|beyond|exceeds?|exceeding|past)\b|>", ">"),
    (rf"\b(?:{_SMALL}) than\b|\b(?:below|under|beneath)\b|<", "<"),
    (r"\b(?:reach(?:es|ed)?|hits?|gets? to|climbs? to|arrives? at|comes? to|rises? to)\b", ">="),
    (r"\b(?:down to|drops? to|falls? to|sinks? to|goes down to)\b", "<="),
    (r"\b(?:equals?|exactly|(?:is|are) the same as)\b", "="),
)
"""What stands between the two sides, and the operator it is; what is said most clearly comes first."""
_CROSSED = re.compile(rf"(?i)\b({_LARGE}|{_SMALL}|as many|as much)\s+(.+?)\s+(?:than|as)\s+(.+)")
"""`more people than seats`: the first side stands inside of the operator."""
_SMALLER = re.compile(rf"(?i)^(?:{_SMALL})$")
_OFFSET = re.compile(
    r"(?i)\b(more than |less than |fewer than |over )?(\d[\d.,]*|[a-z]+) ?(?:%|[^\W\d]{1,12}\s)?\s*"
    r"(above|over|below|under) ((?:the |its |their )?[^\d]+)$"
)
_OF_DAYS = re.compile(r"(?i)before|after|earlier|later|prior")
_TIMES = {
    "half": 0.5,
    "double": 2,
    "twice": 2,
    "three times": 3,
    "triple": 3,
    "a third of": 1 / 3,
    "a quarter of": 0.25,
}
_BETWEEN = re.compile(r"(?i)\bbetween\s+(\S+)\s+and\s+(\S+)")


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two: what it is, and whether it is a column."""

    expression: Expression
    is_column: bool


def compared_columns(words: str, entity: Entity, bench: Bench | None) -> Expression | None:
    """What some words compare, of the records of an entity; None if unclear."""
    between = _BETWEEN.search(words)
    if between is None and (beside := _beside(words, entity, bench)) is not None:
        return beside
    if between:
        side = column_said(words[: between.start()], entity, bench, NUMBER) or only_one(entity, NUMBER)
        low, high = number_in(between[1]), number_in(between[2])
        if side is None or low is None or high is None:
            return None
        return Binary("and", Binary(">=", side, Number(low)), Binary("<=", side, Number(high)))
    crossed = _CROSSED.search(words)
    if crossed and number_in(crossed[3]) is None:
        operator = "<" if _SMALLER.match(crossed[1]) else ">" if " " not in crossed[1] else "="
        found = _joined(crossed[2], operator, crossed[3], entity, bench, (NUMBER,))
        if found is not None:
            return found
    for said, operator in _OPERATORS:
        match = re.search(said, words, re.IGNORECASE)
        if match:
            if operator == ">=" and number_in(words[match.end() :]) == 0:
                operator = "<="  # nothing climbs to zero
            sorts = (DAY,) if _OF_DAYS.search(match[0]) else (NUMBER, DAY)
            sorts = (TIME,) if time_in(words[match.end() :], sure=True) else sorts
            return _joined(words[: match.start()], operator, words[match.end() :], entity, bench, sorts)
    return _counted(words, entity, bench)


def _beside(words: str, entity: Entity, bench: Bench | None) -> Expression | None:
    """`10 cm below the flood mark`, `more than 30 above careful`: so far from a column, and no further."""
    match = _OFFSET.search(words)
    number = number_in(match[2]) if match else None
    if match is None or number is None or number_in(match[4]) is not None:
        return None
    mark = column_said(match[4], entity, bench, NUMBER)
    first = column_said(words[: match.start()], entity, bench, NUMBER) or only_one(
        entity, NUMBER, besides=mark
    )
    if mark is None or first is None or first == mark:
        return None
    above = match[3].lower() in ("above", "over")
    less = bool(match[1]) and match[1].lower().split()[0] in ("less", "fewer")
    operator = ("<" if less else ">") if match[1] and above else (">" if less else "<") if match[1] else ">="
    return Binary(operator, first, Binary("+" if above else "-", mark, Number(number)))


def _counted(words: str, entity: Entity, bench: Bench | None) -> Expression | None:
    """`a recipe gets five stars`, `week is 37`: a number right beside a column, and nothing that compares."""
    has = re.search(r"(?i)\b(?:has|have|had|gets?|got|makes?)\s+(\S+)\s+(.+)", words)
    if has and number_in(has[1]) is not None:
        column = column_said(has[2], entity, bench, NUMBER)
        return Binary(">=", column, Number(number_in(has[1]) or 0)) if column is not None else None
    equal = re.search(r"(?i)^(.+)\b(?:is|are|be|becomes)\s+(\S+)$", words.strip())
    if equal and number_in(equal[2]) is not None:
        column = column_said(equal[1], entity, bench, NUMBER)
        return Binary("=", column, Number(number_in(equal[2]) or 0)) if column is not None else None
    return None


def _joined(
    left: str, operator: str, right: str, entity: Entity, bench: Bench | None, sorts: tuple[str, ...]
) -> Expression | None:
    """Both sides of one sort, the left of them a column."""
    for sort in sorts:
        second = _side(right, entity, bench, sort)
        if second is None or (sort == DAY and sorts[0] != DAY and number_in(right) is not None):
            continue  # `more than twelve hours in one day` is no day
        first = column_said(left, entity, bench, sort)
        if sort == NUMBER and days_in(right) is not None and re.search(r"(?i)\bago\b", right):
            continue  # `more than 3 days ago` is a day
        if sort == NUMBER and first is not None and days_in(right) is not None and not _is_span(first):
            first = None  # `a price older than three months`
        if first is None and not second.is_column:
            first = column_said(right, entity, bench, sort)  # `over 18 kilos`
            first = first or (_measured_in(right, entity) if sort == NUMBER else None)
            first = first or (only_one(entity, TIME) if sort == TIME else None)
        elif first is None:
            first = only_one(entity, sort, besides=second.expression)
        if first is not None and first != second.expression:
            return Binary(operator, first, in_its_unit(first, second.expression, right, entity))
    return None


def in_its_unit(first: Expression, other: Expression, words: str, entity: Entity) -> Expression:
    """`5 hours` of what is kept in minutes."""
    if not isinstance(other, Number) or not isinstance(first, FieldRef) or seconds_in(words) is None:
        return other
    field = next((one for one in entity.fields if one.name == first.name), None)
    if field is None and _lasts(first.name, entity):
        field = Field(first.name, "duration")
    amount = (
        amount_in(field, words) if field is not None and (field.type == "duration" or field.unit) else None
    )
    return Number(amount) if amount is not None else other


def _lasts(name: str, entity: Entity) -> bool:
    """Whether a value worked out is the time from one time of day to another."""
    times = {one.name for one in entity.fields if one.type in ("time", "duration")}
    made = next((one.expression for one in entity.computed if one.name == name), None)
    inside = set(columns_in(made)) if made is not None else set()
    reckoned = (
        any(isinstance(one, Call) and "between" in one.function for one in parts_of(made)) if made else True
    )
    return bool(inside) and inside <= times and not reckoned


def _measured_in(words: str, entity: Entity) -> Expression | None:
    """`Over 300 kg`: the only number in that unit."""
    unit = re.search(r"\d\s*([^\W\d]{1,12}|[%€$£°]\w?)", words)
    named = [one for one in entity.fields if unit and one.unit and one.unit.lower() == unit[1].lower()]
    return FieldRef(named[0].name) if len(named) == 1 else None


def _is_span(column: Expression) -> bool:
    """Whether a number is one of days, by its name."""
    name = getattr(column, "name", "") or getattr(column, "field", "")
    return bool(
        re.search(r"(?i)\b(?:days?|nights?|weeks?|months?|years?|age|long|late|since|waiting|left)\b", name)
    )


def _side(words: str, entity: Entity, bench: Bench | None, sort: str) -> _Side | None:
    number = number_in(words)
    if sort == DAY:
        moment = day_in(words)
        if moment is not None or number is not None:
            return _Side(moment, is_column=False) if moment is not None else None
    if sort == TIME:
        clock = time_in(words, sure=True)
        return _Side(Moment(clock), is_column=False) if clock else None
    factor = next((times for said, times in _TIMES.items() if re.search(rf"\b{said}\b", words.lower())), None)
    if sort == NUMBER and number is not None and factor is None:
        return _Side(Number(number), is_column=False)
    column = column_said(words, entity, bench, sort)
    if column is None:
        return None
    return _Side(column if factor is None else Binary("*", column, Number(factor)), is_column=True)


def day_in(words: str) -> Expression | None:
    """`today`, `tomorrow`, `in two days`, `three weeks ago`; None where no day is said."""
    low = words.lower()
    today = Moment("today")
    span = days_in(low)
    if span is not None and re.search(r"\b(?:ago|back|old)\b", low):
        return Binary("-", today, Number(span))
    if span is not None and re.search(r"\b(?:in|from now|ahead|away|off)\b", low):
        return Binary("+", today, Number(span))
    if "day after tomorrow" in low:
        return Binary("+", today, Number(2))
    for word, days in (("tomorrow", 1), ("yesterday", -1)):
        if word in low:
            return Binary("+" if days > 0 else "-", today, Number(abs(days)))
    return today if re.search(r"\b(?:today|now)\b", low) else None
