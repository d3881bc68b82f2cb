"""Marks that name a thing of the app nearly right: a word too many or too few, two things in one mark.

The reader finds where something is named, and not always where its name begins and ends. The app knows its
names: `question about the botanist` is found better without its first words, `Wick and Wax` are two of the
app's words, and where `Shadow and corners` is one of its names, two marks are one. Only what becomes a name,
or is found where it was not before, is changed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.edging import edged
from desktop.spindle.editing.finding import ALIKE, alike, page_counted
from desktop.spindle.reading import Ask, Mark

_OF_APP = ("old", "at", "by", "pos")
"""Tags whose words name what is there."""
_OF_ONES_OWN = ("old", "new", "opt", "value", "f", "action", "page", "computed", "by")
_NAMED = (
    "page", "entity", "field", "computed", "action", "option", "sample", "check", "rule", "section", "item",
    "word",
)  # fmt: skip
_AND = re.compile(r"(?i)\s*,?\s+(?:and|und|et|y|e|en|i|&|plus|or)\s+|\s*,\s*|\s*&\s*")
_ARTICLE = r"(?:the|a|an|my|our|your|every|each|any|that|this|those|these)"
_KIND = (
    r"(?:questions?|explanations?|reasons?|answers?|pages?|tabs?|fields?|columns?|buttons?|options?|choices?|"
    r"items?|entr(?:y|ies)|records?|samples?|examples?|rows?|prices?|ones?|things?|plans?|reviews?|steps?|"
    r"rules?|checks?|messages?|inputs?|words?)"
)
_LED = re.compile(
    rf"(?i)^(?:(?:{_ARTICLE}\s+)?{_KIND}\s+(?:that (?:says?|asks?|is called)|called|named|about|for|with|"
    rf"saying|asking|to do with)\s+)?(?:(?:{_ARTICLE}|about|for)\s+)*(?=\S)"
)
"""`the question about the …`"""
_BEHIND = re.compile(
    rf"(?i)\s+(?:(?!ones|things|words){_KIND}|too|as well|please|again|instead|now|any ?more)$"
)
_SMALL = frozenset(("not", "and", "or", "but", "the", "a", "an", "then", "also"))
_LITTLE = frozenset(("for", "of", "to", "with", "in", "on", "so", "just", "only", "please", "is", "are"))
"""What names nothing that is there, but may be a part of something new."""
_THAT_SAYS = re.compile(r"(?i)^.*\b(?:that|which) (?:says?|asks?|reads?)\s+[\"“]?(?=\S)")
_INSIDE = re.compile(rf"(?i)\s+(?:in|on|of|from|inside|under) (?:{_ARTICLE}\s+)?(?=\S)")
_DANGLING = re.compile(r"(?<![,;:])\s+(?:by|of|for|with|and|at|in|to|from|the|a|an|is|as)$")
_BY = re.compile(r"\s+(?:by|from)\s+(?=[A-ZÀ-Þ][\w'’-]*$)")
_KIND_WORD = re.compile(
    rf"(?i){_KIND}|tables?|lists?|cards|boards?|calendars?|charts?|forms?|tiles?|buttons?|fields?|first|last|second"
)
"""What says what kind of thing is meant, and belongs to its name."""
_BARE = re.compile(r"(?i)(?:page|button|table|list|form|tile|chart|column|field|tab|board|calendar|cards)")
_FEW = 3
"""Most words by which a mark grows on either side."""
_BETWEEN = re.compile(r"(?i)\W*(?:(?:and|or|of|the|a|an|to|for|in|on|by|per)\W+)*")
_CAPITAL = re.compile(r"[A-ZÀ-ÞŁŚŻ][\w'’-]*$")
_NEXT_CAPITAL = re.compile(r" [A-ZÀ-ÞŁŚŻ][\w'’-]+")


def trimmed(bench: Bench, ask: Ask) -> Ask:
    """An ask whose marks begin and end where the names of the app do."""
    ask = replace(ask, marks=tuple(mark for mark in ask.marks if not _is_small(bench, mark)))
    ask = edged(bench, replace(ask, marks=_by_whom(bench, ask)))
    ask = replace(ask, marks=_one_of_two(bench, ask))
    found: list[Mark] = []
    for mark in ask.marks:
        mark = _without_edge(bench, mark) if mark.tag in _OF_APP else mark
        if mark.tag in _OF_APP and not points(mark.words):
            mark = _grown(bench, ask, mark)
            several = (_split(bench, mark) or _inside(bench, ask, mark)) if mark.tag != "pos" else ()
            found += several or (_shorter(bench, ask, mark),)
        else:
            found.append(_whole_name(bench, ask, mark))
    return replace(ask, marks=tuple(found))


def _is_small(bench: Bench, mark: Mark) -> bool:
    """Whether a mark is made of words that name nothing, not even in this app."""
    words = re.findall(r"[\w'’]+", mark.words)
    few = _SMALL | _LITTLE if mark.tag in _OF_APP else _SMALL
    small = mark.tag in _OF_ONES_OWN and bool(words) and set(words) <= few
    return small and not any(mark.words == name.lower() for one in bench.things() for name in one.names)


def _part(mark: Mark, start: int, end: int) -> Mark:
    """A part of a mark, by offsets in its words."""
    return replace(mark, words=mark.words[start:end], start=mark.start + start, end=mark.start + end)


def _over(bench: Bench, mark: Mark, start: int, end: int) -> Mark:
    """A mark over other words of the request."""
    return replace(mark, words=bench.request[start:end], start=start, end=end)


# --- too many words ----------------------------------------------------------------------------------


def _split(bench: Bench, mark: Mark) -> tuple[Mark, ...]:
    """The things of the app that one mark names, each by its name; () where it names one."""
    if bench.is_name(mark.words) or not _AND.search(mark.words):
        return ()
    ends = [*((one.start(), one.end()) for one in _AND.finditer(mark.words)), (len(mark.words), 0)]
    parts, start = [], 0
    for end, behind in ends:
        parts.append(_part(mark, start, end))
        start = behind
    parts = [_without_article(one) for one in parts]
    return tuple(parts) if all(bench.is_name(one.words) for one in parts) else ()


def _inside(bench: Bench, ask: Ask, mark: Mark) -> tuple[Mark, ...]:
    """`the number of roofs in the figures`: what is meant, and where it is, if only the two are found."""
    if mark.tag != "old" or ask.tagged("at") or bench.meant(ask, mark.words) is not None:
        return ()
    for led in reversed(list(_INSIDE.finditer(mark.words))):
        parts = _part(mark, 0, led.start()), replace(_part(mark, led.end(), len(mark.words)), tag="at")
        if all(bench.meant(ask, one.words) is not None for one in parts):
            return parts
    return ()


def _without_article(mark: Mark) -> Mark:
    led = re.match(rf"(?i){_ARTICLE}\s+(?=\S)", mark.words)
    return _part(mark, led.end(), len(mark.words)) if led else mark


def _shorter(bench: Bench, ask: Ask, mark: Mark) -> Mark:
    """A mark without the words that only say what kind of thing it is, where only the rest is found."""
    said = _THAT_SAYS.match(mark.words)
    if said is not None and bench.is_name(mark.words[said.end() :].rstrip('"”')):
        return _part(mark, said.end(), len(mark.words.rstrip('"”')))
    if bench.is_name(mark.words) or bench.meant(ask, mark.words, _NAMED) is not None:
        return mark
    scored = ((_best(bench, one.words), one) for one in _shortened(mark))
    found = [(sure, one) for sure, one in scored if sure >= ALIKE and bench.meant(ask, one.words, _NAMED)]
    return max(found, key=lambda one: (one[0], len(one[1].words)), default=(0.0, mark))[1]


def _without_edge(bench: Bench, mark: Mark) -> Mark:
    """`It must`, `under for`, `cook is`: without its first or last word it is the name of something."""
    words = mark.words.split()
    if len(words) < 2 or points(mark.words) or bench.is_name(mark.words):
        return mark
    names = {name.lower() for one in bench.things() for name in one.names[:1]}
    size = len(mark.words)
    for start, end in ((0, size - len(words[-1]) - 1), (len(words[0]) + 1, size)):
        part = _part(mark, start, end)
        little = words[-1] if start == 0 else words[0]
        named = part.words.lower() in names or points(part.words)
        telling = _KIND_WORD.fullmatch(little) or _KIND_WORD.fullmatch(part.words) or little.lower() in names
        if named and little.islower() and not telling:
            return part
    return mark


def _shortened(mark: Mark) -> tuple[Mark, ...]:
    """What is left of a mark without its first words, without its last, without both."""
    size = len(mark.words)
    led = _LED.match(mark.words)
    starts = [0, *([led.end()] if led and led.end() else [])]
    ends = [size, *(behind.start() for behind in [_BEHIND.search(mark.words)] if behind)]
    pairs = ((start, end) for start in starts for end in ends if start < end and (start, end) != (0, size))
    return tuple(_part(mark, start, end) for start, end in pairs)


def _best(bench: Bench, words: str) -> float:
    """How well some words name what they name best."""
    return max((alike(words, thing) for thing in bench.things()), default=0.0)


# --- too few words -----------------------------------------------------------------------------------


def _grown(bench: Bench, ask: Ask, mark: Mark) -> Mark:
    """A mark that is a part of a name which stands there whole becomes all of it."""
    tokens = [(ask.start + one.start(), ask.start + one.end()) for one in _tokens(bench, ask)]
    inside = [at for at, (start, end) in enumerate(tokens) if start < mark.end and mark.start < end]
    if not inside:
        return mark
    if _BARE.fullmatch(mark.words):
        return _named_kind(bench, ask, mark, tokens, inside[0])
    own = not bench.is_name(mark.words)
    things = (thing for thing in bench.things() if own or thing.kind != "section")
    names = {name.lower() for thing in things for name in thing.names if " " in name.strip()}
    best = mark
    for first in range(max(0, inside[0] - _FEW), inside[0] + 1):
        for last in range(inside[-1], min(len(tokens), inside[-1] + _FEW + 1)):
            start, end = tokens[first][0], tokens[last][1]
            longer = end - start > best.end - best.start
            if longer and bench.request[start:end].lower() in names and _is_free(ask, mark, start, end):
                best = _over(bench, mark, start, end)
    return best


def _named_kind(bench: Bench, ask: Ask, mark: Mark, tokens: list[tuple[int, int]], at: int) -> Mark:
    """`Button` of `the Broken button`, `page` of `the first page`: with the name that stands before it."""
    pages = bench.things("page")
    for first in range(max(0, at - _FEW), at):
        start = tokens[first][0]
        name = bench.request[start : mark.start].strip()
        counted = page_counted(bench.request[start : mark.end], pages) is not None
        if (counted or bench.is_name(name)) and name[:1] and _is_free(ask, mark, start, mark.end):
            return _over(bench, mark, start, mark.end)
    return mark


def _tokens(bench: Bench, ask: Ask) -> list[re.Match[str]]:
    return list(re.finditer(r"[\w'’%-]+", bench.request[ask.start : ask.end]))


def _is_free(ask: Ask, mark: Mark, start: int, end: int) -> bool:
    """Whether no other mark touches a stretch."""
    return all(one == mark or one.end <= start or end <= one.start for one in ask.marks)


def _by_whom(bench: Bench, ask: Ask) -> tuple[Mark, ...]:
    """The marks without words that only lead to the next one: `Onions by` Ali Sert, `Onions by Ali` Sert."""
    found: list[Mark] = []
    for place, mark in enumerate(ask.marks):
        behind = ask.marks[place + 1] if place + 1 < len(ask.marks) else None
        before = found[-1] if found else None
        if before is not None and before.tag == "led":
            mark = _over(bench, mark, before.start, mark.end)
            found.pop()
        close = behind is not None and bench.request[mark.end : behind.start] == " "
        if behind is None or not close or mark.tag not in ("new", "opt") or behind.tag != "value":
            found.append(mark)
            continue
        led = _DANGLING.search(mark.words)
        by = _BY.search(mark.words) if behind.words[:1].isupper() else None
        if led is not None:
            found.append(_part(mark, 0, led.start()))
        elif by is not None:
            found += [_part(mark, 0, by.start()), replace(_part(mark, by.end(), len(mark.words)), tag="led")]
        else:
            found.append(mark)
    return tuple(found)


def _one_of_two(bench: Bench, ask: Ask) -> tuple[Mark, ...]:
    """The marks, but two of a tag that together are one name of the app, or one new name, are one."""
    found: list[Mark] = []
    for mark in ask.marks:
        before = found[-1] if found else None
        if before is not None and before.tag == mark.tag and before.end <= mark.start:
            whole = bench.request[before.start : mark.end]
            between = bench.request[before.end : mark.start]
            if _is_one(bench, before, mark, whole, between):
                found[-1] = replace(
                    _over(bench, before, before.start, mark.end), type=before.type or mark.type
                )
                continue
        found.append(mark)
    return tuple(found)


def _is_one(bench: Bench, before: Mark, mark: Mark, whole: str, between: str) -> bool:
    if mark.tag in ("new", "test", "formula"):  # nothing stands between: they are one
        return between == " " and (before.words.endswith(",") or not mark.words[:1].isupper())
    if mark.tag == "f":  # `has a boat`
        return before.words.lower() in ("has", "have", "is", "was", "can", "needs", "wants") and bool(
            re.fullmatch(r" (?:(?:a|an|the|to) )?", between)
        )
    if mark.tag not in _OF_APP or not _BETWEEN.fullmatch(between) or "," in between:
        return False
    both = bench.is_name(before.words) and bench.is_name(mark.words)
    names = (name.lower() for thing in bench.things() for name in thing.names)
    return not both and whole.lower() in names


def _whole_name(bench: Bench, ask: Ask, mark: Mark) -> Mark:
    """`Lindqvist Bakery`, of which only the first word is marked: what is spelt as one name is one."""
    if mark.tag not in ("new", "opt", "name") or bench.app.language == "de" or bench.is_name(mark.words):
        return mark
    last = mark.words.split()[-1] if mark.words.split() else ""
    if ask.operation not in ("add", "rename", "options", "retype") or not _CAPITAL.match(last):
        return mark
    end = mark.end
    while (behind := _NEXT_CAPITAL.match(bench.request, end, ask.end)) and _is_free(
        ask, mark, end, behind.end()
    ):
        end = behind.end()
    return _over(bench, mark, mark.start, end) if end > mark.end else mark
