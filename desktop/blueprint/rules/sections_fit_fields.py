"""A board has columns, a calendar has days, and what is summed up is a number."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import UNKNOWN, in_words
from desktop.blueprint.nodes import Chart, Collection, Measure, Span, Stat
from desktop.blueprint.printing_expressions import print_number
from desktop.blueprint.vocabulary import BY_TYPES, NUMBER_TYPES


def sections_fit_fields(facts: Facts) -> Iterator[Diagnostic]:
    """Report boards, calendars and measures of a field of the wrong type."""
    for page in facts.app.pages:
        for section in page.sections:
            if isinstance(section, Collection):
                yield from _by(section, facts)
                yield from _totals(section, facts)
            elif isinstance(section, Stat | Chart):
                yield from _measure(section.measure, section.span, facts)
                if isinstance(section, Stat) and section.goal is not None and section.goal <= 0:
                    yield problem("goal-not-positive", section.span, word=print_number(section.goal))


def _kind(entity: str, name: str, facts: Facts) -> str:
    kinds = facts.kinds.get(entity)
    return kinds.of(name) if kinds else UNKNOWN


def _by(section: Collection, facts: Facts) -> Iterator[Diagnostic]:
    kind = _kind(section.entity, section.by, facts)
    if kind == UNKNOWN:
        return
    if kind not in BY_TYPES.get(section.view, (kind,)):
        code = {"board": "board-by", "leaderboard": "leaderboard-by"}.get(section.view, "calendar-by")
        yield problem(code, section.span, word=section.by, found=in_words(kind), view=section.view)


def _totals(section: Collection, facts: Facts) -> Iterator[Diagnostic]:
    for name in section.totals:
        kind = _kind(section.entity, name, facts)
        if kind not in (*NUMBER_TYPES, UNKNOWN):
            yield problem("total-not-number", section.span, word=name, found=in_words(kind))


def _measure(measure: Measure, span: Span, facts: Facts) -> Iterator[Diagnostic]:
    kind = _kind(measure.entity, measure.field, facts)
    if kind not in (*NUMBER_TYPES, UNKNOWN):
        yield problem(
            "measure-not-number", span, word=measure.field, found=in_words(kind), aggregate=measure.aggregate
        )
