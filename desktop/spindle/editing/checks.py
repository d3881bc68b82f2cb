"""Asks for something that must be so: bounds under a condition, one field before another, no two the same."""

from __future__ import annotations

import re

from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.nodes import Binary, Check, Entity, Expression, FieldRef, Moment, Number, Text
from desktop.blueprint.vocabulary import DATE_TYPES
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.conditions import NOT, comparison_in, negated, option_said, spoken_test
from desktop.spindle.editing.lines import quotable
from desktop.spindle.editing.picking import column_like, column_named, numbers_of
from desktop.spindle.editing.placing import entity_for
from desktop.spindle.editing.values import number_in
from desktop.spindle.naming import plural, singular
from desktop.spindle.reading import Ask

_BEFORE = re.compile(
    r"(?i)\b(?:before|earlier|smaller|less|below|lower|fewer|under|cheaper|shorter|younger)\b"
)
_STRICT = re.compile(r"(?i)\b(?:after|before|\w+(?:er|ess|ore) than)\b")
_NOT_LESS = re.compile(r"(?i)\bno(?:t)? (?:less|more|below|above|over|under|later|earlier)\b")
_REFUSED = re.compile(
    r"(?i)\b(?:warn\w*|complain\w*|refus\w*|impossible|stop\w*|prevent\w*|error|reject\w*|forbid\w*|"
    r"when|if|where)\b"
)
_COMMON = ("date", "time", "number", "last", "first")
_DATED = {">": "must be after", ">=": "cannot be before", "<": "must be before", "<=": "cannot be after"}
_COUNTED = {
    ">": "must be more than",
    ">=": "must be at least",
    "<": "must be less than",
    "<=": "must be at most",
}


def check(bench: Bench, ask: Ask) -> bool:
    """`the end cannot be before the start`, `at most 15 days`, `for the bar one must be 18`."""
    entity = entity_for(bench, ask)
    words = ask.words("test") or bench.words_of(ask)
    if entity is None:
        return False
    if re.search(r"(?i)\bsame\b|\btwice\b", words) and _distinct(bench, ask, entity):
        return True
    forbids = _forbids(bench, ask, words)
    for one in (entity, *(other for other in bench.app.entities if other is not entity)):
        test = (
            _bounded(bench, one, words, forbids=forbids)
            or _between(bench, ask, one, words, forbids=forbids)
            or _dated(bench, one, words, forbids=forbids)
        )
        if test is None:
            continue
        message = quotable(ask.words("new")) or _message(test, one)
        line = write_entity_lines(Entity(one.name, (), checks=(Check(test, message),)), one, bench.app)[0]
        if bench.run(f"in {one.name}: add {line}"):
            return True
    return False


def _forbids(bench: Bench, ask: Ask, words: str) -> bool:
    """Whether what is said is what must not be."""
    around = bench.words_of(ask).replace(words, " ")
    inside = bool(NOT.search(_NOT_LESS.sub(" ", words)))
    return inside or (bool(ask.tagged("test")) and bool(_REFUSED.search(around) or NOT.search(around)))


def _distinct(bench: Bench, ask: Ask, entity: Entity) -> bool:
    """`two families cannot have the same teacher at the same time`."""
    names = fields_said(bench, ask, entity)
    order = [one.name for one in entity.fields]
    shared = ", ".join(sorted(names, key=order.index))
    return bool(names) and bench.run(f"in {entity.name}: add no two with same {shared}")


def _bounded(bench: Bench, entity: Entity, words: str, *, forbids: bool) -> Expression | None:
    """A number must not be too large or too small, perhaps only under a condition:
    `for the bar 18 or more`.
    """
    compared = comparison_in(words)
    if compared is None:
        return None
    operator, number = compared
    plain = re.sub(
        r"(?i)^(?:nobody|no one|never)\b|\bnot\b(?! (?:less|more|below|above|over|under))", " ", words
    )
    test = spoken_test(plain, entity, bench)
    limit = test if isinstance(test, Binary) and test.right == Number(number) else None
    under = option_said(words, entity, bench)
    if isinstance(under, Binary) and not _names(words, _option_of(under)):
        under = None
    if limit is None:
        name = _latest_number(bench, entity) or column_like(words, entity, numbers_of(entity))
        limit = Binary(operator, FieldRef(name), Number(number)) if name else None
    if limit is None:
        return None
    must = negated(limit) if forbids else limit
    return Binary("or", negated(under), must) if under is not None else must


def _names(words: str, option: str) -> bool:
    """Whether an option is said by its very name, in the singular or the plural."""
    forms = {option.lower(), singular(option).lower(), plural(option).lower()}
    return any(re.search(rf"\b{re.escape(form)}\b", words.lower()) for form in forms if form)


def _option_of(test: Binary) -> str:
    return test.right.value if isinstance(test.right, Text) else ""


def _latest_number(bench: Bench, entity: Entity) -> str:
    """The number of these records that was spoken of just before."""
    found = bench.pointed_at(("field", "computed")) if bench.history else None
    mine = found is not None and found.entity == entity.name and found.name in numbers_of(entity)
    return found.name if found is not None and mine else ""


def _between(bench: Bench, ask: Ask, entity: Entity, words: str, *, forbids: bool) -> Expression | None:
    """One field must not be before, or more than, another."""
    named = fields_said(bench, ask, entity)
    if len(named) < 2 or number_in(words) is not None:
        return None
    for name in named:
        words = re.sub(rf"(?i)\b{re.escape(name)}\b", " ", words)
    before = bool(_BEFORE.search(words))
    operator = {(True, True): ">=", (True, False): "<=", (False, True): "<=", (False, False): ">="}[
        forbids, before
    ]
    if _STRICT.search(words) and not forbids:
        operator = operator[0]
    return Binary(operator, FieldRef(named[0]), FieldRef(named[1]))


def _dated(bench: Bench, entity: Entity, words: str, *, forbids: bool) -> Expression | None:
    """A day must be past, or must not be."""
    test = spoken_test(words, entity, bench)
    if not isinstance(test, Binary) or not isinstance(test.right, Moment):
        return None
    return negated(test) if forbids else test


def _message(test: Expression, entity: Entity) -> str:
    """What is said where a check fails, if nobody said it."""
    match test:
        case Binary(operator, FieldRef(left), right) if operator in _COUNTED:
            dated = any(one.name == left and one.type in DATE_TYPES for one in entity.fields)
            what = right.name if isinstance(right, FieldRef) else getattr(right, "word", "")
            what = f"{right.value:g}" if isinstance(right, Number) else what
            how = (_DATED if dated else _COUNTED)[operator]
            return f"{left[:1].upper()}{left[1:]} {how} {what}"
    return "This cannot be so"


def fields_said(bench: Bench, ask: Ask, entity: Entity) -> list[str]:
    """The fields of an entity in the order in which an ask names them."""
    names: list[str] = []
    for mark in ask.tagged("old", "by", "pos", "f", "value", "min", "max"):
        name = column_named(bench, ask, entity, mark.words)
        if name and name not in names:
            names.append(name)
    text = (ask.words("test") or bench.words_of(ask)).lower()
    places: dict[str, int] = {}
    for exactly in (True, False):
        for one in sorted(entity.fields, key=lambda field: -len(field.name)):
            place = _position(text, one.name, exactly=exactly) if one.name not in places else None
            if place is not None:
                places[one.name] = place[0]
                text = text[: place[0]] + "·" * (place[1] - place[0]) + text[place[1] :]
    names += [name for name in sorted(places, key=lambda name: places[name]) if name not in names]
    return names


def _position(text: str, name: str, *, exactly: bool) -> tuple[int, int] | None:
    """Where a text names a field, from and to: by its very words, or by what matters of them."""
    found = re.search(rf"\b{re.escape(name.lower())}\b", text)
    if found or exactly:
        return found.span() if found else None
    words = [word for word in re.findall(r"\w+", name.lower()) if len(word) > 3 and word not in _COMMON]
    first = re.search(rf"\b{re.escape(words[0][:5])}\w*", text) if words else None
    return first.span() if first else None
