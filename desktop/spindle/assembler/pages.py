"""Entities and the views that were asked for → pages with sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from desktop.blueprint.nodes import (
    Binary,
    Chart,
    Collection,
    Entity,
    Expression,
    Field,
    FieldRef,
    Form,
    Measure,
    Moment,
    Page,
    Section,
    Sort,
    Stat,
    Text,
    YesNo,
)
from desktop.spindle.assembler.computed import references
from desktop.spindle.naming import clean, nearest, plural, stems, title
from desktop.spindle.reading import Reading

_COLUMNS = ("choice", "yes/no", "reference")
_NUMBERS = ("number", "money", "percent", "rating", "duration")
_DATES = ("date", "date and time")
SHOWN_IN_TABLE = 7


@dataclass(frozen=True, slots=True)
class Wish:
    """One view that was asked for: its tag, its words, and the words of the fields it refers to."""

    tag: str
    words: str
    by: tuple[str, ...]
    after: str


def wishes_of(reading: Reading) -> tuple[Wish, ...]:
    """The views of a request with the `by` words that follow (or lead) each."""
    wishes: list[Wish] = []
    marks = reading.marks
    views = [position for position, mark in enumerate(marks) if mark.tag.startswith("v.")]
    for place, position in enumerate(views):
        behind = views[place + 1] if place + 1 < len(views) else len(marks)
        by = [mark.words for mark in marks[position + 1 : behind] if mark.tag == "by" and mark.start - marks[position].end < 60]
        if not by:
            before = marks[position - 1] if position else None
            if before is not None and before.tag == "by" and marks[position].start - before.end < 12:
                by = [before.words]
        after = reading.request[marks[position].end : marks[position].end + 40]
        wishes.append(Wish(marks[position].tag, marks[position].words, tuple(by), after))
    return tuple(wishes)


def with_needed_fields(entity: Entity, wishes: tuple[Wish, ...]) -> Entity:
    """Add what the views need and nobody named: a date for a calendar, a status for a board, a `by` field."""
    fields = list(entity.fields)

    def has(types: tuple[str, ...]) -> bool:
        return any(field.type in types for field in fields)

    tags = {wish.tag for wish in wishes}
    if "v.board" in tags and not has(_COLUMNS):
        fields.append(Field("status", "choice", options=("To do", "Doing", "Done"), default=Text("To do")))
    if "v.calendar" in tags and not has(_DATES):
        fields.append(Field("date", "date"))
    return replace(entity, fields=tuple(fields))


def pages_of(entities: tuple[Entity, ...], wishes: tuple[Wish, ...], lent: tuple[Page, ...]) -> tuple[Page, ...]:
    """One page for each entity, the first with all the views that were asked for.

    Args:
        entities: At least one.
        wishes: What was asked for.
        lent: Pages of the remembered blueprint when its entities were taken over unchanged; they serve
            where no view was asked for.
    """
    main = max(entities, key=lambda entity: _importance(entity, entities))
    order = (main, *(entity for entity in entities if entity is not main))
    pages = []
    for entity in order:
        name = title(plural(entity.name))
        own = wishes if entity is main else ()
        sections = _sections(entity, own)
        if entity is main and not wishes:
            sections = _lent_sections(lent, entity) or sections
        pages.append(Page(name, sections))
    report = _report(main, wishes)
    return (*pages, Page("Report", report)) if report else tuple(pages)


def _importance(entity: Entity, entities: tuple[Entity, ...]) -> tuple[int, int]:
    """References to others count most: an order is what a shop is about, its customers serve it."""
    links = sum(field.type == "reference" for field in entity.fields)
    return links, -entities.index(entity)


def _lent_sections(lent: tuple[Page, ...], entity: Entity) -> tuple[Section, ...]:
    known = {field.name for field in entity.fields} | {one.name for one in entity.computed}
    for page in lent:
        sections = tuple(
            section for section in page.sections if not isinstance(section, Chart) and _fits(section, entity.name, known)
        )
        if any(isinstance(section, Collection) for section in sections):
            return sections
    return ()


def _fits(section: Section, entity: str, known: set[str]) -> bool:
    if isinstance(section, Stat | Chart):
        measure = section.measure
        names = {measure.field} - {""} | (references(measure.where) if measure.where else frozenset())
        return measure.entity == entity and names <= known
    if isinstance(section, Collection):
        names = {section.by, *section.showing, *section.filters, *((section.sort.field,) if section.sort else ())} - {""}
        if section.where is not None:
            names |= references(section.where)
        return section.entity == entity and names <= known
    return False


def _sections(entity: Entity, wishes: tuple[Wish, ...]) -> tuple[Section, ...]:
    sections: list[Section] = [stat for wish in wishes if wish.tag == "v.stat" and (stat := _stat(wish, entity))]
    if any(wish.tag == "v.form" for wish in wishes):
        sections.append(Form(entity.name))
    views = tuple(dict.fromkeys(wish.tag[2:] for wish in wishes if wish.tag[2:] in ("table", "list", "cards", "board", "calendar")))
    for view in views or (_natural_view(entity),):
        by = ""
        words = " ".join(word for wish in wishes if wish.tag == f"v.{view}" for word in wish.by)
        if view == "board":
            by = _field_for(words, entity, _COLUMNS, ("status", "state", "stage"))
        if view == "calendar":
            by = _field_for(words, entity, _DATES, ("date", "due", "when"))
        if view in ("board", "calendar") and not by:
            continue
        sections.append(Collection(view, entity.name, by=by))
    if not any(isinstance(section, Collection) for section in sections):
        sections.append(Collection(_natural_view(entity), entity.name))
    first = next(place for place, section in enumerate(sections) if isinstance(section, Collection))
    sections[first] = _with_options(sections[first], entity, wishes)
    return tuple(sections)


def _natural_view(entity: Entity) -> str:
    return "cards" if any(field.type == "image" for field in entity.fields) else "table"


def _with_options(section: Section, entity: Entity, wishes: tuple[Wish, ...]) -> Section:
    if not isinstance(section, Collection):
        return section
    tags = {wish.tag for wish in wishes}
    filters: list[str] = []
    sort: Sort | None = None
    for wish in wishes:
        if wish.tag == "v.filter":
            named = [_field_for(word, entity, (), ()) for word in wish.by]
            found = [name for name in named if name] or [field.name for field in entity.fields if field.type in ("choice", "yes/no")][:2]
            filters.extend(name for name in found if name not in filters)
        if wish.tag == "v.sort" and sort is None:
            sort = _sort(wish, entity)
    view = section.view
    if not filters and view in ("table", "cards", "list"):
        filters = [field.name for field in entity.fields if field.type == "choice"][:1]
    return replace(section, search="v.search" in tags or view in ("table", "cards", "list"), filters=tuple(filters), sort=sort)


def _sort(wish: Wish, entity: Entity) -> Sort | None:
    name = _field_for(" ".join(wish.by), entity, (), ())
    said = f"{wish.words} {wish.after}".lower()
    if not name and re.search(r"\b(?:newest|latest|recent|oldest|date|soonest|upcoming|chronolog)", said):
        name = next((field.name for field in entity.fields if field.type in _DATES), "")
    if not name and re.search(r"\b(?:best|highest|top|rating|largest|biggest|lowest|cheapest)", said):
        name = next((field.name for field in entity.fields if field.type in _NUMBERS), "")
    if not name and re.search(r"\b(?:fastest|slowest|quickest|longest|shortest)", said):
        name = next((field.name for field in entity.fields if field.type in ("duration", "time", *_NUMBERS)), "")
    if not name and re.search(r"\b(?:earliest|deadline|due|first)", said):
        name = next((field.name for field in entity.fields if field.type in (*_DATES, "time")), "")
    name = name or entity.fields[0].name
    falling = bool(re.search(r"\b(?:newest|latest|recent|descending|highest|best|biggest|largest|most|top first)", said))
    return Sort(name, falling) if name else None


def _field_for(words: str, entity: Entity, types: tuple[str, ...], usual: tuple[str, ...]) -> str:
    """The field that the words mean, of one of the types if given; else the usual one, else the first that fits."""
    computed = tuple(one.name for one in entity.computed) if types in ((), _DATES) else ()
    if types == _DATES:
        computed = tuple(name for name in computed if stems(name) & stems("date due next until"))
    names = tuple(field.name for field in entity.fields if not types or field.type in types)
    said = nearest(words, (*names, *computed)) if words else ""
    if said or not types:
        return said
    return nearest(" ".join(usual), names, 0.2) or (names[0] if names else "")


def _stat(wish: Wish, entity: Entity) -> Stat | None:
    """A tile: a sum of what is named, a count of those that a word singles out, or a plain count."""
    label = clean(wish.words)
    label = label[:1].upper() + label[1:]
    said = stems(f"{wish.words} {' '.join(wish.by)}")
    low = wish.words.lower()
    aggregate = "average" if "average" in low or "avg" in low else ""
    amounts = [field for field in entity.fields if field.type in _NUMBERS]
    named = next((field for field in amounts if stems(field.name) & said), None)
    money = next((field for field in amounts if field.type == "money"), None)
    where = _condition(wish.words, entity)
    if re.search(r"\b(?:total|sum|spent|earned|worth|value|income|revenue|owed?|average|avg|amount|spend)\b", low) and (named or money or (aggregate and amounts)):
        field = named or money or amounts[0]
        return Stat(label, Measure(aggregate or "sum", entity.name, field.name, where))
    if named and re.search(r"\b(?:highest|most|maximum|best|longest|largest)\b", low):
        return Stat(label, Measure("max", entity.name, named.name, where))
    return Stat(label or title(plural(entity.name)), Measure("count", entity.name, "", where))


def _condition(words: str, entity: Entity) -> Expression | None:
    """The records that words like `overdue`, `unpaid` or the name of an option single out."""
    said = stems(words)
    low = words.lower()
    for field in entity.fields:
        if field.type == "choice":
            for option in field.options:
                if stems(option) and stems(option) <= said:
                    return Binary("=", FieldRef(field.name), Text(option))
    undone = re.search(r"\b(?:not|un\w+|still|open|left|outstanding|missing|overdue|late|due)\b", low)
    flags = [field for field in entity.fields if field.type == "yes/no"]
    ended = next((field for field in flags if stems(field.name) & stems("returned done finished paid back completed")), None)
    for field in flags:
        if stems(field.name) & (said | stems(re.sub(r"\bun", "", low))):
            return Binary("=", FieldRef(field.name), YesNo(not undone))
    dates = [field for field in entity.fields if field.type == "date"]
    if re.search(r"\b(?:overdue|late|expired)\b", low) and dates:
        due = next((field for field in dates if stems(field.name) & stems("due deadline back return expiry end")), dates[-1])
        past: Expression = Binary("<", FieldRef(due.name), Moment("today"))
        return Binary("and", past, Binary("=", FieldRef(ended.name), YesNo(False))) if ended else past
    if re.search(r"\b(?:due|today)\b", low) and dates:
        due = next((field for field in dates if stems(field.name) & stems("due deadline next date")), dates[0])
        return Binary("<=" if "due" in low else "=", FieldRef(due.name), Moment("today"))
    if undone and ended:
        return Binary("=", FieldRef(ended.name), YesNo(False))
    return None


def _report(entity: Entity, wishes: tuple[Wish, ...]) -> tuple[Section, ...]:
    """The charts that were asked for, each once."""
    charts: list[Section] = []
    for wish in wishes:
        if wish.tag != "v.chart":
            continue
        words = f"{wish.words} {' '.join(wish.by)} {wish.after}".lower()
        groups = tuple(field for field in entity.fields if field.type in (*_COLUMNS, *_DATES))
        amounts = tuple(field for field in entity.fields if field.type in _NUMBERS)
        asked = [nearest(word, tuple(f.name for f in (*groups, *amounts))) for word in wish.by]
        amount = next((field for field in amounts if field.name in asked), None)
        over_time = bool(re.search(r"\b(?:over time|month|week|day|year|trend|progress|development|line|history)", words))
        dates = [field for field in groups if field.type in _DATES]
        group = next((field for field in groups if field.name in asked), None)
        if group is None:
            group = dates[0] if over_time and dates else groups[0] if groups else None
        if group is None and entity.fields[0].type == "text":
            group = entity.fields[0]
        if group is None:
            continue
        if amount is None and over_time and amounts:
            amount = amounts[0]
        shape = "pie" if "pie" in words or "donut" in words else "line" if group.type in _DATES and "bar" not in words else "bar"
        measure = Measure("count", entity.name)
        if amount is not None:
            additive = amount.type in ("money", "duration") or bool(stems(amount.name) & stems("amount quantity hours minutes distance km points number pages count"))
            measure = Measure("sum" if additive else "average", entity.name, amount.name)
        chart = Chart(shape, measure, group.name)
        if chart not in charts:
            charts.append(chart)
    return tuple(charts)

