"""Asks about how records are shown: another view, sorting, filtering, searching, only some, columns, totals."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint import print_section
from desktop.blueprint.nodes import (
    Binary,
    Chart,
    Collection,
    Entity,
    Expression,
    FieldRef,
    Moment,
    Number,
    Sort,
    Text,
    YesNo,
)
from desktop.blueprint.printing_expressions import print_expression
from desktop.blueprint.scopes import book_of
from desktop.blueprint.vocabulary import BY_TYPES, NUMBER_TYPES, VIEWS_MAYBE_BY
from desktop.spindle.assembler.measures import DATES, condition
from desktop.spindle.assembler.pages import field_for, sort_of
from desktop.spindle.assembler.wishes import Wish
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.fields import number_in
from desktop.spindle.editing.things import Thing, things_of
from desktop.spindle.naming import nearest
from desktop.spindle.reading import Ask

VIEW_OF_TAG = {"v.heatmap": "heat map"}
"""Views whose tag is spelt otherwise."""
_USUAL_BY = {
    "board": ("status", "state", "stage"),
    "leaderboard": ("points", "score", "total"),
}
SHAPES = (
    ("pie", r"\b(?:pie|donut|doughnut|cake|circle)\b"),
    ("line", r"\b(?:line|curve)\b"),
    ("bar", r"\b(?:bar|bars|column)\b"),
)


def view_of(tag: str) -> str:
    """The word of the language for a tag of a view; "" if it is no view of records."""
    word = VIEW_OF_TAG.get(tag, tag.removeprefix("v."))
    return word if word in ("table", "list", "cards", "gallery", "articles", *BY_TYPES, "compare") else ""


def field_named(bench: Bench, ask: Ask, entity: Entity, words: str) -> str:
    """The field or computed field of an entity that some words mean; "" if it has none."""
    found = bench.meant(ask, words, ("field", "computed"))
    if found is not None and found.entity == entity.name:
        return found.name
    names = (*(field.name for field in entity.fields), *(one.name for one in entity.computed))
    return nearest(words, names, 0.3)


def by_field(bench: Bench, ask: Ask, entity: Entity, view: str) -> str:
    """The field that a view of records is arranged by; "" if there is none that can."""
    types = BY_TYPES[view]
    fitting = {field.name for field in entity.fields if field.type in types}
    for mark in ask.tagged("by", "f", "old"):
        name = field_named(bench, ask, entity, mark.words)
        if name in fitting or (name and any(one.name == name for one in entity.computed)):
            return name
    return field_for("", entity, types, _USUAL_BY.get(view, ("date", "day", "due", "when")))


def view(bench: Bench, ask: Ask) -> bool:
    """`cards instead of the table`, `a pie chart instead`."""
    words = bench.words_of(ask)
    chart = bench.thing(ask, ("old", "at"), ("section",))
    shape = next((shape for shape, said in reversed(SHAPES) if re.search(said, words, re.I)), "")
    charts = [one for one in _sections(bench) if isinstance(bench.node(one), Chart)]
    if shape and charts and (ask.tagged("v.chart") or chart in charts):
        target = chart if chart is not None and chart in charts else charts[0]
        wanted = next(
            (s for s, said in SHAPES if re.search(rf"(?:to|into|as|a|in) (?:a |an )?{said}", words, re.I)),
            shape,
        )
        bench.last = target
        return bench.run(f"on {target.page}, {target.name}: set view {wanted}")
    asked = chart if chart in charts else charts[0] if charts and ask.tagged("v.chart") else None
    if asked is not None and _regrouped(bench, ask, asked):
        return True
    tags = [mark.tag for mark in ask.marks if view_of(mark.tag)]
    if not tags:
        return False
    entity = bench.entity_for(ask)
    found = bench.collection_for(ask, entity.name if entity else "")
    if found is None:
        return False
    thing, collection = found
    entity = bench.entity(collection.entity)
    wanted = view_of(next((tag for tag in tags if view_of(tag) != collection.view), tags[0]))
    bench.last = thing
    if wanted not in BY_TYPES:
        return bench.run(f"on {thing.page}, {thing.name}: set view {wanted}")
    by = by_field(bench, ask, entity, wanted)
    if not by and wanted not in VIEWS_MAYBE_BY:
        return False
    made = replace(collection, view=wanted, by=by)
    return bench.run(f"on {thing.page}: replace {thing.name} with: {_line(bench, made)}") or bench.run(
        f"on {thing.page}: replace {thing.name} with: {wanted} of {entity.name}" + (f" by {by}" if by else "")
    )


def _regrouped(bench: Bench, ask: Ask, target: Thing) -> bool:
    """`the chart should be per person, not per plant`."""
    section = bench.node(target)
    if not isinstance(section, Chart) or not target.entity:
        return False
    entity = bench.entity(target.entity)
    for mark in ask.tagged("by", "old", "f", "new"):
        name = field_named(bench, ask, entity, mark.words)
        if name and name != section.by:
            bench.last = target
            return bench.run(f"on {target.page}, {target.name}: set by {name}")
    return False


def _sections(bench: Bench) -> list[Thing]:
    return [one for one in things_of(bench.app) if one.kind == "section"]


def _line(bench: Bench, section: Collection) -> str:
    return print_section(section, bench.app)


def _set(bench: Bench, found: tuple[Thing, Collection], clause: str) -> bool:
    thing, _ = found
    bench.last = thing
    return bench.run(f"on {thing.page}, {thing.name}: set {clause}")


def sort(bench: Bench, ask: Ask) -> bool:
    """`newest on top`, `alphabetically by name`."""
    entity = bench.entity_for(ask)
    found = bench.collection_for(ask, entity.name if entity else "")
    if found is None:
        return False
    entity = bench.entity(found[1].entity)
    words = bench.words_of(ask)
    name = next(
        filter(None, (field_named(bench, ask, entity, mark.words) for mark in ask.tagged("by", "old"))), ""
    )
    wish = Wish("v.sort", words, (name,) if name else (), "")
    made = sort_of(wish, entity)
    if made is None:
        return False
    falling = bool(ask.tagged("desc")) or (made.descending and not ask.tagged("asc"))
    made = Sort(name or made.field, falling)
    return _set(bench, found, f"sort by {made.field}{' descending' if made.descending else ''}")


def filter_by(bench: Bench, ask: Ask) -> bool:
    """`let me filter by room`."""
    entity = bench.entity_for(ask)
    found = bench.collection_for(ask, entity.name if entity else "")
    if found is None:
        return False
    entity = bench.entity(found[1].entity)
    named = [field_named(bench, ask, entity, mark.words) for mark in ask.tagged("by", "old")]
    wanted = [name for name in named if name] or [
        field.name for field in entity.fields if field.type in ("choice", "yes/no", "tags")
    ][:1]
    names = dict.fromkeys((*found[1].filters, *wanted))
    return bool(wanted) and _set(bench, found, f"filter by {', '.join(names)}")


def search(bench: Bench, ask: Ask) -> bool:
    """`i want a search box`."""
    entity = bench.entity_for(ask)
    found = bench.collection_for(ask, entity.name if entity else "")
    return found is not None and _set(bench, found, "search")


def only(bench: Bench, ask: Ask) -> bool:
    """`only show the unpaid ones`."""
    entity = bench.entity_for(ask)
    found = bench.collection_for(ask, entity.name if entity else "")
    if found is None:
        return False
    entity = bench.entity(found[1].entity)
    test = spoken_test(" ".join(mark.words for mark in ask.tagged("test")) or bench.words_of(ask), entity)
    if test is None:
        return False
    written = print_expression(test, book_of(bench.app).scope(entity.name))
    return _set(bench, found, f"where {written}")


_COMPARED: tuple[tuple[str, str], ...] = (
    (r"\b(?:more than|over|above|greater than|higher than|older than|after|later than|bigger than)\b|>", ">"),
    (
        r"\b(?:less than|under|below|fewer than|lower than|younger than|before|earlier than|cheaper than)\b|<",
        "<",
    ),
    (r"\b(?:at least|from|minimum|no less than|or more)\b|>=|≥", ">="),
    (r"\b(?:at most|up to|maximum|no more than|or less)\b|<=|≤", "<="),
)


def spoken_test(words: str, entity: Entity) -> Expression | None:
    """What some words say of a record: `not paid`, `status is open`, `more than 3 pages`; None if unclear."""
    number = number_in(words)
    numeric = [field.name for field in entity.fields if field.type in NUMBER_TYPES]
    numeric += [one.name for one in entity.computed]
    named = nearest(words, tuple(numeric), 0.15) if numeric else ""
    for said, operator in _COMPARED[::-1]:
        if re.search(said, words, re.I) and named and number is not None:
            return Binary(operator, FieldRef(named), Number(number))
    soon = re.search(r"(?i)\bnext (\d+|\w+) days?\b|\bthis week\b|\bcoming\b|\bupcoming\b|\bfuture\b", words)
    dates = [field.name for field in entity.fields if field.type in DATES]
    if soon and dates:
        name = nearest(words, tuple(dates), 0.1) or dates[0]
        later = Binary(">=", FieldRef(name), Moment("today"))
        days = number_in(soon[1]) if soon[1] else 7.0 if "week" in soon[0].lower() else None
        if days is None:
            return later
        return Binary("and", later, Binary("<=", FieldRef(name), Binary("+", Moment("today"), Number(days))))
    found = condition(words, entity)
    if found is not None and re.search(r"(?i)\b(?:not|isn'?t|aren'?t|except|without|but)\b", words):
        return _turned(found)
    return found


def _turned(test: Expression) -> Expression:
    match test:
        case Binary("=", left, YesNo(value)):
            return Binary("=", left, YesNo(value))  # `condition` has heard the `not` already
        case Binary("=", left, Text() as value):
            return Binary("!=", left, value)
    return test


def natural_columns(entity: Entity) -> tuple[str, ...]:
    """The fields that a view shows which names none."""
    return tuple(field.name for field in entity.fields if field.type not in ("image", "file"))


def show(bench: Bench, ask: Ask) -> bool:
    """`i want to see the phone number in the list`."""
    return _columns(bench, ask, seen=True)


def hide(bench: Bench, ask: Ask) -> bool:
    """`hide the phone number in the table`."""
    return _columns(bench, ask, seen=False)


def _columns(bench: Bench, ask: Ask, *, seen: bool) -> bool:
    entity = bench.entity_for(ask)
    found = bench.collection_for(ask, entity.name if entity else "")
    if found is None:
        return False
    entity = bench.entity(found[1].entity)
    named = [field_named(bench, ask, entity, mark.words) for mark in ask.tagged("old", "by", "f")]
    named = [name for name in named if name]
    if not named:
        return False
    shown = found[1].showing or natural_columns(entity)
    if seen:
        names = (*shown, *(name for name in named if name not in shown))
        if re.search(r"(?i)\b(?:only|just|nothing but)\b", bench.words_of(ask)):
            names = tuple(dict.fromkeys(named))
    else:
        names = tuple(name for name in shown if name not in named)
    return bool(names) and _set(bench, found, f"showing {', '.join(names)}")


def total(bench: Bench, ask: Ask) -> bool:
    """`add up the amounts at the bottom`."""
    entity = bench.entity_for(ask)
    found = bench.collection_for(ask, entity.name if entity else "")
    if found is None:
        return False
    entity = bench.entity(found[1].entity)
    numbers = [field.name for field in entity.fields if field.type in ("number", "money", "duration")]
    named = [field_named(bench, ask, entity, mark.words) for mark in ask.tagged("old", "by")]
    wanted = [name for name in named if name] or numbers[:1]
    if not wanted:
        return False
    names = ", ".join(dict.fromkeys((*found[1].totals, *wanted)))
    if found[1].view in ("table", "report"):
        return _set(bench, found, f"total {names}")
    label = wanted[0][:1].upper() + wanted[0][1:]
    return bench.run(f'on {found[0].page}: add stat "{label}" = sum of {wanted[0]} of {entity.name}')


def limit(bench: Bench, ask: Ask) -> bool:
    """`only the first ten`."""
    entity = bench.entity_for(ask)
    found = bench.collection_for(ask, entity.name if entity else "")
    number = number_in(ask.words("max", "value") or bench.words_of(ask))
    return found is not None and number is not None and _set(bench, found, f"limit {int(number)}")
