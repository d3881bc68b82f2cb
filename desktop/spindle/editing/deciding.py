"""A value that depends on something: `5 % of the total if it is overdue, otherwise nothing`.

What is said of the record becomes a test, what is said of the value a formula, a number or some words. A list
of an option's values, `a win is 3, a draw 1`, is a chain of such tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from desktop.blueprint.nodes import Binary, Call, Entity, Expression, FieldRef, Number, Text
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.conditions import spoken_test
from desktop.spindle.editing.finding import meanings
from desktop.spindle.editing.values import number_in

Worth = Callable[[str], Expression | None]
"""A formula, or a column, that some words say."""
_ELSE = (
    r"(?:[,;]?\s*(?:or |and )?(?:otherwise|else|if not|in all other cases|for (?:all )?(?:the )?others?)"
    r"[,:]?\s+(?:it is |it's )?)"
)
_BEHIND = re.compile(
    rf"(?i)^(?P<then>.+?),?\s+(?:if|when|where|as long as|while|for those (?:that|who) are)\s+(?P<test>.+?)"
    rf"(?:{_ELSE}(?P<else>.+))?$"
)
_BEFORE = re.compile(
    rf"(?i)^(?:if|when|where)\s+(?P<test>.+?)(?:,?\s+then\s+|\s*[,:]\s*)(?:it is |it's )?(?P<then>.+?)"
    rf"(?:{_ELSE}(?P<else>.+))?$"
)
_CASE = re.compile(r"(?i)\b(?:if|when|where|while)\b")
_NOTHING = re.compile(r"(?i)^(?:nothing|none|zero|0|no \w+|free)$")
_BOTH_WAYS = 2


def decided(bench: Bench, entity: Entity, formula: str, worth: Worth) -> Expression | None:
    """The value that a formula in words gives in one case and in the other; None if it knows no cases."""
    words = formula.strip().rstrip(".")
    names = (*(one.name for one in entity.fields), *(one.name for one in entity.computed))
    if any(_CASE.search(name) and name.lower() in words.lower() for name in names):
        return None  # `costs if it happens` is a name
    for pattern in (_BEFORE, _BEHIND):
        match = pattern.match(words)
        if match is None:
            continue
        test = spoken_test(match["test"], entity, bench)
        then = _value(match["then"], worth)
        other = _value(match["else"], worth) if match["else"] else _none_like(then)
        if test is not None and then is not None and other is not None:
            return Call("if", (test, then, other))
    return _by_option(entity, words)


def _value(words: str, worth: Worth) -> Expression | None:
    """What some words are worth: nothing, a number, a formula, or words in quotation marks."""
    plain = words.strip(" ,.")
    quoted = re.fullmatch(r"[\"“„'](.+)[\"”“']", plain)
    if quoted:
        return Text(quoted[1])
    if _NOTHING.match(plain):
        return Number(0)
    made = worth(plain)
    if made is not None:
        return made
    number = number_in(plain)
    return Number(number) if number is not None and len(plain.split()) <= _BOTH_WAYS else None


def _none_like(then: Expression | None) -> Expression:
    return Text("") if isinstance(then, Text) else Number(0)


def _by_option(entity: Entity, words: str) -> Expression | None:
    """`won is 3, drawn 1, lost 0`: a number for each option of one field."""
    parts = [part.strip() for part in re.split(r"[,;]|\band\b", words) if part.strip()]
    if len(parts) < _BOTH_WAYS:
        return None
    for field in entity.fields:
        if field.type != "choice":
            continue
        found = [_option_and_number(part, field.options) for part in parts]
        known = [one for one in found if one is not None]
        if len(known) != len(parts) or len({one for one, _ in known}) != len(parts):
            continue
        whole: Expression = Number(0)
        rest = known
        if {one for one, _ in known} == set(field.options):
            whole, rest = Number(known[-1][1]), known[:-1]
        for option, number in reversed(rest):
            whole = Call("if", (Binary("=", FieldRef(field.name), Text(option)), Number(number), whole))
        return whole
    return None


def _option_and_number(part: str, options: tuple[str, ...]) -> tuple[str, float] | None:
    number = number_in(part)
    said = meanings(part)
    named = [one for one in options if meanings(one) and meanings(one) <= said]
    if number is None or not named:
        return None
    return max(named, key=len), number
