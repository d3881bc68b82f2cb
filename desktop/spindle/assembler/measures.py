"""What is counted and added up: the stat tiles and charts that a request asks for."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import (
    Binary,
    Chart,
    Entity,
    Expression,
    FieldRef,
    Measure,
    Moment,
    Section,
    Stat,
    Text,
    YesNo,
)
from desktop.spindle.assembler.wishes import Wish
from desktop.spindle.naming import clean, nearest, plural, stems, title

COLUMNS = ("choice", "yes/no", "reference")
"""Types whose values can be the columns of a board or the bars of a chart."""
NUMBERS = ("number", "money", "percent", "rating", "duration")
DATES = ("date", "date and time")

_TELLING = stems("weight score points distance time result value price amount total level")
"""What people look at over time, rather than how many sets it took."""


def stat_of(wish: Wish, entity: Entity) -> Stat | None:
    """A tile: a sum of what is named, a count of those that a word singles out, or a plain count."""
    label = clean(wish.words)
    label = label[:1].upper() + label[1:]
    said = stems(f"{wish.words} {' '.join(wish.by)}")
    low = wish.words.lower()
    aggregate = "average" if "average" in low or "avg" in low else ""
    amounts = [field for field in entity.fields if field.type in NUMBERS]
    named = next((field for field in amounts if stems(field.name) & said), None)
    money = next((field for field in amounts if field.type == "money"), None)
    where = condition(wish.words, entity)
    if re.search(
        r"\b(?:total|sum|spent|earned|worth|value|income|revenue|owed?|average|avg|amount|spend)\b", low
    ) and (named or money or (aggregate and amounts)):
        field = named or money or amounts[0]
        return Stat(label, Measure(aggregate or "sum", entity.name, field.name, where))
    if named and re.search(r"\b(?:highest|most|maximum|best|longest|largest)\b", low):
        return Stat(label, Measure("max", entity.name, named.name, where))
    return Stat(label or title(plural(entity.name)), Measure("count", entity.name, "", where))


def condition(words: str, entity: Entity) -> Expression | None:
    """The records that words like `overdue`, `unpaid` or the name of an option single out."""
    said = stems(words)
    low = words.lower()
    for field in entity.fields:
        if field.type == "choice":
            for option in field.options:
                if stems(option) and stems(option) <= said:
                    return Binary("=", FieldRef(field.name), Text(option))
    undone = re.search(r"\b(?:not|un\w+|still|open|left|outstanding|missing|overdue|late|due)\b", low)
    flags = [field for field in entity.fields if field.type == "yes/no"]
    ended = next(
        (field for field in flags if stems(field.name) & stems("returned done finished paid back completed")),
        None,
    )
    for field in flags:
        if stems(field.name) & (said | stems(re.sub(r"\bun", "", low))):
            return Binary("=", FieldRef(field.name), YesNo(not undone))
    dates = [field for field in entity.fields if field.type == "date"]
    if re.search(r"\b(?:overdue|late|expired)\b", low) and dates:
        due = next(
            (field for field in dates if stems(field.name) & stems("due deadline back return expiry end")),
            dates[-1],
        )
        past: Expression = Binary("<", FieldRef(due.name), Moment("today"))
        return Binary("and", past, Binary("=", FieldRef(ended.name), YesNo(False))) if ended else past
    if re.search(r"\b(?:due|today)\b", low) and dates:
        due = next(
            (field for field in dates if stems(field.name) & stems("due deadline next date")), dates[0]
        )
        return Binary("<=" if "due" in low else "=", FieldRef(due.name), Moment("today"))
    if undone and ended:
        return Binary("=", FieldRef(ended.name), YesNo(False))
    return None


def report_of(entity: Entity, wishes: tuple[Wish, ...]) -> tuple[Section, ...]:
    """The charts that were asked for, each once."""
    charts: list[Section] = []
    for wish in wishes:
        if wish.tag != "v.chart":
            continue
        words = f"{wish.words} {' '.join(wish.by)} {wish.after}".lower()
        groups = tuple(field for field in entity.fields if field.type in (*COLUMNS, *DATES))
        amounts = tuple(field for field in entity.fields if field.type in NUMBERS)
        asked = [nearest(word, tuple(f.name for f in (*groups, *amounts))) for word in wish.by]
        amount = next((field for field in amounts if field.name in asked), None)
        over_time = bool(
            re.search(
                r"\b(?:over time|month|week|day|year|trend|progress|development|line|history"
                r"|how (?:i am|i'm|we are|we're|it is|things are) (?:doing|going|getting on|coming along))",
                words,
            )
        )
        dates = [field for field in groups if field.type in DATES]
        group = next((field for field in groups if field.name in asked), None)
        if group is None:
            group = dates[0] if over_time and dates else groups[0] if groups else None
        if group is None and entity.fields[0].type == "text":
            group = entity.fields[0]
        if group is None:
            continue
        if amount is None and over_time and amounts:
            amount = next((field for field in amounts if stems(field.name) & _TELLING), amounts[0])
        shape = (
            "pie"
            if "pie" in words or "donut" in words
            else "line"
            if group.type in DATES and "bar" not in words
            else "bar"
        )
        measure = Measure("count", entity.name)
        if amount is not None:
            additive = amount.type in ("money", "duration") or bool(
                stems(amount.name)
                & stems("amount quantity hours minutes distance km points number pages count")
            )
            measure = Measure("sum" if additive else "average", entity.name, amount.name)
        chart = Chart(shape, measure, group.name)
        if chart not in charts:
            charts.append(chart)
    return tuple(charts)
