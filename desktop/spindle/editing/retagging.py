"""An ask whose operation or tags are a neighbour's: the app and the words of the ask say what is meant.

The reader holds a number that a field begins with for one that it may not pass, an option for an icon, what
is there for what is new. Each rule here looks at one such pair, and only changes what the app or the words
of the ask speak against: a field is not called like one of its own options, and nothing goes away of which
nobody says that it goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from desktop.blueprint.nodes import Field
from desktop.blueprint.vocabulary import NUMBER_TYPES, OPTION_TYPES
from desktop.spindle.editing import staying
from desktop.spindle.editing.bench import VERY_NAME, Bench, points
from desktop.spindle.editing.finding import find
from desktop.spindle.editing.placing import field_of
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import NUMBER
from desktop.spindle.reading import Ask, Mark

_MOST = re.compile(
    r"(?i)\b(?:at (?:the )?most|(?:no|not) (?:more|longer|higher|later|above|over)|up to|maximum|max|"
    r"never (?:more|above|over|exceeds?)|(?:stops?|ends?) at|ceiling|(?:cannot|can't) exceed|höchstens|"
    r"maximal|au plus|au maximum|como máximo|al massimo|hoogstens|no máximo|najwyżej)\b"
)
_LEAST = re.compile(
    r"(?i)\b(?:at (?:the )?least|(?:no|not) (?:less|fewer|lower|earlier|below|under)|minimum|min|"
    r"never (?:less|fewer|below|under)|(?:starts?|begins?) at|floor|mindestens|au moins|al menos|almeno|"
    r"minstens|pelo menos|co najmniej)\b"
)
_BOUNDING = re.compile(
    r"(?i)\b(?:limit\w*|cap|range|between|allow\w*|bigger|larger|smaller|greater|higher|lower|less|more|"
    r"fewer|over|under|above|below|within|max(?:imum)?|min(?:imum)?|longer|shorter|older|younger|most|least|"
    r"until|from|to|than|not|never|no|can'?t|cannot|only|stop\w*|zwischen|über|unter|bis|ab|entre|tra|"
    r"tussen|boven|onder|między)\b|n't"
)
"""Some word of a bound; where there is none, a number is what a field begins with."""
_NEW_PAGE = re.compile(
    r"(?i)\b(?:an?|another|new|extra|second|third|une?|eine?|een|una?|uma) "
    r"(?:(?:new|extra|separate|neue|nouvelle|nueva|nuova|nieuwe|nova) )?"
    r"(?:pages?|tabs?|seite|página|pagina|strona)(?: (?:called|named|for|with the name))?[\s:,\"“]*$"
)
_IN_A_ROW = re.compile(r"(?i)\s*(?:,\s*)?(?:(?:and|or|und|et|y|e|en|i)\s+)?(?:an? |the )?")
_ICON = re.compile(r"(?i)\b(?:icons?|emojis?|symbols?|logo)\b")
_NEARLY = 0.3
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]\ufe0f?")
Rule = Callable[[Bench, Ask], Ask]


def retagged(bench: Bench, ask: Ask) -> Ask:
    """An ask as it must be meant, where its words and the app leave no doubt."""
    for rule in RULES:
        ask = rule(bench, ask)
    return ask


def _field(bench: Bench, words: str) -> Field | None:
    """The field that has these words for a name."""
    if points(words) or not words:
        return None
    thing = find(words, bench.things(), least=VERY_NAME)
    return field_of(bench, thing) if thing is not None and thing.kind == "field" else None


def _called(bench: Bench, words: str) -> Thing | None:
    """What has these words for a name."""
    return None if points(words) else find(words, bench.things(), least=VERY_NAME)


def _with_tag(ask: Ask, marks: tuple[Mark, ...], tag: str, type_: str = "") -> Ask:
    """An ask with another tag for some of its marks."""
    return replace(ask, marks=tuple(replace(m, tag=tag, type=type_) if m in marks else m for m in ask.marks))


# --- numbers -----------------------------------------------------------------------------------------


def _side(bench: Bench, ask: Ask) -> Ask:
    """A bound is above or below, as its words say."""
    ends = ask.tagged("min", "max", "value")
    if ask.operation != "bound" or len(ends) != 1:
        return ask
    words = bench.words_of(ask)
    most, least = bool(_MOST.search(words)), bool(_LEAST.search(words))
    if most == least:
        return ask
    return _with_tag(ask, ends, "max" if most else "min")


def _beginning(bench: Bench, ask: Ask) -> Ask:
    """`candidates 25`: without any word of a bound, a number is what the field begins with."""
    values = ask.tagged("value", "min", "max")
    if ask.operation != "bound" or len(values) != 1 or len(ask.tagged("old")) != 1:
        return ask
    words = bench.request[ask.start : ask.end]
    if values[0].tag != "value" or _BOUNDING.search(words) or _field(bench, ask.words("old")) is None:
        return ask
    return replace(ask, operation="default")


def _of_a_field(bench: Bench, ask: Ask) -> Ask:
    """`full stops at 12`: what is no list but a number has a bound, not a limit."""
    marks = ask.tagged("at", "old")
    values = ask.tagged("value", "max", "min")
    if ask.operation != "limit" or len(marks) != 1 or len(values) != 1:
        return ask
    field = _field(bench, marks[0].words)
    words = bench.words_of(ask)
    if field is None or field.type not in NUMBER_TYPES or not (_MOST.search(words) or _LEAST.search(words)):
        return ask
    made = _with_tag(_with_tag(ask, marks, "old"), values, "min" if _LEAST.search(words) else "max")
    return replace(made, operation="bound")


def _own_option(bench: Bench, ask: Ask) -> Ask:
    """`kind is Work`: a field is not called like one of its options, nor like a number; it begins with it."""
    if ask.operation != "rename" or len(ask.tagged("old")) != 1:
        return ask
    said = ask.tagged("new", "name", "value", "opt")
    field = _field(bench, ask.words("old"))
    if field is None or len(said) != 1:
        return ask
    words = said[0].words.lower().strip(" .!\"'“”")
    is_one = any(words == one.lower() for one in field.options)
    is_number = bool(NUMBER.fullmatch(words)) and field.type in ("number", "money", "percent")
    if not is_one and not is_number:
        return ask
    return replace(_with_tag(ask, said, "value"), operation="default")


# --- what is there and what is new -------------------------------------------------------------------


def _not_there(bench: Bench, ask: Ask) -> Ask:
    """What is added is not there yet; what is there says where."""
    olds = ask.tagged("old")
    if ask.operation != "add" or not olds:
        return ask
    new = any(mark.tag in ("opt", "new", "f", "name") for mark in ask.marks)
    if new and not ask.tagged("at", "place", "pos"):
        there = tuple(mark for mark in olds if _called(bench, mark.words) is not None)
        return _with_tag(ask, there, "at")
    if not new and all(mark.tag in ("old", "at", "value") for mark in ask.marks):
        unknown = tuple(
            mark
            for mark in olds
            if not points(mark.words) and mark.words[:1].isupper() and bench.meant(ask, mark.words) is None
        )
        return _with_tag(ask, unknown, "opt")
    return ask


def _icon(bench: Bench, ask: Ask) -> Ask:
    """`app icon owl` gives no other name; a picture for something else, said in a row, is no icon."""
    words = bench.words_of(ask)
    said = ask.tagged("new", "name", "value")
    if ask.operation in ("rename", "text") and len(said) == len(ask.marks) == 1 and _ICON.search(words):
        bare = not _ICON.search(said[0].words) and len(said[0].words.split()) < 3
        return replace(_with_tag(ask, said, "value"), operation="icon") if bare else ask
    other = next((one for one, chance in ask.others if one in ("set", "add") and chance > _NEARLY), "")
    if ask.operation == "icon" and other and not _ICON.search(words) and len(bench.history) > 0:
        return replace(ask, operation=other)
    return ask


def _pictures(bench: Bench, ask: Ask) -> Ask:
    """An app has one icon; several pictures, or one for a field of such, are there to be chosen from."""
    signs = ask.tagged("value", "new", "opt")
    if ask.operation != "icon" or not signs:
        return ask
    field = next(filter(None, (_field(bench, mark.words) for mark in ask.tagged("at", "old"))), None)
    chosen = field is not None and any(_EMOJI.search(one) for one in field.options)
    several = len(signs) > 1 and all(_EMOJI.fullmatch(mark.words.strip()) for mark in signs)
    if not chosen and not several:
        return ask
    if several and not chosen and not any(_EMOJI.search(one.name) for one in bench.things("option", "word")):
        return ask
    return replace(_with_tag(_with_tag(ask, signs, "opt"), ask.tagged("old"), "at"), operation="add")


def _new_page(bench: Bench, ask: Ask) -> Ask:
    """`a page Summer`, of which the name was taken for something else."""
    if ask.operation != "add" or ask.tagged("page"):
        return ask
    for mark in ask.tagged("block", "new", "name", "opt", "entity"):
        if _NEW_PAGE.search(bench.request[ask.start : mark.start]):
            return _with_tag(ask, (mark,), "page")
    return ask


def _players(bench: Bench, ask: Ask) -> Ask:
    """`a scoreboard with Bear and Fox`: what stands in a row with others is one of them, not a heading."""
    if ask.operation != "add" or not ask.tagged("block"):
        return ask
    marks = ask.marks
    rows = tuple(
        one
        for one, other in pairwise(marks)
        if one.tag == "new"
        and other.tag in ("new", "opt")
        and other.start > one.end
        and _IN_A_ROW.fullmatch(bench.request[one.end : other.start])
        and len(one.words.split()) < 4
    )
    last = tuple(
        other
        for one, other in pairwise(marks)
        if one in rows and other.tag == "new" and len(other.words.split()) < 4
    )
    return _with_tag(ask, (*rows, *last), "opt")


def _in_a_row(bench: Bench, ask: Ask) -> Ask:
    """`🐷, 🐮, 🐔 and 🐑`, of which one was taken for a value; `recording and capo`, both fields."""
    if ask.operation not in ("add", "options", "set"):
        return ask
    for row in _rows(bench, ask):
        tags = [mark.tag for mark in row]
        odd = tuple(mark for mark in row if mark.tag != "opt")
        if (
            len(row) > 2
            and len(odd) == 1
            and odd[0].tag in ("value", "old")
            and not NUMBER.search(odd[0].words)
        ):
            return _with_tag(ask, odd, "opt")
        if tags == ["f", "opt"] and row[0].type not in OPTION_TYPES and row[1].words.islower():
            return _with_tag(ask, row[1:], "f", "text")
    return ask


def _rows(bench: Bench, ask: Ask) -> list[tuple[Mark, ...]]:
    """The marks of an ask that stand in a row, with nothing but commas and an `and` between them."""
    found: list[tuple[Mark, ...]] = []
    for mark in ask.marks:
        between = bench.request[found[-1][-1].end : mark.start] if found else "-"
        if _IN_A_ROW.fullmatch(between):
            found[-1] = (*found[-1], mark)
        else:
            found.append((mark,))
    return found


RULES: tuple[Rule, ...] = (
    *staying.RULES, _side, _beginning, _of_a_field, _own_option, _icon, _pictures, _new_page, _players,
    _in_a_row, _not_there,
)  # fmt: skip
