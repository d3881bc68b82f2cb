"""What the templates need to know of pages: each section with its title, its fields and its functions."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.blueprint import nodes
from desktop.compiler.expressions import Shape, shape_of, translate
from desktop.compiler.plan_data import record_name
from desktop.compiler.wording import in_sentence, plural, say_expression
from desktop.messages import say

_LONG = frozenset({"long text", "image"})
_MOST_SHOWN = {"table": 6, "list": 4, "cards": 6, "board": 3, "calendar": 2}


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section of a page; what does not apply to its kind is empty.

    Attributes:
        kind: `table`, `list`, `cards`, `board`, `calendar`, `form`, `stat`, `chart` or `text`.
        title: Its heading; for `text` the words, for `stat` the label.
        quiet: Whether the page's own heading says the same, so that the title is only for screen readers.
        caption: The `where` in the person's words, or "".
        where: The `where` as JavaScript over `record`, or "".
        type, unit: For `stat` and `chart`, what the number counts.
    """

    kind: str
    line: int
    title: str
    quiet: bool = False
    caption: str = ""
    entity: str = ""
    record: str = "record"
    showing: tuple[str, ...] = ()
    by: str = ""
    where: str = ""
    search: bool = False
    filters: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False
    aggregate: str = ""
    field: str = ""
    shape: str = ""
    type: str = ""
    unit: str = ""
    uses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page; `address` is its hash in the browser's address line."""

    name: str
    address: str
    line: int
    sections: tuple[SectionPlan, ...]


def plan_page(page: nodes.Page, address: str, app: nodes.App) -> PagePlan:
    """Plan one page of an app."""
    collections = [section for section in page.sections if isinstance(section, nodes.Collection)]
    alone = len(collections) == 1
    sections = tuple(_plan_section(section, page, alone, app) for section in page.sections)
    return PagePlan(page.name, address, page.span.line, sections)


def _plan_section(section: nodes.Section, page: nodes.Page, alone: bool, app: nodes.App) -> SectionPlan:
    match section:
        case nodes.Collection():
            return _plan_collection(section, page, alone, _entity(app, section.entity))
        case nodes.Form():
            entity = _entity(app, section.entity)
            return SectionPlan(
                kind="form",
                line=section.span.line,
                title=say("compiler.form_title", entity=in_sentence(entity.name)),
                entity=entity.name,
                showing=section.showing or tuple(field.name for field in entity.fields),
            )
        case nodes.Stat():
            return _plan_measure("stat", section.label, section.measure, section.span, app)
        case nodes.Chart():
            title = _chart_title(section)
            return _plan_measure(
                "chart", title, section.measure, section.span, app, by=section.by, shape=section.shape
            )
        case nodes.Paragraph():
            return SectionPlan(kind="text", line=section.span.line, title=section.words)


def _plan_collection(
    section: nodes.Collection, page: nodes.Page, alone: bool, entity: nodes.Entity
) -> SectionPlan:
    many = plural(entity.name)
    same_words = page.name.casefold() in (many.casefold(), entity.name.casefold())
    titled_by = section.by and (section.view == "board" or not alone)
    record = record_name(entity.name)
    test = translate(section.where, entity, record) if section.where is not None else None
    return SectionPlan(
        kind=section.view,
        line=section.span.line,
        title=say("compiler.section_by", plural=many, by=section.by) if titled_by else many,
        quiet=alone and same_words,
        caption=say_expression(section.where, entity) if section.where is not None else "",
        entity=entity.name,
        record=record,
        showing=section.showing or choose_fields(section.view, entity, section.by),
        by=section.by,
        where=test.text if test else "",
        search=section.search,
        filters=section.filters,
        sort=section.sort.field if section.sort else "",
        descending=section.sort.descending if section.sort else False,
        uses=test.uses if test else frozenset(),
    )


def choose_fields(view: str, entity: nodes.Entity, by: str = "") -> tuple[str, ...]:
    """Choose what a section shows when its blueprint does not say.

    Cards and lists show a picture if there is one; tables and small views leave out long texts; a
    computed field comes before the last plain ones, because it was asked for by name.
    """
    fields = [field for field in entity.fields if field.name != by or view == "table"]
    pictures = [field.name for field in fields if field.type == "image"] if view in ("cards", "list") else []
    short = [field.name for field in fields if field.type not in _LONG]
    long = [field.name for field in fields if field.type == "long text"] if view == "cards" else []
    computed = [part.name for part in entity.computed]
    room = _MOST_SHOWN[view]
    kept_computed = computed[: max(1, room // 3)]
    kept = short[: max(1, room - len(kept_computed))]
    chosen = (*pictures[:1], *kept, *kept_computed, *(long[:1] if len(kept) < room - 1 else ()))
    return chosen or tuple(field.name for field in entity.fields[:1])


def _plan_measure(
    kind: str,
    title: str,
    measure: nodes.Measure,
    span: nodes.Span,
    app: nodes.App,
    by: str = "",
    shape: str = "",
) -> SectionPlan:
    entity = _entity(app, measure.entity)
    record = record_name(entity.name)
    test = translate(measure.where, entity, record) if measure.where is not None else None
    words = say_expression(measure.where, entity) if measure.where is not None else ""
    counted = shape_of(entity, measure.field) if measure.field else Shape("number")
    return SectionPlan(
        kind=kind,
        line=span.line,
        title=title,
        caption=words if kind == "chart" else "",
        entity=entity.name,
        record=record,
        by=by,
        where=test.text if test else "",
        aggregate=measure.aggregate,
        field=measure.field,
        shape=shape,
        type=counted.type,
        unit=counted.unit,
        uses=test.uses if test else frozenset(),
    )


def _chart_title(chart: nodes.Chart) -> str:
    measure = chart.measure
    return say(
        f"compiler.chart_{measure.aggregate}",
        plural=plural(measure.entity),
        field=measure.field,
        by=chart.by,
    )


def _entity(app: nodes.App, name: str) -> nodes.Entity:
    """Return an entity by name; a checked tree names only entities that there are.

    Raises:
        KeyError: If the tree was not checked.
    """
    for entity in app.entities:
        if entity.name == name:
            return entity
    raise KeyError(name)
