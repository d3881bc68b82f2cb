"""Which field a value is for, where none is named: `kg to begin with`, `six each at most`, `11 € now`.

What can hold the value is held against the words: an option of that name, a unit, what was so until now,
words that the field shares with what was said, and the records at hand. Where two fit alike, none is meant.
"""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Field, Number
from desktop.blueprint.vocabulary import NUMBER_TYPES, OPTION_TYPES
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.finding import meanings, same_stem
from desktop.spindle.editing.placing import entity_for, field_of, place_of
from desktop.spindle.editing.replacing import gone_number
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import currency_in, days_in, number_in, seconds_in, time_in
from desktop.spindle.naming import plural
from desktop.spindle.reading import Ask

_CLEARLY = 0.3
"""By so much the best field must fit better than the next."""
_ENOUGH, _BARELY = 0.9, 0.3
_CLOCK_UNITS = ("s", "sec", "min", "h", "hou")
_DAY_UNITS = (("day", 1.0), ("night", 1.0), ("week", 7.0), ("month", 30.0), ("year", 365.0))
_FEATURES = re.compile(r"(?i)\b(?:wide|broad|long(?:er)?|high|tall|deep|old|far|heavy|thick)\b")
_MEASURES = {
    "wide": "width breadth", "broad": "width", "long": "length duration", "longer": "length duration",
    "high": "height", "tall": "height", "deep": "depth", "old": "age years", "far": "distance",
    "heavy": "weight", "thick": "thickness",
}  # fmt: skip


def field_for(bench: Bench, ask: Ask, said: str, kinds: tuple[str, ...] = ()) -> Thing | None:
    """The field that some value is for; None if that is not clear.

    Args:
        bench: The app.
        ask: What is asked for.
        said: The value.
        kinds: Only fields of these types; () for all that can hold the value.
    """
    words = bench.words_of(ask)
    named = place_of(bench, ask, ("at", "old"))
    about = entity_for(bench, ask)
    gone = gone_number(bench, ask)
    rated: list[tuple[float, int, Thing]] = []
    for at, thing in enumerate(bench.things("field")):
        field = field_of(bench, thing)
        if field is None or (kinds and field.type not in kinds):
            continue
        fit = _fit(field, said, gone)
        if fit <= 0:
            continue
        shared = _shared(field.name, words)
        if fit < _BARELY and shared < _BARELY:
            continue
        here = 0.2 * (about is not None and about.name == thing.entity) + named.likes(thing)
        owner = 0.3 * bool(thing.entity and _says_entity(thing.entity, words))
        rated.append((fit + shared + here + owner, -at, thing))
    rated.sort(reverse=True)
    if not rated or rated[0][0] < _ENOUGH:
        return None
    if len(rated) > 1 and rated[0][0] - rated[1][0] < _CLEARLY:
        return None
    return rated[0][2]


def _fit(field: Field, said: str, gone: str) -> float:
    """How well a field can hold a value: 0 if it cannot."""
    if field.type in OPTION_TYPES:
        return 1.0 if any(one.lower() == said.lower().strip() for one in field.options) else 0.0
    number = number_in(said)
    was = number_in(gone) if gone else None
    usual = field.default.value if isinstance(field.default, Number) else None
    before = 0.8 * (was is not None and was in (usual, field.minimum, field.maximum))
    if field.type == "time":
        return 0.9 if time_in(said, sure=True) else 0.0
    if field.type not in NUMBER_TYPES or number is None or time_in(said, sure=True):
        return 0.0
    if currency_in(said):
        return 0.8 + before if field.type == "money" or currency_in(field.unit) else 0.0
    if re.search(r"(?i)%|\bper ?cent", said):
        return 0.8 + before if field.type == "percent" or field.unit == "%" else 0.0
    if days_in(said) is not None:
        return 0.7 + before if _shared(field.unit, said) else 0.0
    if seconds_in(said) is not None:
        fits = field.type == "duration" or _shared(field.unit, said)
        return 0.7 + before if fits else 0.0
    unit = 0.4 if field.unit and _shared(field.unit, said) else 0.0
    noun = re.search(r"(?i)\d\s*([^\W\d_]+)", said)
    if noun and not _shared(f"{field.unit} {field.name}", noun[1]):
        return 0.1 + before
    near = 0.2 if usual is not None and usual > 0 and 0.5 <= number / usual <= 2 else 0.0
    return 0.3 + before + unit + near if field.type != "rating" or number <= 5 else 0.0


def _shared(name: str, words: str) -> float:
    """How much of a name stands in some words, also as what is measured: `600 long` is a length."""
    said = set(meanings(words))
    for match in _FEATURES.finditer(words):
        said |= meanings(_MEASURES[match[0].lower()])
    called = meanings(name)
    hit = sum(any(same_stem(one, other) for other in said) for one in called)
    return 0.7 * hit / max(1, len(called)) if hit else 0.0


def _says_entity(entity: str, words: str) -> bool:
    said = meanings(words)
    return bool(said & (meanings(entity) | meanings(plural(entity))))


def amount_in(field: Field, words: str) -> float | None:
    """The number that some words say, in the unit of a field: an hour is 60 minutes, 50 cents half a euro."""
    number = number_in(words)
    seconds, days = seconds_in(words), days_in(words)
    unit = field.unit.lower()
    if currency_in(words) and field.type != "money" and unit and not currency_in(unit):
        return None
    if seconds is not None and (field.type == "duration" or unit):
        of = 1.0 if unit.startswith("s") else 3600.0 if unit.startswith("h") else 60.0
        return seconds / of if field.type == "duration" or unit[:3] in _CLOCK_UNITS else None
    if days is not None and unit:
        of = next((length for name, length in _DAY_UNITS if unit.startswith(name)), 0.0)
        return days / of if of else None
    if field.type == "money" and number is not None and re.search(r"(?i)\b(?:cents?|ct|pence|p)\b", words):
        return number / 100
    return number
