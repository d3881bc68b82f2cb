"""Leaves out of an app what the checker complains of: a lent rule about a field that is not here, say.

What the person named is in fields and entities; of those only a lent default is ever taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desktop.blueprint import check
from desktop.blueprint.nodes import App, Block, Collection, Entity, Page

_EXTRAS = ("rules", "checks", "distinct", "permissions", "actions", "computed", "samples")


def sound(app: App) -> App:
    """Return the app with as little left out as makes the checker fall silent.

    What is left out is tried piece by piece; of an app that is sound already nothing is.
    """
    app, count = _less(app)
    while count:
        # What a wrong formula is used in falls with it: only without all of these are there fewer complaints.
        for candidate in _without_a_formula(app):
            less, fewer = _less(candidate)
            if fewer < count:
                app, count = less, fewer
                break
        else:
            return app
    return app


def _less(app: App) -> tuple[App, int]:
    """Leave out piece by piece while that makes for fewer complaints; how many are left."""
    count = len(check(app))
    while count:
        for candidate in _with_one_less(app):
            fewer = len(check(candidate))
            if fewer < count:
                app, count = candidate, fewer
                break
        else:
            return app, count
    return app, 0


def _without_a_formula(app: App) -> Iterator[App]:
    for at, entity in enumerate(app.entities):
        for place in range(len(entity.computed)):
            less = replace(entity, computed=(*entity.computed[:place], *entity.computed[place + 1 :]))
            yield replace(app, entities=(*app.entities[:at], less, *app.entities[at + 1 :]))
        # Formulas that lean on each other (a gain on what was paid, its percentage) only go together.
        if entity.computed:
            bare = replace(entity, computed=())
            yield replace(app, entities=(*app.entities[:at], bare, *app.entities[at + 1 :]))


def _with_one_less(app: App) -> Iterator[App]:
    for at, entity in enumerate(app.entities):
        for less in _entities(entity):
            yield replace(app, entities=(*app.entities[:at], less, *app.entities[at + 1 :]))
    for at, page in enumerate(app.pages):
        for shorter in _pages(page):
            yield replace(app, pages=(*app.pages[:at], shorter, *app.pages[at + 1 :]))
        if len(app.pages) > 1:
            yield replace(app, pages=(*app.pages[:at], *app.pages[at + 1 :]))


def _entities(entity: Entity) -> Iterator[Entity]:
    for kind in _EXTRAS:
        said = getattr(entity, kind)
        for at in range(len(said)):
            fewer: dict[str, Any] = {kind: (*said[:at], *said[at + 1 :])}
            yield replace(entity, **fewer)
    for at, field in enumerate(entity.fields):
        if field.default is not None:
            empty = replace(field, default=None)
            yield replace(entity, fields=(*entity.fields[:at], empty, *entity.fields[at + 1 :]))


def _pages(page: Page) -> Iterator[Page]:
    if page.only:
        yield replace(page, only=())
    for at, section in enumerate(page.sections):
        if len(page.sections) > 1:
            yield replace(page, sections=(*page.sections[:at], *page.sections[at + 1 :]))
        if isinstance(section, Collection | Block) and section.entity:
            plain = Collection("table", section.entity, search=True)
            yield replace(page, sections=(*page.sections[:at], plain, *page.sections[at + 1 :]))
