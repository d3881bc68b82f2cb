"""What the reader cut in two: one clause names one thing.

`paid their | dues` are two marks with nothing between them, `how often each one needs | water` is one
question with a mark at either end, and `whose turn it | is` lost its last word.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.spindle.reading import Mark, Reading

_TAGS = ("entity", "f")
_QUESTION = re.compile(r"(?i)(?:how (?:often|much|many|long|far|old)|who|whose|when|where|which)\b")
_SAME_CLAUSE = re.compile(r"(?i)\s(?:(?!(?:and|or|with|plus)\b)\w[\w'’]*\s){1,3}")
"""A few words between two marks, and neither a comma nor an `and`."""
_HALF = re.compile(r"(?i)\b(?:their|its|his|her|my|our|your|the|an?)$")
"""What never ends a name; other fields may be listed without a comma between."""
_CUT_SHORT = re.compile(r"(?i)\b(?:it|they|he|she|we|I)$")
_VERB = re.compile(r"(?i) (?:is|are|was|were)\b(?= *(?:[,.;:)\n]|$| and\b| or\b))")


def rejoined(reading: Reading) -> Reading:
    """The reading with such marks made one again."""
    found: list[Mark] = []
    for mark in reading.marks:
        before = found[-1] if found else None
        if before is None or mark.tag not in _TAGS or before.tag != mark.tag:
            found.append(mark)
            continue
        between = reading.request[before.end : mark.start]
        if between == " " and (mark.tag == "entity" or _HALF.search(before.words)):
            found[-1] = _until(before, mark.end, reading.request)
        elif not (_QUESTION.match(before.words) and _SAME_CLAUSE.fullmatch(between)):
            found.append(mark)
    return replace(reading, marks=tuple(_whole(mark, reading.request) for mark in found))


def _whole(mark: Mark, request: str) -> Mark:
    """A mark with the verb that its clause ends in."""
    verb = _VERB.match(request, mark.end) if _CUT_SHORT.search(mark.words) else None
    return _until(mark, verb.end(), request) if verb else mark


def _until(mark: Mark, end: int, request: str) -> Mark:
    return replace(mark, words=request[mark.start : end], end=end)
