"""What the templates need to know of pages: each section with its title, its fields and its functions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.blueprint import nodes
from desktop.blueprint.complete import own_computed
from desktop.compiler.meaning import Meaning
from desktop.compiler.plan_blocks import BlockKeys, BlockPlan, plan_block
from desktop.compiler.titles import heading
from desktop.compiler.units import Shape
from desktop.compiler.variables import record_name
from desktop.compiler.wording import in_sentence, plural

_LONG = frozenset({"long text", "image"})
_MOST_SHOWN = {
    "table": 6,
    "list": 4,
    "cards": 6,
    "gallery": 3,
    "articles": 5,
    "board": 3,
    "calendar": 2,
    "timeline": 4,
    "heat map": 2,
    "streak": 2,
    "leaderboard": 3,
    "compare": 10,
    "report": 7,
}
_WORDY = ("cards", "articles", "timeline", "compare")
_PICTURED = ("cards", "list", "gallery", "articles", "compare")


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
    totals: tuple[str, ...] = ()
    limit: int | None = None
    steps: int = 1
    goal: float | None = None
    aggregate: str = ""
    field: str = ""
    shape: str = ""
    type: str = ""
    unit: str = ""
    uses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page.

    Attributes:
        address: Its hash in the browser's address line.
        parts: Its sections and blocks, in order.
        only: Roles that may see it; empty for everybody.
    """

    name: str
    address: str
    line: int
    parts: tuple[SectionPlan | BlockPlan, ...]
    only: tuple[str, ...]

    @property
    def sections(self) -> tuple[SectionPlan, ...]:
        """The parts that are not blocks."""
        return tuple(part for part in self.parts if isinstance(part, SectionPlan))

    @property
    def blocks(self) -> tuple[BlockPlan, ...]:
        """The parts that are blocks."""
        return tuple(part for part in self.parts if isinstance(part, BlockPlan))


def plan_page(page: nodes.Page, meaning: Meaning, keys: BlockKeys) -> PagePlan:
    """Plan one page of an app."""
    collections = [section for section in page.sections if isinstance(section, nodes.Collection)]
    alone = len(collections) == 1
    parts = tuple(_plan_section(section, page, alone, meaning, keys) for section in page.sections)
    return PagePlan(page.name, keys.addresses[page.name], page.span.line, parts, page.only)


def _plan_section(
    section: nodes.Section, page: nodes.Page, alone: bool, meaning: Meaning, keys: BlockKeys
) -> SectionPlan | BlockPlan:
    language = meaning.app.language
    match section:
        case nodes.Block():
            return plan_block(section, page, meaning, keys)
        case nodes.Collection():
            return _plan_collection(section, page, alone, meaning)
        case nodes.Form():
            entity = _entity(meaning, section.entity)
            return SectionPlan(
                kind="form",
                line=section.span.line,
                title=heading(language, "form_title", entity=in_sentence(entity.name, language)),
                entity=entity.name,
                showing=section.showing or tuple(field.name for field in entity.fields),
                steps=section.steps,
            )
        case nodes.Stat():
            stat = _plan_measure("stat", section.label, section.measure, section.span, meaning)
            return replace(stat, goal=section.goal)
        case nodes.Chart():
            words = _chart_title(section, language)
            return _plan_measure(
                "chart", words, section.measure, section.span, meaning, by=section.by, shape=section.shape
            )
        case nodes.Paragraph():
            return SectionPlan(kind="text", line=section.span.line, title=section.words)


def _plan_collection(
    section: nodes.Collection, page: nodes.Page, alone: bool, meaning: Meaning
) -> SectionPlan:
    entity = _entity(meaning, section.entity)
    language = meaning.app.language
    many = plural(entity.name, language)
    same_words = page.name.casefold() in (many.casefold(), entity.name.casefold())
    titled_by = section.by and (section.view == "board" or not alone)
    record = record_name(entity.name)
    test = meaning.translate(section.where, entity.name, record) if section.where is not None else None
    return SectionPlan(
        kind=section.view,
        line=section.span.line,
        title=_collection_title(section, many, language, titled=bool(titled_by)),
        quiet=alone and same_words,
        caption=meaning.words_of(section.where, entity.name) if section.where is not None else "",
        entity=entity.name,
        record=record,
        showing=section.showing or choose_fields(section.view, entity, section.by),
        by=section.by,
        where=test.text if test else "",
        search=section.search,
        filters=section.filters,
        sort=section.sort.field if section.sort else "",
        descending=section.sort.descending if section.sort else False,
        totals=section.totals,
        limit=section.limit,
        uses=test.uses if test else frozenset(),
    )


def _collection_title(section: nodes.Collection, many: str, language: str, *, titled: bool) -> str:
    """Return what a view is called: views of time say so, others by what they are arranged by."""
    if section.view in ("timeline", "heat map", "streak", "compare"):
        return heading(language, f"{section.view.replace(' ', '_')}_title", plural=many)
    return heading(language, "section_by", plural=many, by=section.by) if titled else many


def choose_fields(view: str, entity: nodes.Entity, by: str = "") -> tuple[str, ...]:
    """Choose what a section shows when its blueprint does not say.

    Cards and lists show a picture if there is one; tables and small views leave out long texts; a
    computed field comes before the last plain ones, because it was asked for by name.
    """
    fields = [field for field in entity.fields if field.name != by or view == "table"]
    pictures = [field.name for field in fields if field.type == "image"] if view in _PICTURED else []
    short = [field.name for field in fields if field.type not in _LONG]
    long = [field.name for field in fields if field.type == "long text"] if view in _WORDY else []
    computed = [part.name for part in own_computed(entity)]
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
    meaning: Meaning,
    by: str = "",
    shape: str = "",
) -> SectionPlan:
    entity = _entity(meaning, measure.entity)
    record = record_name(entity.name)
    test = meaning.translate(measure.where, entity.name, record) if measure.where is not None else None
    words = meaning.words_of(measure.where, entity.name) if measure.where is not None else ""
    counted = meaning.shape_of(entity.name, measure.field) if measure.field else Shape("number")
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


def _chart_title(chart: nodes.Chart, language: str) -> str:
    measure = chart.measure
    return heading(
        language,
        f"chart_{measure.aggregate}",
        plural=plural(measure.entity, language),
        field=measure.field,
        by=chart.by,
    )


def _entity(meaning: Meaning, name: str) -> nodes.Entity:
    """Return an entity by name; a checked tree names only entities that there are.

    Raises:
        KeyError: If the tree was not checked.
    """
    for entity in meaning.app.entities:
        if entity.name == name:
            return entity
    raise KeyError(name)
