"""A board has columns, a calendar has days, and what is summed up is a number."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import UNKNOWN, in_words
from desktop.blueprint.nodes import Chart, Collection, Measure, Span, Stat
from desktop.blueprint.vocabulary import BOARD_TYPES, DATE_TYPES, NUMBER_TYPES


def sections_fit_fields(facts: Facts) -> Iterator[Diagnostic]:
    """Report boards, calendars and measures of a field of the wrong type."""
    for page in facts.app.pages:
        for section in page.sections:
            if isinstance(section, Collection):
                yield from _by(section, facts)
            elif isinstance(section, Stat | Chart):
                yield from _measure(section.measure, section.span, facts)


def _kind(entity: str, name: str, facts: Facts) -> str:
    kinds = facts.kinds.get(entity)
    return kinds.of(name) if kinds else UNKNOWN


def _by(section: Collection, facts: Facts) -> Iterator[Diagnostic]:
    kind = _kind(section.entity, section.by, facts)
    if kind == UNKNOWN:
        return
    if section.view == "board" and kind not in BOARD_TYPES:
        yield problem("board-by", section.span, word=section.by, found=in_words(kind))
    if section.view == "calendar" and kind not in DATE_TYPES:
        yield problem("calendar-by", section.span, word=section.by, found=in_words(kind))


def _measure(measure: Measure, span: Span, facts: Facts) -> Iterator[Diagnostic]:
    kind = _kind(measure.entity, measure.field, facts)
    if kind not in (*NUMBER_TYPES, UNKNOWN):
        yield problem(
            "measure-not-number", span, word=measure.field, found=in_words(kind), aggregate=measure.aggregate
        )
