"""Numbers and charts over many records: which are counted, what is added up, by what."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.nodes import Chart, Entity, Measure, Section, Stat
from desktop.blueprint.vocabulary import NUMBER_TYPES
from desktop.spindle.assembler.measures import report_of, stat_of
from desktop.spindle.assembler.wishes import Wish
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.conditions import spoken_test
from desktop.spindle.editing.finding import alike
from desktop.spindle.editing.lines import quotable
from desktop.spindle.editing.picking import column_named, numbers_of
from desktop.spindle.editing.placing import page_for
from desktop.spindle.editing.things import Thing
from desktop.spindle.naming import closeness, plural
from desktop.spindle.reading import Ask

SHAPES = (
    ("pie", r"\b(?:pie|donut|doughnut|cake|circle)\b"),
    ("line", r"\b(?:line|curve)\b"),
    ("bar", r"\b(?:bar|bars|columns?)\b"),
)
_AGGREGATES = (
    ("average", r"\b(?:average|avg|mean|typical)\b"),
    ("max", r"\b(?:highest|most|maximum|best|longest|largest)\b"),
    ("min", r"\b(?:lowest|least|minimum|shortest|smallest)\b"),
    ("sum", r"\b(?:sum|total|altogether|how much|takings|income|revenue|spent|earned|worth|value)\b"),
)  # fmt: skip
_TIME = re.compile(r"(?i)\b(?:days?|weeks?|months?|years?|quarters?|weekdays?|time)\b")
_MONEY = re.compile(
    r"(?i)\b(?:money|how much|takings|income|revenue|earn\w*|spen[dt]\w*|cost\w*|worth|brings?|paid|"
    r"euros?|dollars?)\b"
)


def add_stat(bench: Bench, ask: Ask, entity: Entity, words: str) -> bool:
    """A number over all records, on the page that is meant."""
    stat = stat_for(bench, ask, entity, words)
    if stat is None:
        return False
    page = page_for(bench, ask, entity.name)
    if not bench.add_section(page, stat):
        return False
    bench.remember_section(page, stat)
    return True


def stat_for(bench: Bench, ask: Ask, entity: Entity, words: str) -> Stat | None:
    """The number that some words ask for: how many there are, what they come to, how they are on average."""
    named = entity_in(bench, words)
    entity = named or entity
    tests = " ".join(mark.words for mark in ask.tagged("test"))
    made = stat_of(Wish("v.stat", f"{words} {tests}".strip(), _by(bench, ask, entity), ""), entity)
    if made is None or not _known(made, words, entity, tests):
        return None
    aggregate = next((word for word, said in _AGGREGATES if re.search(said, words, re.I)), "")
    where = spoken_test(tests, entity, bench) if tests else made.measure.where
    measure = replace(made.measure, where=where)
    if aggregate and (measure.aggregate == "count" or aggregate == "average"):
        field = measure.field or _amount(entity, words)
        measure = Measure(aggregate, entity.name, field, where) if field else measure
    label = ask.words("new") or made.label
    return Stat(quotable(label[:1].upper() + label[1:]), measure)


def _known(stat: Stat, words: str, entity: Entity, tests: str) -> bool:
    """Whether a number is what was asked for, and not just the count of all records for want of anything
    better.
    """
    if stat.measure.aggregate != "count" or stat.measure.where is not None or tests:
        return True
    told = re.search(r"(?i)\b(?:count|how many|number of|total|all|sum|average)\b", words)
    return bool(told) or closeness(words, entity.name) > 0 or bool(_amount_named(entity, words))


def _amount_named(entity: Entity, words: str) -> str:
    return next((name for name in numbers_of(entity) if closeness(name, words)), "")


def entity_in(bench: Bench, words: str) -> Entity | None:
    """The kind of record that the words name: `average order`."""
    best: tuple[float, Entity] | None = None
    for entity in bench.app.entities:
        thing = Thing("entity", entity.name, (entity.name, plural(entity.name)))
        score = max((alike(word, thing) for word in re.findall(r"[\w'-]+", words)), default=0.0)
        if score >= 0.9 and (best is None or score > best[0]):
            best = (score, entity)
    return best[1] if best is not None else None


def _amount(entity: Entity, words: str) -> str:
    """What is added up: the number that the words name, else an amount of money, else the first number."""
    names = numbers_of(entity)
    best = max(names, key=lambda name: closeness(name, words), default="")
    if best and closeness(best, words):
        return best
    money = next((one.name for one in entity.fields if one.type == "money"), "")
    return money or next((one.name for one in entity.fields if one.type in NUMBER_TYPES), "")


def _by(bench: Bench, ask: Ask, entity: Entity) -> tuple[str, ...]:
    found = (column_named(bench, ask, entity, mark.words) or mark.words for mark in ask.tagged("by", "old"))
    return tuple(found)


def chart_for(bench: Bench, ask: Ask, entity: Entity) -> Section | None:
    """The chart that an ask wants: of the records whose field it is arranged by."""
    for mark in ask.tagged("by"):
        found = bench.meant(ask, mark.words, ("field", "computed"))
        if found is not None and found.entity and bench.has_entity(found.entity):
            here = column_named(bench, ask, entity, mark.words)
            entity = entity if here == found.name else bench.entity(found.entity)
    marks = ask.tagged("by")
    known = [mark for mark in marks if points(mark.words) or _TIME.search(mark.words)]
    if marks and not known and not any(column_named(bench, ask, entity, mark.words) for mark in marks):
        return None
    words = bench.words_of(ask)
    after = words
    made = report_of(entity, (Wish("v.chart", ask.words("v.chart"), _by(bench, ask, entity), after),))
    chart = made[0] if made else None
    if not isinstance(chart, Chart):
        return chart
    shape = next((shape for shape, said in SHAPES if re.search(said, words, re.I)), chart.shape)
    by = (
        next((column_named(bench, ask, entity, mark.words) for mark in ask.tagged("by")), chart.by)
        or chart.by
    )
    measure = chart.measure
    said = ask.words("computed") or ask.words("old") or words
    if measure.aggregate == "count" and (_MONEY.search(said) or closeness(_amount(entity, said), said)):
        field = _amount(entity, said)
        averaged = re.search(r"(?i)\b(?:average|mean)\b", said)
        measure = (
            Measure("average" if averaged else "sum", entity.name, field)
            if field and field != by
            else measure
        )
    if ask.tagged("test"):
        measure = replace(measure, where=spoken_test(ask.words("test"), entity, bench))
    return Chart(shape, measure, by)
