"""What is new and marked with a word too many or too few at its edge: `or Lunch`, `Imhof` of `Garage Imhof`.

Names of the app are known, and are trimmed by them; what is new is known by nothing but how it is written and
what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.values import number_in
from desktop.spindle.reading import Ask, Mark

_NEW = ("opt", "new", "f", "page", "name", "action", "computed")
_VALUES = ("value", "max", "min")
_LED = re.compile(r"(?i)^(?:and|or|und|oder|et|ou)\s+(?=\S)")
_LED_NAME = re.compile(
    r"^(?:of|from|is|are|be|called|named|namely|like|as|say|says|saying|me|us|to|with)\s+(?=[A-ZÀ-Þ\d\"“])"
)
"""Before a name that is written as one."""
_LED_OPTION = re.compile(
    r"^(?!(?:the|an?|der|die|das|le|la|les|el|los|las|il|lo|gli|de|du|von|van|o|os|as|no|my|our)\b)"
    r"[a-zß-ÿ]+\s+(?=[A-ZÀ-Þ])"
)
_LED_FIELD = re.compile(
    r"(?i)^(?:have|has|add|note|put|needs?|wants?|record|keep|include|gets?|gives?|show|an?|the|another|new)\s+(?=\S)"
)
_BEHIND_SENTENCE = re.compile(r"(?<=[.!?])\s+[a-z]+$")
_BEHIND = re.compile(
    r"(?i)\s+(?:and|or|as|instead|too|please|also|then|und|oder|has|is|are|goes|comes|should|must)$"
)
_BEFORE_PLACE = re.compile(r"(?i)\s+(?:to|on|in|for|at|of|under|into|among|by)(?: the| my| our| a| an)?$")
_CAPITAL_BEFORE = re.compile(r"(?:^|[^.!?:])\s([A-ZÀ-ÞŁŚŻ][\w'’-]+ )$")
_AMOUNT_BEFORE = re.compile(r"(?:^|\s)([€$£]?\d[\d.,:]*|[a-z]+(?:-[a-z]+)?) ?$")
_UNIT_ONLY = re.compile(
    r"(?i)^(?:days?|weeks?|months?|years?|hours?|h|minutes?|mins?|seconds?|secs?|[ap]\.?m\.?|o'?clock|l|kg|g|m|km|cm|"
    r"euros?|€|cents?|percent|%|points?|people)$"
)


def edged(bench: Bench, ask: Ask) -> Ask:
    """An ask whose new names and numbers begin and end where they should."""
    return replace(ask, marks=tuple(_edged(bench, ask, mark) for mark in ask.marks))


def _edged(bench: Bench, ask: Ask, mark: Mark) -> Mark:
    if mark.tag in _VALUES:
        return _with_amount(bench, ask, mark)
    if mark.tag not in _NEW or _is_called(bench, mark.words):
        return mark
    quoted = bench.request[: mark.start].endswith(('"', "“", "„"))
    if quoted:
        return mark
    start, end = mark.start, mark.end
    for led in _leading(mark):
        found = led.match(bench.request[start:end])
        start += found.end() if found else 0
    for behind in _trailing(ask, mark):
        found = behind.search(bench.request[start:end])
        end -= len(found[0]) if found else 0
    start = _whole(bench, ask, mark, start)
    return replace(mark, words=bench.request[start:end], start=start, end=end)


def _leading(mark: Mark) -> tuple[re.Pattern[str], ...]:
    """What may stand before a new name and is none of it."""
    match mark.tag:
        case "f" | "computed":
            return (_LED, _LED_FIELD)
        case "opt":
            return (_LED, _LED_NAME, _LED_OPTION)
    return (_LED, _LED_NAME)


def _trailing(ask: Ask, mark: Mark) -> tuple[re.Pattern[str], ...]:
    """What may stand behind a new name and is none of it."""
    place = (_BEFORE_PLACE,) if _leads_to_place(ask, mark) else ()
    return (*((_BEHIND_SENTENCE,) if mark.tag == "new" else (_BEHIND,)), *place)


def _is_called(bench: Bench, words: str) -> bool:
    """Whether something of the app has that very name."""
    return any(words.lower() == name.lower() for one in bench.things() for name in one.names[:1])


def _leads_to_place(ask: Ask, mark: Mark) -> bool:
    """Whether what stands right behind a mark says where."""
    behind = next((one for one in ask.marks if one.start >= mark.end), None)
    return behind is not None and behind.tag in ("at", "pos", "old") and behind.start - mark.end <= _ARTICLE


_ARTICLE = 5
"""Letters of the longest article and the spaces around it."""


def _whole(bench: Bench, ask: Ask, mark: Mark, start: int) -> int:
    """Where a name begins of which only the last word is marked: `Garage Imhof`."""
    if mark.tag != "opt" or not bench.request[start : start + 1].isupper() or ask.operation == "rename":
        return start
    before = _CAPITAL_BEFORE.search(bench.request[ask.start : start])
    if before is None:
        return start
    begin = start - len(before[1])
    free = all(one == mark or one.end <= begin or start <= one.start for one in ask.marks)
    return begin if free and begin > ask.start else start


def _with_amount(bench: Bench, ask: Ask, mark: Mark) -> Mark:
    """`Hours` of which the number stands right before."""
    if not _UNIT_ONLY.match(mark.words.strip()):
        return mark
    before = _AMOUNT_BEFORE.search(bench.request[ask.start : mark.start])
    if before is None or number_in(before[1]) is None:
        return mark
    start = ask.start + before.start(1)
    if any(one != mark and one.start < mark.start and start < one.end for one in ask.marks):
        return mark
    return replace(mark, words=bench.request[start : mark.end], start=start)
