"""Every section shows an entity that there is, and names fields that it has."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.nodes import Block, Chart, Collection, Form, Paragraph, Span, Stat


def sections_name_fields(facts: Facts) -> Iterator[Diagnostic]:
    """Report unknown entities and fields."""
    for page in facts.app.pages:
        for section in page.sections:
            if isinstance(section, Paragraph | Block):
                continue
            entity, names, span = _named(section)
            yield from _fields(entity, names, span, facts, typed=isinstance(section, Form))


def _named(section: Collection | Form | Stat | Chart) -> tuple[str, list[str], Span]:
    """Return the entity and the fields that a section names."""
    match section:
        case Collection():
            sort = [section.sort.field] if section.sort else []
            names = [section.by, *section.showing, *section.filters, *sort, *section.totals]
            return section.entity, names, section.span
        case Form():
            return section.entity, list(section.showing), section.span
        case Stat():
            return section.measure.entity, [section.measure.field], section.span
        case Chart():
            return section.measure.entity, [section.measure.field, section.by], section.span


def _fields(entity: str, names: list[str], span: Span, facts: Facts, *, typed: bool) -> Iterator[Diagnostic]:
    if not entity:
        return
    kinds = facts.kinds.get(entity)
    if kinds is None:
        yield problem("unknown-entity", span, word=entity, among=facts.entities)
        return
    for name in dict.fromkeys(name for name in names if name):
        if typed and name in kinds.computed:
            yield problem("computed-in-form", span, word=name)
        elif name not in kinds:
            among = kinds.fields if typed else kinds.names()
            yield problem("unknown-field", span, word=name, among=among, entity=entity)
