"""What some words say of a record, as an expression: `not paid`, `less than 10 left`, `the next 30 days`."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import (
    Binary,
    Entity,
    Expression,
    Field,
    FieldRef,
    Number,
    Text,
    Through,
    Unary,
    YesNo,
)
from desktop.blueprint.vocabulary import DATE_TYPES, NUMBER_TYPES
from desktop.spindle.assembler.measures import condition
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.comparing import compared_columns, in_its_unit
from desktop.spindle.editing.covering import columns_in, names_in
from desktop.spindle.editing.dating import dated, due_in
from desktop.spindle.editing.filled import filled
from desktop.spindle.editing.finding import meanings
from desktop.spindle.editing.picking import best_said, column_like, numbers_of
from desktop.spindle.editing.ticked import NOT, flagged
from desktop.spindle.editing.values import days_in, number_in
from desktop.spindle.naming import stems

_OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}
_COMPARED: tuple[tuple[str, str], ...] = (
    (r"\b(?:at least|minimum|no(?:t)? less than|not (?:below|under)|or (?:more|better|higher|older|"
     r"above|over|up))\b|>=|≥", ">="),
    (r"\b(?:at most|up to|maximum|no(?:t)? more than|not (?:above|over)|or (?:less|fewer|lower|younger|"
     r"under|below))\b|<=|≤", "<="),
    (r"\b(?:more than|over|above|greater than|higher than|older than|bigger than|exceeds?|"
     r"longer than)\b|>", ">"),
    (r"\b(?:less than|under|below|fewer than|lower than|younger than|cheaper than|shorter than|"
     r"smaller than)\b|<", "<"),
)  # fmt: skip
_MUCH = 100
"""From here on a number that nobody named may well be money."""


_OF_TIME = re.compile(r"(?i)^(?:over|past|late|overdue|due|expired|upcoming|today|tomorrow)$")
"""Options that are called like what is said of days."""


_BUT_NOT = re.compile(r"(?i)^(.*\d.*?)\s+((?:without|with no|but no)\b.+)$")


def spoken_test(words: str, entity: Entity, bench: Bench | None = None) -> Expression | None:
    """What some words say of a record; None if unclear."""
    for said, operator in (
        (
            r"\s*,?\s+or\s+(?!more|less|better|fewer|higher|lower|older|younger|above|below|over|under|up)",
            "or",
        ),
        (r"\s+and\s+(?!later|earlier|up|more|over)", "and"),
    ):
        parts = re.split(said, words, flags=re.IGNORECASE)
        made = [_single(part, entity, bench) for part in parts]
        if len(parts) > 1 and all(one is not None for one in made):
            whole = made[0]
            operator = "or" if _alternatives(made) else operator
            for one in made[1:]:
                assert whole is not None and one is not None
                whole = Binary(operator, whole, one)
            return whole
    return _single(words, entity, bench)


def _alternatives(tests: list[Expression | None]) -> bool:
    """`Electricians and plumbers`: nobody is both."""
    options = [
        one
        for one in tests
        if isinstance(one, Binary) and one.operator == "=" and isinstance(one.right, Text)
    ]
    return len(options) == len(tests) and len({one.left for one in options}) == 1


def _single(words: str, entity: Entity, bench: Bench | None) -> Expression | None:
    called = named_option(words, entity)
    if called is not None and isinstance(called.right, Text) and _OF_TIME.match(called.right.value):
        return called
    both = _BUT_NOT.match(words)
    if both is not None:
        first, missing = _single(both[1], entity, bench), filled(both[2], entity)
        if isinstance(first, Binary) and isinstance(first.right, Number) and missing is not None:
            return Binary("and", first, missing)  # `over 100 without a receipt`
    found = compared_columns(words, entity, bench) or _compared(words, entity) or dated(words, entity)
    if found is not None:
        if situation(words, entity, found) is not None and NOT.search(words):
            return None  # `not planned for a year`: what is not so has no day since which it is not
        return _situated(words, entity, found)
    for step in (flagged, named_option, _option):
        found = step(words, entity)
        if found is not None:
            return _and_missing(words, entity, found)
    return (
        _option_of_other(words, entity, bench)
        or _referred(words, entity, bench)
        or filled(words, entity)
        or condition(words, entity)
        or due_in(words, entity)
    )


def _situated(words: str, entity: Entity, test: Expression) -> Expression:
    """`a draft older than a month`: only of the records with the option that is named beside."""
    option = situation(words, entity, test)
    flag = flagged(words, entity)
    tested = columns_in(test)
    flag = flag if flag is not None and not _looked_at(flag, entity) & tested else None
    return joined(option, flag, test) or test


def _looked_at(test: Expression, entity: Entity) -> frozenset[str]:
    """The columns that a test looks at, also by what is worked out of them."""
    names = columns_in(test)
    made = (one.expression for one in entity.computed if one.name in names)
    return names.union(*(columns_in(one) for one in made))


def situation(words: str, entity: Entity, test: Expression) -> Binary | None:
    """The option that is named beside a test; None where its word is a part of what is tested."""
    option = named_option(words, entity)
    if option is None or not isinstance(option.right, Text):
        return None
    tested = frozenset().union(*(meanings(name) for name in names_in(test)))
    return None if meanings(option.right.value) <= tested else option


def _and_missing(words: str, entity: Entity, test: Expression) -> Expression:
    """`done without a date`: something is so, and something else is not filled in."""
    match = re.search(r"(?i)\b(?:without|with no|but no)\b(.+)", words)
    empty = filled(match[0], entity) if match else None
    if match is None or empty is None:
        return test
    before = NOT.sub(" ", words[: match.start()])
    known = flagged(before, entity) or named_option(before, entity) or _option(before, entity)
    return Binary("and", known, empty) if known is not None else empty


def comparison_in(words: str) -> tuple[str, float] | None:
    """The operator and the number that some words compare with: `less than 10` → `<`, 10; None if they do
    not.
    """
    number = number_in(words)
    if number is None:
        return None
    for said, operator in _COMPARED:
        match = re.search(said, words, re.I)
        if match:
            return operator, number
    return None


def _compared(words: str, entity: Entity) -> Expression | None:
    found = comparison_in(words)
    if found is None:
        return None
    operator, number = found
    dates = tuple(one.name for one in entity.fields if one.type in DATE_TYPES)
    if days_in(words) is not None and best_said(words, dates):
        return None  # `bought more than two years ago`
    plain = re.sub(r"-?\d+(?:[.,]\d+)?", " ", words)
    name = best_said(plain, numbers_of(entity)) or column_like(words, _numbers_only(entity))
    if not name and days_in(words) is not None:
        name = next((one.name for one in entity.computed if meanings("days long") & meanings(one.name)), "")
        number = (days_in(words) or number) if name else number
    if not name:
        money = [one.name for one in entity.fields if one.type == "money"]
        counted = [one.name for one in entity.fields if one.type in NUMBER_TYPES]
        name = money[0] if len(money) == 1 and number >= _MUCH else counted[0] if len(counted) == 1 else ""
    if not name:
        return None
    return Binary(operator, FieldRef(name), in_its_unit(FieldRef(name), Number(number), words, entity))


def _numbers_only(entity: Entity) -> Entity:
    fields = tuple(one for one in entity.fields if one.type in NUMBER_TYPES)
    return Entity(entity.name, fields, features=entity.features)


def option_said(words: str, entity: Entity, bench: Bench) -> Expression | None:
    """The option that some words name, of a record or of one that it refers to."""
    return _option(words, entity) or _option_of_other(words, entity, bench)


_LED = r"(?i:\b(?:go(?:es|ing)?|went|gone|com(?:es?|ing)|came|marked|set to)) "
"""Before a short word, such as `in` or `out`, that is the name of an option."""


def named_option(words: str, entity: Entity) -> Binary | None:
    """`it is Here`: an option that is named by its very letters, the longest of them."""
    best: tuple[int, Field, str] | None = None
    for field in entity.fields:
        for option in field.options if field.type == "choice" else ():
            # A word that holds sentences together is a name only where it is written as one.
            letters = option if not meanings(option) or len(option) < 4 else f"(?i:{re.escape(option)})"
            letters = re.escape(option) if letters is option else letters
            shortly = len(option) < 4 and re.search(rf"{_LED}(?i:{re.escape(option)})(?!\w)", words)
            if (shortly or re.search(rf"(?<!\w){letters}(?!\w)", words)) and (
                best is None or len(option) > best[0]
            ):
                best = (len(option), field, option)
    if best is None:
        return None
    around = re.sub(re.escape(best[2]), " ", words, flags=re.IGNORECASE)
    return Binary("!=" if NOT.search(around) else "=", FieldRef(best[1].name), Text(best[2]))


def _option(words: str, entity: Entity) -> Expression | None:
    """`status is open`, `excused`: an option of a field."""
    best: tuple[float, Field, str] | None = None
    said = meanings(words)
    for field in entity.fields:
        for option in field.options if field.type == "choice" else ():
            whole = stems(option) and meanings(option) <= said
            score = len(meanings(option)) + 0.5 * bool(meanings(field.name) & said) if whole else 0.0
            if score and (best is None or score > best[0]):
                best = (score, field, option)
    if best is None:
        return None
    return Binary("!=" if NOT.search(words) else "=", FieldRef(best[1].name), Text(best[2]))


def _option_of_other(words: str, entity: Entity, bench: Bench | None) -> Expression | None:
    """`a shift at the bar`: an option of the record that this one refers to."""
    for field in entity.fields:
        if bench is None or field.type != "reference" or not bench.has_entity(field.target):
            continue
        other = _option(words, bench.entity(field.target))
        if isinstance(other, Binary) and isinstance(other.left, FieldRef):
            return Binary(other.operator, Through(other.left.name, field.name), other.right)
    return None


def _referred(words: str, entity: Entity, bench: Bench | None) -> Expression | None:
    """`On the bathroom`: the very name of a record that these refer to, as far as there are examples."""
    for field in entity.fields:
        if bench is None or field.type != "reference" or not bench.has_entity(field.target):
            continue
        names = (one.values[0] for one in bench.entity(field.target).samples if one.values)
        named = [
            one
            for one in names
            if one and len(one) > 2 and re.search(rf"(?i)(?<!\w){re.escape(one)}(?!\w)", words)
        ]
        if named:
            around = re.sub(re.escape(max(named, key=len)), " ", words, flags=re.IGNORECASE)
            return Binary(
                "!=" if NOT.search(around) else "=", FieldRef(field.name), Text(max(named, key=len))
            )
    return None


def negated(test: Expression) -> Expression:
    """What is so where a test is not."""
    match test:
        case Binary("=" | "!=", left, YesNo(value)):
            return Binary("=", left, YesNo(not value if test.operator == "=" else value))
        case Binary(operator, left, right) if operator in _OPPOSITE:
            return Binary(_OPPOSITE[operator], left, right)
        case Binary("and" | "or", left, right):
            return Binary("or" if test.operator == "and" else "and", negated(left), negated(right))
        case Unary("not", operand):
            return operand
    return Unary("not", test)


def joined(*tests: Expression | None) -> Expression | None:
    """All of some tests at once, one after the other."""
    whole: Expression | None = None
    for test in tests:
        for one in _each(test):
            whole = one if whole is None else Binary("and", whole, one)
    return whole


def _each(test: Expression | None) -> tuple[Expression, ...]:
    """The parts of a test that must all be so."""
    match test:
        case None:
            return ()
        case Binary("and", left, right):
            return (*_each(left), *_each(right))
    return (test,)
