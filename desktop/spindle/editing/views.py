"""Asks about how records are shown: another view, sorting, filtering, searching, totals, how many."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint import print_section
from desktop.blueprint.nodes import Chart, Collection, Entity, Sort
from desktop.blueprint.vocabulary import BY_TYPES, DATE_TYPES, VIEWS_MAYBE_BY
from desktop.spindle.assembler.pages import field_for, sort_of
from desktop.spindle.assembler.wishes import Wish
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.dating import LAPSING
from desktop.spindle.editing.measuring import SHAPES
from desktop.spindle.editing.picking import column_named, columns_said, names_of_columns
from desktop.spindle.editing.placing import collection_for, sections_for
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import number_in
from desktop.spindle.reading import Ask
from desktop.spindle.tags import VIEWS

_USUAL_BY = {
    "board": ("status", "state", "stage"),
    "leaderboard": ("points", "score", "total"),
}
_PRESSING = re.compile(r"(?i)\b(?:soon\w*|urgent|next)\b")
_RATED = re.compile(r"(?i)\b(?:best|worst|top|favourite|popular)\b")


def by_field(bench: Bench, ask: Ask, entity: Entity, view: str) -> str:
    """The field that a view of records is arranged by; "" if there is none that can."""
    types = BY_TYPES[view]
    fitting = {field.name for field in entity.fields if field.type in types}
    computed = {one.name for one in entity.computed}
    for mark in ask.tagged("by", "f", "old"):
        name = column_named(bench, ask, entity, mark.words)
        if name in fitting or name in computed:
            return name
    if ask.tagged("by") and not named_by_kind(bench, ask):
        return ""
    if view == "leaderboard":
        added = [one.name for one in bench.history if one.kind == "computed" and one.entity == entity.name]
        usual = [one for one in names_of_columns(entity) if one in ("points", "score", "total", "rating")]
        if added or usual:
            return (added or usual)[-1 if added else 0]
    return field_for("", entity, types, _USUAL_BY.get(view, ("date", "day", "due", "when")))


def named_by_kind(bench: Bench, ask: Ask) -> bool:
    """Whether what a view is to be arranged by points at something, or is only a
    word for time: `per week`.
    """
    return any(
        points(m.words) or re.search(r"(?i)\b(?:days?|weeks?|months?|dates?|due|when)\b", m.words)
        for m in ask.tagged("by")
    )


def view(bench: Bench, ask: Ask) -> bool:
    """`cards instead of the table`, `a pie chart instead`, `the chart should be per person`."""
    words = bench.words_of(ask)
    charts = sections_for(bench, ask, Chart)
    asked = bench.thing(ask, ("old", "at"), ("section",))
    is_chart = asked is not None and isinstance(bench.node(asked), Chart)
    shape = _shape(ask.words("v.chart")) or _shape(words)
    if charts and (is_chart or (ask.tagged("v.chart") and not any(one.tag in VIEWS for one in ask.marks))):
        target = asked if asked is not None and is_chart and len(charts) == 1 else charts[0]
        target = target if is_chart else _named_shape(bench, charts, words, shape) or target
        grouped = _regrouped(bench, ask, target)
        node = bench.node(target)
        assert isinstance(node, Chart)
        if shape and (shape != node.shape or not grouped) and (ask.tagged("v.chart") or not grouped):
            target = bench.now(target)
            shaped = bench.run(f"on {target.page}, {target.name}: set view {shape}")
            bench.remember(bench.now(target))
            return shaped or grouped
        if grouped:
            return True
    tags = [mark.tag for mark in ask.marks if mark.tag in VIEWS]
    return bool(tags) and _another(bench, ask, tags)


def _named_shape(bench: Bench, charts: tuple[Thing, ...], words: str, wanted: str) -> Thing | None:
    """The chart whose present shape is said beside the one that it shall have: `the pie as bars`."""
    said = [shape for shape, pattern in SHAPES if re.search(pattern, words, re.I) and shape != wanted]
    return next((one for one in charts if getattr(bench.node(one), "shape", "") in said), None)


def _shape(words: str) -> str:
    """The shape that a chart shall have: the one said behind `as`, `to` or `into`, else the last one that is
    said.
    """
    wanted = next(
        (s for s, said in SHAPES if re.search(rf"(?:to|into|as|be|in) (?:an? |the )?{said}", words, re.I)), ""
    )
    places = [(match.start(), s) for s, said in SHAPES for match in re.finditer(said, words, re.I)]
    return wanted or (max(places)[1] if places else "")


def _another(bench: Bench, ask: Ask, tags: list[str]) -> bool:
    """The same records in another view."""
    found = collection_for(bench, ask)
    if found is None:
        return False
    thing, collection = found
    entity = bench.entity(collection.entity)
    wanted = VIEWS[next((tag for tag in tags if VIEWS[tag] != collection.view), tags[0])]
    bench.remember(thing)
    if wanted not in BY_TYPES:
        done = bench.run(f"on {thing.page}, {thing.name}: set view {wanted}")
    else:
        by = by_field(bench, ask, entity, wanted)
        if not by and wanted not in VIEWS_MAYBE_BY:
            return False
        made = replace(collection, view=wanted, by=by)
        line = print_section(made, bench.app)
        bare = f"{wanted} of {entity.name}" + (f" by {by}" if by else "")
        done = any(bench.run(f"on {thing.page}: replace {thing.name} with: {one}") for one in (line, bare))
    if done:
        now = next(
            (one for one in bench.things("section") if (one.page, one.at) == (thing.page, thing.at)), None
        )
        bench.remember(now)
    return done


def _regrouped(bench: Bench, ask: Ask, target: Thing) -> bool:
    """`the chart should be per person, not per plant`."""
    section = bench.node(target)
    if not isinstance(section, Chart) or not bench.has_entity(target.entity):
        return False
    entity = bench.entity(target.entity)
    for mark in ask.tagged("by", "f", "new"):
        name = column_named(bench, ask, entity, mark.words) or _other_group(entity, section.by)
        if name and name != section.by and bench.run(f"on {target.page}, {target.name}: set by {name}"):
            now = next(
                (o for o in bench.things("section") if (o.page, o.at) == (target.page, target.at)), None
            )
            bench.remember(now)
            return True
    return False


def _other_group(entity: Entity, now: str) -> str:
    """The only other field by which records can be put together; "" if there are several."""
    fitting = [
        one.name
        for one in entity.fields
        if one.name != now and one.type in ("text", "choice", "reference", "yes/no", "tags")
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _set(bench: Bench, found: tuple[Thing, Collection], clause: str) -> bool:
    thing, _ = found
    done = bench.run(f"on {thing.page}, {thing.name}: set {clause}")
    bench.remember(bench.now(thing))
    return done


def sort(bench: Bench, ask: Ask) -> bool:
    """`newest on top`, `alphabetically by name`, `the best first`."""
    found = collection_for(bench, ask)
    if found is None:
        return False
    entity = bench.entity(found[1].entity)
    words = bench.words_of(ask)
    names = [column_named(bench, ask, entity, mark.words) for mark in ask.tagged("by", "old")]
    name = next(filter(None, names), "") or _by_words(bench, ask, entity)
    columns = names_of_columns(entity)
    if not name and _RATED.search(words):
        name = next((one for one in ("rating", "votes") if one in columns), "")
    wish = Wish("v.sort", words, (name,) if name else (), "")
    made = sort_of(wish, entity) or (Sort(name) if name else None)
    if made is None:
        return False
    name = name or made.field
    falling = bool(ask.tagged("desc")) or (made.descending and not ask.tagged("asc"))
    return _set(bench, found, f"sort by {name}{' descending' if falling else ''}")


def _by_words(bench: Bench, ask: Ask, entity: Entity) -> str:
    """What `longest ago`, `soonest`, `cheapest` are about."""
    said = " ".join(mark.words for mark in ask.tagged("desc", "asc"))
    if re.search(r"(?i)\b(?:ago|soon\w*|earl\w*|late\w*|new\w*|old\w*|waited|urgent|next)\b", said):
        dates = [one.name for one in entity.fields if one.type in DATE_TYPES]
        pressing = [name for name in dates if LAPSING.search(name)] if _PRESSING.search(said) else []
        return next(iter((*pressing, *dates)), "")
    if re.search(r"(?i)\b(?:cheap\w*|expensive|dear\w*)\b", said):
        return next((one.name for one in entity.fields if one.type == "money"), "")
    return column_named(bench, ask, entity, said) if said else ""


def filter_by(bench: Bench, ask: Ask) -> bool:
    """`let me filter by room`."""
    found = collection_for(bench, ask)
    if found is None:
        return False
    entity = bench.entity(found[1].entity)
    bare = not ask.tagged("by", "old")
    usual = [one.name for one in entity.fields if bare and one.type in ("choice", "yes/no", "tags")][:1]
    wanted = columns_said(bench, ask, entity, ("by", "old")) or tuple(usual)
    names = dict.fromkeys((*found[1].filters, *wanted))
    return bool(wanted) and _set(bench, found, f"filter by {', '.join(names)}")


def search(bench: Bench, ask: Ask) -> bool:
    """`i want a search box`."""
    found = collection_for(bench, ask)
    return found is not None and _set(bench, found, "search")


def total(bench: Bench, ask: Ask) -> bool:
    """`add up the amounts at the bottom`."""
    found = collection_for(bench, ask)
    if found is None:
        return False
    entity = bench.entity(found[1].entity)
    numbers = [field.name for field in entity.fields if field.type in ("number", "money", "duration")]
    wanted = columns_said(bench, ask, entity, ("old", "by")) or tuple(numbers[:1])
    if not wanted:
        return False
    names = ", ".join(dict.fromkeys((*found[1].totals, *wanted)))
    if found[1].view in ("table", "report"):
        return _set(bench, found, f"total {names}")
    label = wanted[0][:1].upper() + wanted[0][1:]
    return bench.run(f'on {found[0].page}: add stat "{label}" = sum of {wanted[0]} of {entity.name}')


def limit(bench: Bench, ask: Ask) -> bool:
    """`only the first ten`."""
    found = collection_for(bench, ask)
    number = number_in(ask.words("max", "value") or bench.words_of(ask))
    return found is not None and number is not None and _set(bench, found, f"limit {int(number)}")
