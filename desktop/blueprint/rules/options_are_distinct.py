"""A choice has something to choose from, and each option once."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.nodes import Field
from desktop.blueprint.vocabulary import MAX_OPTIONS, MIN_OPTIONS


def options_are_distinct(facts: Facts) -> Iterator[Diagnostic]:
    """Report choices with too few or too many options, and options that are there twice."""
    for entity in facts.app.entities:
        for field in entity.fields:
            yield from _options(field)


def _options(field: Field) -> Iterator[Diagnostic]:
    count = len(field.options)
    if count and not MIN_OPTIONS <= count <= MAX_OPTIONS:
        yield problem(
            "option-count", field.span, word=field.name, count=count, least=MIN_OPTIONS, most=MAX_OPTIONS
        )
    seen: set[str] = set()
    for option in field.options:
        if option.casefold() in seen:
            yield problem("option-twice", field.span, word=option, field=field.name)
        seen.add(option.casefold())
