"""The app has a name and pages, every page has something on it, and every entity is somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.nodes import Block, Collection, Form
from desktop.blueprint.people import PERSON


def app_shows_something(facts: Facts) -> Iterator[Diagnostic]:
    """Report apps without a name or pages, empty pages, and entities that nobody can see or fill."""
    app = facts.app
    if app.span.line and not app.name.strip():
        yield problem("app-without-name", app.span)
    if not app.pages:
        yield problem("no-pages", app.span)
    shown: set[str] = {PERSON} if app.roles else set()  # the app shows its people by itself
    for page in app.pages:
        if not page.sections:
            yield problem("page-empty", page.span, word=page.name)
        shown.update(each.entity for each in page.sections if isinstance(each, Collection | Form | Block))
        for block in page.sections:
            if isinstance(block, Block):
                named = [each.word for each in BLOCKS[block.word].clauses if each.shape == "entity"]
                shown.update(str(value) for word, value in block.options if word in named)
    if app.pages:
        for entity in app.entities:
            if entity.name not in shown:
                yield problem("entity-on-no-page", entity.span, word=entity.name)
