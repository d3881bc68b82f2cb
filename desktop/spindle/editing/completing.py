"""What stands plainly in the words of an ask and was not marked: quotations, numbers, names of the app.

The reader passes over some of the app's names, though it is shown them. Here they are looked for: what an
operation needs and no mark says is taken from the words, where they leave little doubt. Marks that are
there stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from desktop.spindle.editing.bench import VERY_NAME, Bench
from desktop.spindle.editing.finding import find, meanings, same_stem
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import NUMBER
from desktop.spindle.reading import Ask, Mark

_QUOTED = re.compile(r"[\"“„]([^\"“”„]{2,200})[\"”“]")
_QUESTION = re.compile(
    r"\b(?:How|What|Which|Who|Whose|Where|When|Why|Is|Are|Do|Does|Did|Can|In which|At which)\b[^?\"]{6,160}\?"
)
_UNIT = re.compile(
    r"(?i)\s*-?(?:seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?|cents?|pence|per ?cent|"
    r"[ap]m|o'?clock|in the (?:morning|afternoon|evening))\b|\s?%"
)
_NUMBERS = re.compile(
    rf"\b\d{{1,2}}:\d\d|[€$£]?(?:{NUMBER.pattern})(?:[:.]\d\d)?(?: ?(?:am|pm)\b)?"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)\b"
)
_INTO = re.compile(
    r"(?i)\b(?:to|in|into|among|for|under|of|bei)\s+(?:the |my |our |a |new |den |der |dem )*$"
)
_TELLING = re.compile(r"[^\W\d_]{2}")
_NEGATED = re.compile(r"(?i)\b(?:not|instead of|rather than|than|no longer)\W+(?:the |a |an )?$")
_VERBATIM = ("new", "name", "old", "opt", "page", "action", "f", "computed", "block")
_THERE: dict[str, tuple[str, ...]] = {
    "remove": ("field", "computed", "action", "option", "sample", "item", "section", "page", "clause"),
    "rename": ("field", "computed", "action", "option", "entity", "page", "item", "section"),
    "retype": ("field",), "require": ("field",), "optional": ("field",), "unique": ("field",),
    "default": ("field",), "bound": ("field",), "options": ("field",), "hide": ("field", "computed"),
    "show": ("field", "computed"), "move": ("section", "page", "field", "computed"),
    "set": ("item", "action", "section", "sample", "computed", "field"), "text": ("item", "section"),
    "view": ("section",), "only": ("section", "computed"),
}  # fmt: skip
"""What an operation is done to, by the kinds that it can be done to, the likeliest first."""
_PLACED = frozenset(
    (
        "add",
        "show",
        "hide",
        "sort",
        "filter",
        "search",
        "total",
        "limit",
        "only",
        "view",
        "feature",
        "permit",
        "move",
    )
)
_BY = frozenset(("sort", "filter"))
_COUNTING = frozenset(("set", "default", "limit"))
_SAYING = frozenset(("rename", "text", "rule", "check", "set"))
_RARE = frozenset(("remove", "text", "set", "move", "rename"))
"""Operations for which one telling word of something that is there is enough."""
_LONG = 4


def completed(bench: Bench, ask: Ask, around: tuple[int, int]) -> Ask:
    """An ask with what stands plainly in its words marked as well.

    Args:
        bench: The app.
        ask: As it was read.
        around: From where to where the words stand that belong to no other ask: what an operation needs and
            the ask does not say may stand beside it.
    """
    ask = replace(ask, marks=tuple(_with_unit(bench, ask, mark) for mark in ask.marks))
    ask = replace(ask, marks=_verbatim(bench, ask))
    for step in (_known_fields, _names, _telling_words, _numbers):
        ask = replace(ask, marks=_in_order((*ask.marks, *step(bench, ask))))
    if not ask.marks and ask.operation in _THERE:
        wider = replace(ask, start=around[0], end=around[1])
        for step in (_names, _telling_words):
            wider = replace(wider, marks=_in_order((*wider.marks, *step(bench, wider))))
        ask = wider if wider.marks else ask
    return ask


def _in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks by where they stand; of two for the same words the later one counts."""
    return tuple(sorted({mark.start: mark for mark in marks}.values(), key=lambda mark: mark.start))


def _with_unit(bench: Bench, ask: Ask, mark: Mark) -> Mark:
    """A number with the unit of time, or the half of the day, that stands right behind it."""
    if mark.tag not in ("value", "max", "min") or not re.fullmatch(r"[\w.,:£€$]+", mark.words):
        return mark
    unit = _UNIT.match(bench.request[mark.end : ask.end])
    if unit is None or not _free(ask, mark.end, mark.end + unit.end()):
        return mark
    end = mark.end + unit.end()
    return replace(mark, words=bench.request[mark.start : end], end=end)


def _free(ask: Ask, start: int, end: int) -> bool:
    """Whether no mark of an ask touches a stretch."""
    return all(mark.end <= start or end <= mark.start for mark in ask.marks)


def _mark(bench: Bench, tag: str, start: int, end: int) -> Mark:
    return Mark(tag, bench.request[start:end], start, end, 0.5)


# --- verbatim ----------------------------------------------------------------------------------------


def _verbatim(bench: Bench, ask: Ask) -> tuple[Mark, ...]:
    """The marks, but what stands between quotation marks, and a question, is one whole."""
    marks = ask.marks
    text = bench.request[ask.start : ask.end]
    found = [(match.start(1), match.end(1), True) for match in _QUOTED.finditer(text)]
    if ask.operation in ("add", "text", "rename"):
        found += [(match.start(), match.end(), False) for match in _QUESTION.finditer(text)]
    for first, behind, quoted in found:
        start, end = ask.start + first, ask.start + behind
        inside = [mark for mark in marks if mark.start < end and start < mark.end]
        whole = any(mark.start <= start and end <= mark.end for mark in inside)
        asked = all(mark.tag in ("new", "name", "opt", "f") for mark in inside)
        if whole or (not quoted and not (inside and asked)):
            continue
        tag = next((mark.tag for mark in inside if mark.tag in _VERBATIM), "")
        if not tag or tag == "f":
            known = find(bench.request[start:end], bench.things(), least=VERY_NAME)
            tag = "old" if known is not None and ask.operation not in ("add", "text") else tag or "new"
        type_ = next((mark.type for mark in inside if mark.tag == tag), "")
        made = replace(_mark(bench, tag, start, end), type=type_)
        marks = _in_order((*(mark for mark in marks if mark not in inside), made))
    return marks


# --- names -------------------------------------------------------------------------------------------


def _known_fields(bench: Bench, ask: Ask) -> tuple[Mark, ...]:
    """What was taken for a new field, and is one with options that is there, says where: `… to the rooms`."""
    if ask.operation != "add" or ask.tagged("at"):
        return ()
    for mark in ask.tagged("f", "entity"):
        thing = find(mark.words, bench.things("field"), least=VERY_NAME)
        others = [one for one in ask.marks if one != mark and one.tag in ("opt", "new", "f")]
        led = _INTO.search(bench.request[ask.start : mark.start])
        if thing is not None and others and led and _has_options(bench, thing):
            return (replace(mark, tag="at", type=""),)
    return ()


def _has_options(bench: Bench, thing: Thing) -> bool:
    return any(one.field == thing.name and one.entity == thing.entity for one in bench.things("option"))


def _names(bench: Bench, ask: Ask) -> tuple[Mark, ...]:
    """The names of the app that stand in the words: what something is done to, and where."""
    found: list[Mark] = []
    there = _THERE.get(ask.operation, ())
    elsewhere = (
        "old",
        "opt",
        "f",
        "entity",
        "page",
        "block",
        *(() if ask.operation in _SAYING else ("new",)),
    )
    needs_old = bool(there) and not ask.tagged(*elsewhere)
    spoken = _spoken(bench, ask)
    if needs_old:
        fitting = [one for one in spoken if one[2].kind in there]
        best = min(fitting, key=lambda one: (_holds(one[2], fitting), there.index(one[2].kind)), default=None)
        several = ask.operation in ("require", "optional", "unique", "hide", "show", "retype")
        for one in fitting if several else [best] if best is not None else []:
            found.append(_mark(bench, "old", one[0], one[1]))
            spoken.remove(one)
    if ask.operation in _BY and not ask.tagged("by", "old", "desc", "asc"):
        columns = [one for one in spoken if one[2].kind in ("field", "computed")]
        found += [_mark(bench, "by", start, end) for start, end, _ in columns]
    if ask.operation in _PLACED and not ask.tagged("at", "entity", "pos"):
        kinds = ("page",) if ask.operation == "move" else ("entity", "page", "section")
        places = [one for one in spoken if one[2].kind in kinds]
        found += [_mark(bench, "at", start, end) for start, end, _ in places]
    return tuple(found)


def _holds(thing: Thing, others: list[tuple[int, int, Thing]]) -> bool:
    """Whether a field only says where the option that is meant stands."""
    options = [one[2] for one in others if one[2].kind == "option"]
    return any((one.entity, one.field) == (thing.entity, thing.name) for one in options)


def _spoken(bench: Bench, ask: Ask) -> list[tuple[int, int, Thing]]:
    """The names of the app that stand in an ask and are not marked: from, to, and what they name."""
    text = bench.request[ask.start : ask.end]
    tokens = [match.span() for match in re.finditer(r"[\w'’%-]+", text)]
    things = [one for one in bench.things() if one.kind not in ("app", "about", "rule", "check")]
    names = {name.lower() for one in things for name in one.names[:1]}
    found: list[tuple[int, int, Thing]] = []
    for length in (4, 3, 2, 1):
        for at in range(len(tokens) - length + 1):
            start, end = ask.start + tokens[at][0], ask.start + tokens[at + length - 1][1]
            words = bench.request[start:end]
            taken = any(one[0] < end and start < one[1] for one in found)
            edges = {words.split()[0].lower(), words.split()[-1].lower()}
            common = edges & _COMMON and not (length > 1 and words.lower() in names)
            if taken or common or not _free(ask, start, end) or not _TELLING.search(words):
                continue
            if bench.is_name(words):
                thing = find(words, things, near=bench.around(ask, words), least=VERY_NAME)
                found += [(start, end, thing)] if thing is not None else []
    return sorted(found, key=lambda one: one[0])


_LITTLE = (
    "the a an i it is in on to of and or by for with my we you not no up out all one two do make add "
    "show first "
    "name words list text top number back still new part says write left right open from more again"
)
_COMMON = frozenset(_LITTLE.split())
"""Words that are names in many apps and mean nothing in most requests."""


def _telling_words(bench: Bench, ask: Ask) -> tuple[Mark, ...]:
    """`my pupils never get croatia right`: a word that stands in just one thing of the app."""
    there = _THERE.get(ask.operation, ())
    if ask.operation not in _RARE or ask.tagged("old", "opt", "f", "entity", "page", "block", "action"):
        return ()
    things = [one for one in bench.things() if one.kind in there]
    for match in re.finditer(r"[^\W\d_]{4,}", bench.request[ask.start : ask.end]):
        start, end = ask.start + match.start(), ask.start + match.end()
        stem = next(iter(meanings(match[0])), "")
        if not stem or not _free(ask, start, end):
            continue
        having = [one for one in things if _stands_in(stem, one)]
        if len({(one.kind, one.name, one.page, one.entity) for one in having}) == 1:
            return (_mark(bench, "old", start, end),)
    return ()


def _stands_in(stem: str, thing: Thing) -> bool:
    return any(same_stem(stem, other) for name in thing.names for other in meanings(name))


# --- numbers -----------------------------------------------------------------------------------------


def _numbers(bench: Bench, ask: Ask) -> tuple[Mark, ...]:
    """The numbers of an ask that sets something, where none is marked; those that are not meant are left."""
    if ask.operation not in _COUNTING or ask.tagged("value", "max", "min", "new", "opt"):
        return ()
    text = bench.request[ask.start : ask.end]
    found = []
    for match in _NUMBERS.finditer(text):
        start, end = ask.start + match.start(), ask.start + match.end()
        if _free(ask, start, end) and not _NEGATED.search(text[: match.start()]):
            found.append(_mark(bench, "value", start, end))
    return tuple(found)
