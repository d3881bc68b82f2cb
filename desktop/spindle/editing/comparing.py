"""Two things that some words compare: `the end is before the start`, `more people than the room has seats`.

Each side is a column of the records, a column of a record that they refer to, a number, or a day. Both sides
must be of one sort, and one of them a column; otherwise nothing is found, and others may try.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.blueprint.nodes import Binary, Entity, Expression, FieldRef, Moment, Number, Through
from desktop.blueprint.vocabulary import DATE_TYPES, NUMBER_TYPES
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.finding import alike
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import days_in, number_in
from desktop.spindle.naming import plural

NUMBER, DAY = "number", "day"
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
CLEAR = 0.62
"""Score from which on words name a column; less than a whole word in common is nothing."""
_SMALL_WORDS = (
    "the a an my our your his her their its this that these those is are was were be been can can't "
    "cannot may must mustn't not never no nobody one than when if as soon they he she it we you i has "
    "have had do does don't doesn't to of in on at for what there any all each every still already ever "
    "own "
)
_LEFT_OUT = frozenset(_SMALL_WORDS.split())
_OF = re.compile(r"(?i)^(.*?)\s+(?:of|in|on|at|from|for)\s+(?:the|a|its|that|this|their|his|her)?\s*(.+)$")


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two: what it is, and whether it is a column."""

    expression: Expression
    is_column: bool


def compared_columns(words: str, entity: Entity, bench: Bench | None) -> Expression | None:
    """What some words compare, of the records of an entity; None if unclear."""
    between = _BETWEEN.search(words)
    if between:
        side = _column(words[: between.start()], entity, bench, NUMBER) or _only(entity, NUMBER)
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
            return _joined(words[: match.start()], operator, words[match.end() :], entity, bench, sorts)
    return _counted(words, entity, bench)


def _counted(words: str, entity: Entity, bench: Bench | None) -> Expression | None:
    """`a recipe gets five stars`, `week is 37`: a number right beside a column, and nothing that compares."""
    has = re.search(r"(?i)\b(?:has|have|had|gets?|got|makes?)\s+(\S+)\s+(.+)", words)
    if has and number_in(has[1]) is not None:
        column = _column(has[2], entity, bench, NUMBER)
        return Binary(">=", column, Number(number_in(has[1]) or 0)) if column is not None else None
    equal = re.search(r"(?i)^(.+)\b(?:is|are|be|becomes)\s+(\S+)$", words.strip())
    if equal and number_in(equal[2]) is not None:
        column = _column(equal[1], entity, bench, NUMBER)
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
        first = _column(left, entity, bench, sort)
        if sort == NUMBER and first is not None and days_in(right) is not None and not _is_span(first):
            first = None  # `a price older than three months`
        if first is None and not second.is_column:
            first = _column(right, entity, bench, sort)  # `over 18 kilos`
        elif first is None:
            first = _only(entity, sort, besides=second.expression)
        if first is not None and first != second.expression:
            return Binary(operator, first, second.expression)
    return None


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
    factor = next((times for said, times in _TIMES.items() if re.search(rf"\b{said}\b", words.lower())), None)
    if sort == NUMBER and number is not None and factor is None:
        return _Side(Number(number), is_column=False)
    column = _column(words, entity, bench, sort)
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


# --- columns ---------------------------------------------------------------------------------------------


def _column(words: str, entity: Entity, bench: Bench | None, sort: str) -> Expression | None:
    """The column that some words name: one of the records themselves, else of what they refer to."""
    if not _plain(words):
        return None
    own = [(likeness(words, name), -place, FieldRef(name)) for place, name in enumerate(_names(entity, sort))]
    score, _, best = max(own, key=lambda one: one[:2], default=(0.0, 0, None))
    far_score, far = _far(words, entity, bench, sort)
    if max(score, far_score) < CLEAR:
        return None
    return far if far is not None and far_score > score + 0.1 else best


def _far(words: str, entity: Entity, bench: Bench | None, sort: str) -> tuple[float, Expression | None]:
    """A column of a record that these refer to: `the seats of the room`, `what the child has`."""
    best: tuple[float, Expression | None] = (0.0, None)
    if bench is None:
        return best
    parts = _OF.match(words.strip())
    for field in entity.fields:
        if field.type != "reference" or not bench.has_entity(field.target):
            continue
        target = bench.entity(field.target)
        whole = max(likeness(words, field.name), likeness(words, field.target))
        said = (
            parts is not None
            and max(likeness(parts[2], field.name), likeness(parts[2], field.target)) >= CLEAR
        )
        for name in _names(target, sort):
            alone = likeness(parts[1] if parts is not None and said else words, name)
            score = alone + 0.15 * said if alone >= CLEAR else 0.0
            if score > best[0]:
                best = (score, Through(name, field.name))
        names = _names(target, sort)
        if whole >= 0.8 and len(names) == 1 and whole > best[0]:
            best = (whole, Through(names[0], field.name))
    return best


def _only(entity: Entity, sort: str, besides: Expression | None = None) -> Expression | None:
    """The only column of a sort, where nobody named one."""
    names = [name for name in _names(entity, sort) if FieldRef(name) != besides]
    return FieldRef(names[0]) if len(names) == 1 else None


def _names(entity: Entity, sort: str) -> tuple[str, ...]:
    """The columns of an entity that are numbers, or days."""
    types = DATE_TYPES if sort == DAY else NUMBER_TYPES
    own = tuple(one.name for one in entity.fields if one.type in types)
    dates = {one.name for one in entity.fields if one.type in DATE_TYPES}
    worked_out = tuple(one.name for one in entity.computed if _is_day(one.expression, dates) == (sort == DAY))
    return (*own, *worked_out)


def _is_day(expression: Expression, dates: set[str]) -> bool:
    match expression:
        case FieldRef(name):
            return name in dates
        case Moment():
            return True
        case Binary("+" | "-", left, right):
            return _is_day(left, dates) and not _is_day(right, dates)
    return False


def likeness(words: str, name: str) -> float:
    """How well the best run of some words names something, 0 to 1."""
    thing = Thing("field", name, (name, plural(name)))
    return max((alike(run, thing) for run in _runs(words)), default=0.0)


def _runs(words: str) -> Iterator[str]:
    tokens = _plain(words)[-8:]
    for size in range(min(4, len(tokens)), 0, -1):
        for first in range(len(tokens) - size + 1):
            yield " ".join(tokens[first : first + size])


def _plain(words: str) -> list[str]:
    return [
        word
        for word in re.findall(r"[\w'’-]+", words.lower())
        if word not in _LEFT_OUT and not word.isdigit()
    ]
