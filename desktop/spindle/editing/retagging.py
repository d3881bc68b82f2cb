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
_MUST = re.compile(
    r"(?i)\b(?:can'?t|cannot|can not|must not|mustn'?t|may not|never|no longer be|shouldn'?t|not allowed to) "
    r"(?:be )?(?:skip\w*|left (?:empty|blank|out)|leave|empty|blank|miss\w*|forgotten|omit\w*)"
)
_NEED_NOT = re.compile(
    r"(?i)\b(?:(?:can|may|might|could) (?:be )?(?:skip\w*|left (?:empty|blank|out)|(?:stay )?(?:empty|blank))"
    r"|optional|need not|needn'?t|(?:doesn'?t|don'?t|does not|do not) (?:have|need) to)\b"
)
_AWAY = re.compile(
    r"(?i)\b(?:remov\w*|delet\w*|away|drop|dropp\w*|rid|go|goes|gone|going|without|out|off|hid\w*|no|not|"
    r"any ?more|cancel\w*|scrap\w*|kill\w*|over|never|lose|leaves?|left|weg|raus|minus|take|unused|closed|"
    r"ends?|ended|stop\w*|former|less|useless|clear\w*|quits?|died|sold|history|past|nobody|none)\b|n't"
)
_IS = re.compile(
    r"\W*(?:is|are|becomes?|means|shall be|should be|is now|are now|=|ist|heißt|est|es|jest) "
    r"(?P<new>[\"“']?[^\W\d_a-zà-ÿß][^.!?;:,]*[^.!?;:,\s])\W*$"
)
"""`… is Not worth it`: another name, spelt as one."""
_NEW_PAGE = re.compile(
    r"(?i)\b(?:an?|another|new|extra|second|third|une?|eine?|een|una?|uma) "
    r"(?:(?:new|extra|separate|neue|nouvelle|nueva|nuova|nieuwe|nova) )?"
    r"(?:pages?|tabs?|seite|página|pagina|strona)(?: (?:called|named|for|with the name))?[\s:,\"“]*$"
)
_ONLY_AND = re.compile(r"(?i)\W*(?:(?:and|or|und|et|y|e|en|i)\W+)?(?:the |a |an )?")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]\ufe0f?")
_UNSURE = 0.6
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


def _with_tag(ask: Ask, marks: tuple[Mark, ...], tag: str) -> Ask:
    """An ask with another tag for some of its marks."""
    return replace(ask, marks=tuple(replace(m, tag=tag, type="") if m in marks else m for m in ask.marks))


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
        and _ONLY_AND.fullmatch(bench.request[one.end : other.start])
        and len(one.words.split()) < 4
    )
    last = tuple(
        other
        for one, other in pairwise(marks)
        if one in rows and other.tag == "new" and len(other.words.split()) < 4
    )
    return _with_tag(ask, (*rows, *last), "opt")


# --- going and staying -------------------------------------------------------------------------------


def _called_now(bench: Bench, ask: Ask) -> Ask:
    """`Dropped is Not worth it`: nothing goes where another name is given to it."""
    old = ask.tagged("old")
    if ask.operation not in ("remove", "hide") or len(old) != 1 or len(ask.marks) != 1:
        return ask
    rest = bench.request[old[0].end : ask.end]
    said = _IS.match(rest)
    if said is None or _AWAY.search(bench.request[ask.start : old[0].start]):
        return ask
    start, end = old[0].end + said.start("new"), old[0].end + said.end("new")
    new = Mark("new", bench.request[start:end].strip("\"“”'"), start, end, 0.5)
    return replace(ask, operation="rename", marks=(*old, new))


def _needed(bench: Bench, ask: Ask) -> Ask:
    """`uses can't be skipped any more`: whether a field has to be given, as the words say."""
    if ask.operation not in ("require", "optional"):
        return ask
    words = bench.words_of(ask)
    must, need_not = bool(_MUST.search(words)), bool(_NEED_NOT.search(words))
    if must == need_not:
        return ask
    return replace(ask, operation="require" if must else "optional")


def _no(bench: Bench, ask: Ask) -> Ask:
    """`no town`, of which the reader was not sure what is to be done."""
    others = [operation for operation, _ in ask.others if operation in ("hide", "remove")]
    bare = re.match(r"(?i)\W*(?:no|without)\s", bench.request[ask.start : ask.end])
    only_old = bool(ask.marks) and all(mark.tag in ("old", "at") for mark in ask.marks)
    if ask.confidence < _UNSURE and others and bare and only_old and ask.operation not in ("hide", "remove"):
        return replace(ask, operation=others[0])
    return ask


RULES: tuple[Rule, ...] = (
    _called_now, _needed, _no, _side, _beginning, _own_option, _pictures, _new_page, _players, _not_there,
)  # fmt: skip
