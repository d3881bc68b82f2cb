"""Numbers and charts over many records: which are counted, what is added up, by what."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.nodes import Chart, Computed, Entity, Measure, Section, Stat
from desktop.blueprint.vocabulary import NUMBER_TYPES
from desktop.spindle.assembler.measures import report_of, stat_of
from desktop.spindle.assembler.wishes import Wish
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.conditions import spoken_test
from desktop.spindle.editing.covering import columns_in
from desktop.spindle.editing.finding import alike
from desktop.spindle.editing.formulas import reckoned
from desktop.spindle.editing.lines import quotable
from desktop.spindle.editing.picking import column_named, names_of_columns, numbers_of
from desktop.spindle.editing.placing import page_for, place_of
from desktop.spindle.editing.reckoning import MONEY, aggregate_said, measured, number_said
from desktop.spindle.editing.things import Thing
from desktop.spindle.naming import closeness, field_name, plural
from desktop.spindle.reading import Ask

SHAPES = (
    ("pie", r"\b(?:pie|donut|doughnut|cake|circle)\b"),
    ("line", r"\b(?:line|curve)\b"),
    ("bar", r"\b(?:bar|bars|columns?)\b"),
)
_TIME = re.compile(r"(?i)\b(?:days?|weeks?|months?|years?|quarters?|weekdays?|time)\b")


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
    tests = " ".join(mark.words for mark in ask.tagged("test"))
    phrase = _phrase(bench, ask, words)
    worked_out = _of_formula(bench, ask, entity, words)
    if worked_out is not None:
        label = ask.words("new") or words
        return Stat(quotable(label[:1].upper() + label[1:]), worked_out)
    entity = entity_in(bench, phrase) or _having(bench, ask, entity, phrase)
    made = stat_of(Wish("v.stat", f"{words} {tests}".strip(), _by(bench, ask, entity), ""), entity)
    exactly = measured(bench, entity, phrase, tests)
    of_others = made is not None and (
        not _known(made, words, entity, tests) or not closeness(phrase, entity.name)
    )
    if exactly is None and not tests and of_others and made is not None and made.measure.where is None:
        entity, exactly = _told_best(bench, phrase) or (entity, None)
    if made is None or (exactly is None and not _known(made, phrase, entity, tests)):
        return None
    aggregate = aggregate_said(words)
    where = spoken_test(tests, entity, bench) if tests else made.measure.where
    measure = replace(made.measure, where=where)
    if exactly is not None and (exactly.field or measure.aggregate == "count"):
        measure = replace(exactly, where=exactly.where if exactly.where is not None else where)
    elif aggregate and (measure.aggregate == "count" or aggregate == "average"):
        field = measure.field or _amount(entity, words)
        measure = Measure(aggregate, entity.name, field, where) if field else measure
    label = ask.words("new") or made.label
    return Stat(quotable(label[:1].upper() + label[1:]), measure)


def _told_best(bench: Bench, phrase: str) -> tuple[Entity, Measure] | None:
    """The records of which a phrase says most: `personal bests this year`."""
    found = [(one, what) for one in bench.app.entities if (what := measured(bench, one, phrase)) is not None]
    tested = [
        (len(columns_in(what.where)) if what.where is not None else 0, -at)
        for at, (_, what) in enumerate(found)
    ]
    return found[-max(tested)[1]] if found else None


def _phrase(bench: Bench, ask: Ask, words: str) -> str:
    """All that an ask says of a number, from first to last: `how many portions of meat`."""
    marks = ask.tagged("v.stat", "computed")
    found = bench.request[marks[0].start : marks[-1].end] if ask.tagged("v.stat") and marks else words
    for mark in ask.tagged("at", "pos", "place", "page", "new", "test", "by"):
        found = found.replace(mark.words, " ", 1)
    return f"{found} {ask.words('formula')}".strip()


def _of_formula(bench: Bench, ask: Ask, entity: Entity, words: str) -> Measure | None:
    """`Money I'd make, worth minus paid, in a tile`: worked out of each record, and added up."""
    formula = ask.words("formula")
    made = reckoned(bench, entity, formula) if formula else None
    name = field_name(words)
    if made is None or not name or name in names_of_columns(entity):
        return None
    line = write_entity_lines(Entity(entity.name, (), (Computed(name, made),)), entity, bench.app)[0]
    if not bench.run(f"in {entity.name}: add {line}"):
        return None
    return Measure(aggregate_said(words) or "sum", entity.name, name)


def _having(bench: Bench, ask: Ask, entity: Entity, words: str) -> Entity:
    """Whose number some words name, where the records at hand have none that is called so."""
    money = MONEY.search(words) and any(one.type == "money" for one in entity.fields)
    if money or place_of(bench, ask, ("at", "entity")).best("entity") or number_said(entity, words):
        return entity
    return next((one for one in bench.app.entities if number_said(one, words)), entity)


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
    by = (
        next((column_named(bench, ask, entity, mark.words) for mark in ask.tagged("by")), chart.by)
        or chart.by
    )
    return Chart(_shape(bench, ask) or chart.shape, _charted(bench, ask, entity, chart.measure, by), by)


def _shape(bench: Bench, ask: Ask) -> str:
    """The shape that is said of a chart, and not of another beside which it stands; "" for none."""
    words = bench.words_of(ask)
    for mark in ask.tagged("pos", "at", "old"):
        words = words.replace(mark.words, " ", 1)
    said = (ask.words("v.chart"), words)
    return next((s for text in said for s, known in SHAPES if re.search(known, text, re.I)), "")


def _charted(bench: Bench, ask: Ask, entity: Entity, usual: Measure, by: str) -> Measure:
    """What the bars of a chart stand for."""
    said = ask.words("computed") or ask.words("old") or bench.words_of(ask)
    tests = ask.words("test")
    exactly = measured(bench, entity, said, tests) if ask.tagged("computed", "old") else None
    if exactly is not None and exactly.field != by and (exactly.field or usual.aggregate == "count"):
        return exactly
    measure = usual
    if measure.aggregate == "count" and (MONEY.search(said) or closeness(_amount(entity, said), said)):
        field = _amount(entity, said)
        how = "average" if aggregate_said(said) == "average" else "sum"
        measure = Measure(how, entity.name, field) if field and field != by else measure
    return replace(measure, where=spoken_test(tests, entity, bench)) if tests else measure
