"""Entities and the views that were asked for → pages with sections."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.nodes import (
    Block,
    Chart,
    Collection,
    Entity,
    Field,
    Form,
    Page,
    Section,
    Sort,
    Stat,
    Text,
)
from desktop.blueprint.vocabulary import BY_TYPES, DATE_TYPES, VIEWS_MAYBE_BY
from desktop.spindle.assembler.computed import references
from desktop.spindle.assembler.measures import COLUMNS, DATES, NUMBERS, report_of, stat_of
from desktop.spindle.assembler.wishes import Wish
from desktop.spindle.naming import clean, nearest, plural, stems, title
from desktop.spindle.tags import VIEWS

_USUAL_BY: dict[str, tuple[str, ...]] = {
    "board": ("status", "state", "stage"),
    "calendar": ("date", "due", "when"),
    "timeline": ("date", "day", "when"),
    "heat map": ("date", "day", "when"),
    "streak": ("date", "day", "when"),
    "leaderboard": ("points", "score", "wins"),
    "report": ("category", "kind", "date"),
}
"""What a view is arranged by where nobody says it."""


def with_needed_fields(entity: Entity, wishes: tuple[Wish, ...]) -> Entity:
    """Add what the views need and nobody named: a date for a calendar, a status for a board, a `by` field."""
    fields = list(entity.fields)

    def has(types: tuple[str, ...]) -> bool:
        return any(field.type in types for field in fields)

    tags = {wish.tag for wish in wishes}
    if "v.board" in tags and not has(COLUMNS):
        name = _free(fields, "status", "stage")
        fields.append(Field(name, "choice", options=("To do", "Doing", "Done"), default=Text("To do")))
    by_dates = {tag for tag, view in VIEWS.items() if BY_TYPES.get(view) == DATE_TYPES}
    if tags & by_dates and not has(DATES):
        fields.append(Field(_free(fields, "date", "day"), "date"))
    if "v.leaderboard" in tags and not has(NUMBERS):
        fields.append(Field(_free(fields, "points", "score"), "number"))
    return replace(entity, fields=tuple(fields))


def _free(fields: list[Field], *names: str) -> str:
    """The first of the names that no field has yet; with a number behind it if they all are taken."""
    taken = {field.name.lower() for field in fields}
    numbered = (f"{names[0]} {number}" for number in range(2, len(fields) + 3))
    return next(name for name in (*names, *numbered) if name not in taken)


def pages_of(
    entities: tuple[Entity, ...], wishes: tuple[Wish, ...], lent: tuple[Page, ...]
) -> tuple[Page, ...]:
    """One page for each entity, the first with all the views that were asked for.

    Args:
        entities: At least one.
        wishes: What was asked for.
        lent: Pages of the remembered blueprint when its entities were taken over unchanged; they serve
            where no view was asked for.
    """
    main = entities[main_place(entities)]
    order = (main, *(entity for entity in entities if entity is not main))
    pages = []
    for entity in order:
        name = clean(title(plural(entity.name)))
        own = wishes if entity is main else ()
        sections = _sections(entity, own)
        if entity is main and not wishes:
            sections = _lent_sections(lent, entity) or sections
        pages.append(Page(name, sections))
    report = report_of(main, wishes)
    return (*pages, Page("Report", report)) if report else tuple(pages)


def main_place(entities: tuple[Entity, ...]) -> int:
    """The place of the entity that views, actions and computed fields belong to.

    References to others count most: an order is what a shop is about, its customers serve it.
    """
    links = [sum(field.type == "reference" for field in entity.fields) for entity in entities]
    return max(range(len(entities)), key=lambda place: (links[place], -place))


def _lent_sections(lent: tuple[Page, ...], entity: Entity) -> tuple[Section, ...]:
    known = {field.name for field in entity.fields} | {one.name for one in entity.computed}
    for page in lent:
        sections = tuple(
            section
            for section in page.sections
            if not isinstance(section, Chart) and _fits(section, entity.name, known)
        )
        if any(isinstance(each, Collection | Block) and each.entity == entity.name for each in sections):
            return sections
    return ()


def _fits(section: Section, entity: str, known: set[str]) -> bool:
    if isinstance(section, Block):
        clauses = {clause.word: clause for clause in BLOCKS[section.word].clauses_of(section.variant)}
        named = {
            str(value)
            for word, value in section.options
            if clauses[word].shape == "field" and not clauses[word].entity
        }
        return section.entity in ("", entity) and named <= known
    if isinstance(section, Stat | Chart):
        measure = section.measure
        names = {measure.field} - {""} | (references(measure.where) if measure.where else frozenset())
        return measure.entity == entity and names <= known
    if isinstance(section, Collection):
        names = {
            section.by,
            *section.showing,
            *section.filters,
            *((section.sort.field,) if section.sort else ()),
        } - {""}
        if section.where is not None:
            names |= references(section.where)
        return section.entity == entity and names <= known
    return False


def _sections(entity: Entity, wishes: tuple[Wish, ...]) -> tuple[Section, ...]:
    sections: list[Section] = [
        stat for wish in wishes if wish.tag == "v.stat" and (stat := stat_of(wish, entity))
    ]
    if any(wish.tag == "v.form" for wish in wishes):
        sections.append(Form(entity.name))
    tags = tuple(dict.fromkeys(wish.tag for wish in wishes))
    asked = {tag: VIEWS[tag] for tag in tags if tag in VIEWS}
    for tag, view in asked.items() or (("", _natural_view(entity)),):
        words = " ".join(word for wish in wishes if wish.tag == tag for word in wish.by)
        by = field_for(words, entity, BY_TYPES[view], _USUAL_BY[view]) if view in BY_TYPES else ""
        if view in BY_TYPES and view not in VIEWS_MAYBE_BY and not by:
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
            named = [field_for(word, entity, (), ()) for word in wish.by]
            found = [name for name in named if name] or [
                field.name for field in entity.fields if field.type in ("choice", "yes/no")
            ][:2]
            filters.extend(name for name in found if name not in filters)
        if wish.tag == "v.sort" and sort is None:
            sort = sort_of(wish, entity)
    view = section.view
    if not filters and view in ("table", "cards", "list"):
        filters = [field.name for field in entity.fields if field.type == "choice"][:1]
    return replace(
        section,
        search="v.search" in tags or view in ("table", "cards", "list"),
        filters=tuple(filters),
        sort=sort,
    )


def sort_of(wish: Wish, entity: Entity) -> Sort | None:
    """The order that a wish asks for, or None where it names nothing to sort by."""
    name = field_for(" ".join(wish.by), entity, (), ())
    said = f"{wish.words} {wish.after}".lower()
    if not name and re.search(r"\b(?:newest|latest|recent|oldest|date|soonest|upcoming|chronolog)", said):
        name = next((field.name for field in entity.fields if field.type in DATES), "")
    if not name and re.search(r"\b(?:best|highest|top|rating|largest|biggest|lowest|cheapest)", said):
        name = next((field.name for field in entity.fields if field.type in NUMBERS), "")
    if not name and re.search(r"\b(?:fastest|slowest|quickest|longest|shortest)", said):
        name = next(
            (field.name for field in entity.fields if field.type in ("duration", "time", *NUMBERS)), ""
        )
    if not name and re.search(r"\b(?:earliest|deadline|due|first)", said):
        name = next((field.name for field in entity.fields if field.type in (*DATES, "time")), "")
    name = name or entity.fields[0].name
    falling = bool(
        re.search(r"\b(?:newest|latest|recent|descending|highest|best|biggest|largest|most|top first)", said)
    )
    return Sort(name, falling) if name else None


def field_for(words: str, entity: Entity, types: tuple[str, ...], usual: tuple[str, ...]) -> str:
    """The field that the words mean, of one of the types if given; else the usual one, else the first."""
    computed = tuple(one.name for one in entity.computed) if types in ((), DATES) else ()
    if types == DATES:
        computed = tuple(name for name in computed if stems(name) & stems("date due next until"))
    names = tuple(field.name for field in entity.fields if not types or field.type in types)
    said = nearest(words, (*names, *computed)) if words else ""
    if said or not types:
        return said
    return nearest(" ".join(usual), names, 0.2) or (names[0] if names else "")
