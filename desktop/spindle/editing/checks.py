"""Asks for something that must be so: bounds under a condition, one field before another, no two the same."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.nodes import (
    Binary,
    Call,
    Check,
    Entity,
    Expression,
    FieldRef,
    Moment,
    Number,
    Text,
    Through,
)
from desktop.blueprint.vocabulary import DATE_TYPES, NUMBER_TYPES
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.comparing import compared_columns
from desktop.spindle.editing.conditions import (
    comparison_in,
    negated,
    option_said,
    situation,
    spoken_test,
)
from desktop.spindle.editing.covering import ENOUGH, FAR, covered, looks_far, names_in
from desktop.spindle.editing.fields import change
from desktop.spindle.editing.lines import quotable
from desktop.spindle.editing.picking import column_like, column_named, fields_said, numbers_of
from desktop.spindle.editing.placing import entity_for, field_of, likeliest, names_it
from desktop.spindle.editing.sides import CLEAR, likeness
from desktop.spindle.editing.ticked import NOT
from desktop.spindle.editing.values import number_in
from desktop.spindle.reading import Ask

_BEFORE = re.compile(
    r"(?i)\b(?:before|earlier|smaller|less|below|lower|fewer|under|cheaper|shorter|younger)\b"
)
_STRICT = re.compile(r"(?i)\b(?:after|before|\w+(?:er|ess|ore) than)\b")
_NEEDED = re.compile(
    r"(?i)\b(?:needs?|requires?|(?:must|has to|have to) (?:have|give|leave|say|name|tell))\b(.+)"
)
"""What must be filled in stands behind these words."""
_OUGHT = re.compile(
    r"(?i)\b(?:must|has to|have to|should|ought|shall|needs?|at least|at most|minimum|maximum|only|up to)\b"
)
"""What must be so is said with one of these; else a sentence that is shown goes with what must not be."""
_ABSURD = re.compile(
    r"(?i)\b(?:lie|typo|nonsense|too (?:much|many|soon|late|long)|impossible|no way|refused?)\b"
)
_NOT_LESS = re.compile(r"(?i)\bno(?:t)? (?:less|more|below|above|over|under|later|earlier)\b")
_REFUSED = re.compile(
    r"(?i)\b(?:warn\w*|complain\w*|refus\w*|impossible|stop\w*|prevent\w*|error|reject\w*|forbid\w*|"
    r"when|if|where)\b"
)
_SAME = re.compile(r"(?i)\bsame\b|\btwice\b|\btwo \w+ (?:\w+ )?(?:on|at|in|with) (?:one|a|the same)\b")
_EACH = re.compile(r"(?i)\btwo \w+ (?:[\w']+ ){0,2}(?:on|at|in) (?:one|a|the same) (\w+)")
_YESTERDAY = Binary("-", Moment("today"), Number(1))
_ORDERED = (*DATE_TYPES, *NUMBER_TYPES)
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
    alike = _unlike(bench, ask, entity, words)
    if alike is not None:
        return _demanded(bench, ask, entity, alike)
    if _SAME.search(words) and _distinct(bench, ask, entity):
        return True
    forbids = _forbids(bench, ask, words)
    found = [(one, _must(bench, ask, one, words, forbids=forbids)) for one in likeliest(bench, entity, words)]
    made = [
        (covered(words, must, one) - FAR * looks_far(must), one, must)
        for one, must in found
        if must is not None
    ]
    for share, one, must in sorted(made, key=lambda each: -each[0]):
        if share < ENOUGH:
            break
        if _demanded(bench, ask, one, must):
            return True
    return _bounds_an_input(bench, words, forbids=forbids)


def _demanded(bench: Bench, ask: Ask, entity: Entity, must: Expression) -> bool:
    """Add a check, with what is said where it fails."""
    message = quotable(ask.words("new")) or _message(must, entity)
    made = Entity(entity.name, (), checks=(Check(must, message),))
    return bench.run(f"in {entity.name}: add {write_entity_lines(made, entity, bench.app)[0]}")


def _must(bench: Bench, ask: Ask, entity: Entity, words: str, *, forbids: bool) -> Expression | None:
    """What must be so of some records; None if unclear."""
    return (
        _unless(bench, entity, words)
        or _compared(bench, entity, words, forbids=forbids)
        or _bounded(bench, entity, words, forbids=forbids)
        or _between(bench, ask, entity, words, forbids=forbids)
        or _tested(bench, ask, entity, words, forbids=forbids)
    )


def _unless(bench: Bench, entity: Entity, words: str) -> Expression | None:
    """`No cost over 5000 without a receipt`: not both at once."""
    test = spoken_test(words, entity, bench)
    both = isinstance(test, Binary) and test.operator == "and" and isinstance(test.left, Binary)
    return negated(test) if both and test is not None and comparison_in(words) and _lacks(test) else None


def _compared(bench: Bench, entity: Entity, words: str, *, forbids: bool) -> Expression | None:
    """What must be so of two things that are compared, perhaps only of records with an option."""
    test = compared_columns(words, entity, bench)
    if test is None:
        return None
    must = negated(test) if forbids else test
    under = situation(words, entity, test)
    return Binary("or", negated(replace(under, operator="=")), must) if under is not None else must


def _tested(bench: Bench, ask: Ask, entity: Entity, words: str, *, forbids: bool) -> Expression | None:
    """What must be so of a day, or must be filled in: `no day in the future`, `a loan without a name`."""
    needed = _NEEDED.search(words)
    if needed:
        plain = f"without {needed[1]}"
        before = words[: needed.start()].strip()
        under = spoken_test(before, entity, bench) if before else None
        missing = spoken_test(plain, entity, bench)
        if not (isinstance(missing, Call) and missing.function == "empty"):
            return None
        return Binary("or", negated(under), negated(missing)) if under is not None else negated(missing)
    test = spoken_test(words, entity, bench)
    if test is None or not (_is_dated(test) or _lacks(test) or (ask.words("new") and _is_two(test))):
        return None
    if forbids and isinstance(test, Binary) and (test.operator, test.right) == ("=", _YESTERDAY):
        return Binary(">=", test.left, Moment("today"))  # what is over is over
    return negated(test) if forbids or _lacks(test) or _is_two(test) else test


def _is_dated(test: Expression) -> bool:
    return isinstance(test, Binary) and (
        isinstance(test.right, Moment)
        or (isinstance(test.right, Binary) and isinstance(test.right.left, Moment))
        or _is_dated(test.right)
    )


def _lacks(test: Expression) -> bool:
    match test:
        case Call("empty"):
            return True
        case Binary("and", _, right):
            return _lacks(right)
    return False


def _is_two(test: Expression) -> bool:
    return isinstance(test, Binary) and test.operator == "and"


def _bounds_an_input(bench: Bench, words: str, *, forbids: bool) -> bool:
    """What is typed into a calculator has a least and a most instead: `the hole can't be deeper than 200`."""
    compared = comparison_in(words)
    inputs = [one for one in bench.things("field") if not one.entity]
    if compared is None or not inputs:
        return False
    operator, number = compared
    thing = max(inputs, key=lambda one: likeness(words, one.name))
    field = field_of(bench, thing)
    if likeness(words, thing.name) < CLEAR or field is None or field.type not in NUMBER_TYPES:
        return False
    most = (operator[0] == ">") == forbids
    return change(bench, thing, replace(field, maximum=number) if most else replace(field, minimum=number))


def _forbids(bench: Bench, ask: Ask, words: str) -> bool:
    """Whether what is said is what must not be."""
    around = bench.words_of(ask).replace(words, " ")
    inside = bool(NOT.search(_NOT_LESS.sub(" ", words)) or _ABSURD.search(words)) or bool(
        ask.tagged("new") and not _OUGHT.search(words)
    )
    return inside or (bool(ask.tagged("test")) and bool(_REFUSED.search(around) or NOT.search(around)))


def _unlike(bench: Bench, ask: Ask, entity: Entity, words: str) -> Expression | None:
    """`white and black the same person`, `a goal that is the same as from`: two fields of one record."""
    if not re.search(r"(?i)\bsame as\b|\band\b.+\bthe same\b", words):
        return None
    names = fields_said(bench, ask, entity)
    types = [one.type for name in names for one in entity.fields if one.name == name]
    if len(types) != 2 or types[0] != types[1]:
        return None
    return Binary("!=", FieldRef(names[0]), FieldRef(names[1]))


def _distinct(bench: Bench, ask: Ask, entity: Entity) -> bool:
    """`two families cannot have the same teacher at the same time`."""
    names = fields_said(bench, ask, entity)
    each = _EACH.search(ask.words("test") or bench.words_of(ask))
    if each:
        column = column_named(bench, ask, entity, each[1])
        names = [column] if column else names
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
    if isinstance(under, Binary) and not names_it(words, _option_of(under)):
        under = None
    if limit is None:
        name = _latest_number(bench, entity) or column_like(words, entity, numbers_of(entity))
        limit = Binary(operator, FieldRef(name), Number(number)) if name else None
    if limit is None:
        return None
    must = negated(limit) if forbids else limit
    return Binary("or", negated(under), must) if under is not None else must


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
    types = {one.name: one.type in DATE_TYPES for one in entity.fields if one.type in _ORDERED}
    named = [name for name in named if name in types]
    if len(named) < 2 or number_in(words) is not None or types[named[0]] != types[named[1]]:
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


def _message(test: Expression, entity: Entity) -> str:
    """What is said where a check fails, if nobody said it."""
    match test:
        case Binary(operator, FieldRef(left), right) if operator in _COUNTED and not isinstance(
            right, Binary
        ):
            dated = any(one.name == left and one.type in DATE_TYPES for one in entity.fields)
            what = " ".join(names_in(right)) or getattr(right, "word", "")
            what = f"{right.field} of the {right.reference}" if isinstance(right, Through) else what
            what = f"{right.value:g}" if isinstance(right, Number) else what
            how = (_DATED if dated else _COUNTED)[operator]
            return f"{left[:1].upper()}{left[1:]} {how} {what}"
    return "This cannot be so"
