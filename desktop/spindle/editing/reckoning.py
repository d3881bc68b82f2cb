"""What a number or a chart is about, as people say it: `cost this year`, `open bugs`, `the average age`.

The words are held against one kind of records: which of its numbers they name, whether that is added up,
averaged or counted, and, of what is left of them, which records they single out.
"""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Call, Entity, Expression, Measure, Text
from desktop.blueprint.vocabulary import NUMBER_TYPES
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.conditions import spoken_test
from desktop.spindle.editing.covering import ENOUGH, covered
from desktop.spindle.editing.days import days_worked_out
from desktop.spindle.editing.finding import meanings, same_stem
from desktop.spindle.editing.sides import CLEAR, likeness
from desktop.spindle.editing.ticked import is_test
from desktop.spindle.naming import plural

AGGREGATES = (
    ("average", r"\b(?:average|averaged|avg|mean|typical|on average)\b"),
    ("max", r"\b(?:highest|most|maximum|max|best|longest|largest|biggest|deepest|oldest|"
     r"heaviest|dearest|fastest|top)\b"),
    ("min", r"\b(?:lowest|least|minimum|min|shortest|smallest|youngest|lightest|cheapest)\b"),
    ("sum", r"\b(?:sum|total|totals|altogether|added up|how much|takings|income|revenue|spent|earned|worth|"
     r"value|in all)\b"),
)  # fmt: skip
"""Words for how many numbers become one."""
MONEY = re.compile(
    r"(?i)\b(?:money|how much|takings|income|revenue|earn\w*|spen[dt]\w*|cost\w*|worth|brings?|paid|"
    r"(?:came|comes|come) in|(?:went|goes|go) (?:out|on)|spent on|took in|taken in|owed?|euros?|"
    r"dollars?|pounds?)\b"
)
"""Words for an amount of money that nobody named."""
_COUNTED = re.compile(r"(?i)\b(?:counts?|counted|how many|number of|how often)\b")
_AVERAGED = ("percent", "rating")
"""Types of which nobody wants the sum."""
_NOT_ADDED = re.compile(r"(?i)\b(?:age|temperature|height|depth|speed|rate|grade|mark|score|level|per|a)\b")
"""Numbers of which the mean says more than the sum."""
_PERIOD = re.compile(
    r"(?i)\b(?:this|last|past|next|coming|previous) (?:\w+ )?(?:days?|weeks?|months?|years?)\b|\btoday\b"
)
_LITTLE = re.compile(
    r"(?i)\b(?:the|a|an|my|our|all|of|for|with|by|per|in|on|and|that|which|there|are|is|we|i|what|chart|"
    r"bars?|pie|line|tile|counter|figure|box|number|show|showing|only|just|so|far)\b"
)


def measured(bench: Bench, entity: Entity, words: str, tests: str = "") -> Measure | None:
    """What some words measure of an entity's records; None if they name no number of theirs and single
    nothing out.

    Args:
        bench: The app.
        entity: Whose records.
        words: What is to be seen, without what it is arranged by.
        tests: What was marked as the test of the records.
    """
    field = number_said(entity, words)
    if not field and MONEY.search(words) and not _COUNTED.search(words):
        field = next((one.name for one in entity.fields if one.type == "money"), "")
    if field and _COUNTED.search(words) and not _counts_itself(entity, field, words):
        field = ""  # `how many are hired out` is no sum of how often they were hired
    how = aggregate_said(words)
    where = spoken_test(tests, entity, bench) if tests else _singled_out(bench, entity, words, field)
    if tests and where is None:
        return None
    if field:
        return Measure(how or _usual(entity, field), entity.name, field, where)
    return Measure("count", entity.name, "", where) if where is not None else None


def aggregate_said(words: str) -> str:
    """How many numbers become one; "" if nothing says so."""
    return next((word for word, said in AGGREGATES if re.search(said, words, re.IGNORECASE)), "")


def number_said(entity: Entity, words: str) -> str:
    """The number of an entity's records that some words name, typed in or worked out; "" if none."""
    names = numbers(entity)
    rest = _without_entity(words, entity)
    rated = [(likeness(rest, name), len(meanings(name)), -at, name) for at, name in enumerate(names)]
    best = max(rated, default=(0.0, 0, 0, ""))
    return best[3] if best[0] >= CLEAR else ""


def numbers(entity: Entity) -> tuple[str, ...]:
    """The columns that hold a number, and not a day, some words, or a yes or no."""
    days = days_worked_out(entity)
    worked_out = (
        one.name
        for one in entity.computed
        if one.name not in days and not is_test(one.expression) and not _is_words(one.expression)
    )
    return (*(one.name for one in entity.fields if one.type in NUMBER_TYPES), *worked_out)


def _is_words(expression: Expression) -> bool:
    match expression:
        case Text() | Call("join", _):
            return True
        case Call("if", (_, then, other)):
            return _is_words(then) or _is_words(other)
    return False


def _usual(entity: Entity, field: str) -> str:
    """What is mostly wanted of a number where nobody says: the sum, but of marks and shares the mean."""
    one = next((one for one in entity.fields if one.name == field), None)
    if one is not None and (one.type in _AVERAGED or one.unit in ("%", "°C")):
        return "average"
    money = one is not None and one.type in ("money", "duration")
    return "average" if not money and _NOT_ADDED.search(field) else "sum"


def _counts_itself(entity: Entity, field: str, words: str) -> bool:
    """`how many bottles` of wines that have `bottles` each."""
    match = _COUNTED.search(words)
    behind = words[match.end() :] if match else ""
    first = re.findall(r"\w+", _LITTLE.sub(" ", behind))[:1]
    own = meanings(entity.name) | meanings(plural(entity.name))
    return bool(first) and not meanings(first[0]) & own and likeness(first[0], field) >= CLEAR


def _without_entity(words: str, entity: Entity) -> str:
    """The words without the name of the records."""
    for name in (plural(entity.name), entity.name):
        words = re.sub(rf"(?i)\b{re.escape(name)}\b", " ", words)
    return words


def _singled_out(bench: Bench, entity: Entity, words: str, field: str) -> Expression | None:
    """The records that the rest of the words singles out; None if they mean all."""
    rest = _LITTLE.sub(" ", _without_entity(words, entity))
    for _, said in AGGREGATES:
        rest = re.sub(said, " ", rest, flags=re.IGNORECASE)
    rest = MONEY.sub(" ", _COUNTED.sub(" ", rest))
    named = meanings(field)
    kept = [
        word
        for word in re.findall(r"[\w'’-]+", rest)
        if not any(same_stem(one, other) for one in meanings(word) for other in named)
    ]
    if not kept:
        return None
    test = spoken_test(" ".join(kept), entity, bench)
    if test is None or not (_PERIOD.search(words) or covered(" ".join(kept), test, entity) >= ENOUGH):
        return None
    return test
