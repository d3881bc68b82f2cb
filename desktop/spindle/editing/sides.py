"""One side of a comparison: the column of the records, or of what they refer to, that some words name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.blueprint.complete import implied_columns
from desktop.blueprint.nodes import Entity, Expression, Field, FieldRef, Through
from desktop.blueprint.vocabulary import DATE_TYPES, NUMBER_TYPES
from desktop.spindle.assembler.formula import formula_after
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.days import days_worked_out
from desktop.spindle.editing.finding import alike, meanings
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.ticked import is_test
from desktop.spindle.naming import plural

NUMBER, DAY, TIME = "number", "day", "time"
"""What can be compared with its like."""
CLEAR = 0.62
"""Score from which on words name a column; less than a whole word in common is nothing."""
_RECKONED = re.compile(r"(?i)\b(?:plus|minus|times|divided by|and .+ together)\b|[+×]")
"""Words of a formula."""
_AROUND = re.compile(
    r"(?i)\b(?:must|may|can|cannot|can't|should|shouldn't|mustn't|not|never|be|is|are|the|together|ever|if|when|"
    r"gets?|come|comes|to)\b"
)
_SMALL_WORDS = (
    "the a an my our your his her their its this that these those is are was were be been can can't "
    "cannot may must mustn't not never no nobody one than when if as soon they he she it we you i has "
    "have had do does don't doesn't to of in on at for what there any all each every still already ever "
    "own "
)
_LEFT_OUT = frozenset(_SMALL_WORDS.split())
_OF = re.compile(r"(?i)^(.*?)\s+(?:of|in|on|at|from|for)\s+(?:the|a|its|that|this|their|his|her)?\s*(.+)$")


def column_said(words: str, entity: Entity, bench: Bench | None, sort: str) -> Expression | None:
    """The column that some words name: one of the records themselves, else of what they refer to."""
    if not _plain(words):
        return None
    if sort == NUMBER and _RECKONED.search(words):
        return _sum(words, entity)
    own = [
        (likeness(words, name), len(meanings(name)), -place, FieldRef(name))
        for place, name in enumerate(of_sort(entity, sort))
    ]
    score, _, _, best = max(own, key=lambda one: one[:3], default=(0.0, 0, 0, None))
    forms = "|".join(re.escape(one) for one in (plural(entity.name), entity.name))
    far_score, far = _far(re.sub(rf"(?i)\b(?:{forms})\b", " ", words), entity, bench, sort)
    if max(score, far_score) < CLEAR:
        return None
    return far if far is not None and far_score > score + 0.1 else best


def _sum(words: str, entity: Entity) -> Expression | None:
    """`rent plus extras`: what is reckoned from several columns; None if one of its parts is none."""
    plain = " ".join(_AROUND.sub(" ", words).split()).strip(" ,")
    return formula_after(f"= {plain}", tuple(Field(name, "number") for name in of_sort(entity, NUMBER)))


def _far(words: str, entity: Entity, bench: Bench | None, sort: str) -> tuple[float, Expression | None]:
    """A column of a record that these refer to: `the seats of the room`, `what the child has`."""
    best: tuple[float, Expression | None] = (0.0, None)
    if bench is None:
        return best
    parts = _OF.match(words.strip())
    for field in entity.fields:
        if field.type != "reference" or not bench.has_entity(field.target):
            continue
        target = bench.entity(field.target)
        whole = max(likeness(words, field.name), likeness(words, field.target))
        said = (
            parts is not None
            and max(likeness(parts[2], field.name), likeness(parts[2], field.target)) >= CLEAR
        )
        for name in of_sort(target, sort):
            alone = likeness(parts[1] if parts is not None and said else words, name)
            score = alone + 0.15 * said if alone >= CLEAR else 0.0
            if score > best[0]:
                best = (score, Through(name, field.name))
        names = of_sort(replace(target, features=()), sort)
        if whole >= 0.8 and len(names) == 1 and whole > best[0]:
            best = (whole, Through(names[0], field.name))
    return best


def only_one(entity: Entity, sort: str, besides: Expression | None = None) -> Expression | None:
    """The only column of a sort, where nobody named one."""
    names = [name for name in of_sort(entity, sort) if FieldRef(name) != besides]
    return FieldRef(names[0]) if len(names) == 1 else None


def of_sort(entity: Entity, sort: str) -> tuple[str, ...]:
    """The columns of an entity that are numbers, or days."""
    if sort == TIME:
        return tuple(one.name for one in entity.fields if one.type == "time")
    types = DATE_TYPES if sort == DAY else NUMBER_TYPES
    own = tuple(one.name for one in entity.fields if one.type in types)
    days = days_worked_out(entity)
    worked_out = tuple(
        one.name
        for one in entity.computed
        if (one.name in days) == (sort == DAY) and not is_test(one.expression)
    )
    known = (*own, *worked_out)
    implied = implied_columns(entity.name, known, entity.features) if sort == NUMBER else ()
    return (*known, *(one.name for one in implied))


def likeness(words: str, name: str) -> float:
    """How well the best run of some words names something, 0 to 1."""
    thing = Thing("field", name, (name, plural(name)))
    return max((alike(run, thing) for run in _runs(words)), default=0.0)


def _runs(words: str) -> Iterator[str]:
    tokens = _plain(words)[-8:]
    for size in range(min(4, len(tokens)), 0, -1):
        for first in range(len(tokens) - size + 1):
            yield " ".join(tokens[first : first + size])


def _plain(words: str) -> list[str]:
    return [
        word
        for word in re.findall(r"[\w'’-]+", words.lower())
        if word not in _LEFT_OUT and not word.isdigit()
    ]
