"""A name does not read as something else: a word of expressions, a number, a date."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts, columns
from desktop.blueprint.nodes import Span
from desktop.blueprint.vocabulary import DATE, FITTING_NAME, MAX_NAME_LETTERS, NAME, NUMBER, RESERVED


def names_are_free(facts: Facts) -> Iterator[Diagnostic]:
    """Report fields that would be read as something else, and names that no screen has room for."""
    app = facts.app
    for entity in app.entities:
        for each in columns(entity):
            if each.name in RESERVED:
                yield problem("name-reserved", each.span, word=each.name)
            elif NUMBER.fullmatch(each.name) or DATE.fullmatch(each.name):
                yield problem("name-is-number", each.span, word=each.name)
            yield from _fits(each.name, each.span)
        for action in entity.actions:
            yield from _fits(action.label, action.span)
        yield from _fits(entity.name, entity.span)
    for page in app.pages:
        yield from _fits(page.name, page.span)


def _fits(name: str, span: Span) -> Iterator[Diagnostic]:
    if NAME.fullmatch(name) and not FITTING_NAME.fullmatch(name):
        yield problem("name-too-long", span, word=name, limit=MAX_NAME_LETTERS)
