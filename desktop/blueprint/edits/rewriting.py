"""One walk over a whole app that writes every name anew: renaming and removing are the same walk.

Whatever uses a name is met here once: expressions with the scope that they are read in, views, forms,
numbers, blocks, steps, samples. A name that has another name now is replaced. Where a name is gone, what
cannot stand without it goes, and is noted.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.app_kinds import kinds_of
from desktop.blueprint.complete import complete
from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.rewriting_entities import rewrite_entity
from desktop.blueprint.edits.rewriting_sections import Sections
from desktop.blueprint.nodes import App, Page
from desktop.blueprint.printer import section_lines
from desktop.blueprint.scopes import Book, book_of


def rewrite(app: App, names: Names) -> tuple[App, list[Consequence]]:
    """Return an app with the names of today, and what went with names that are gone.

    Args:
        app: An app; it need not pass the checks.
        names: What has become of its names.
    """
    notes: list[Consequence] = []
    kinds = kinds_of(complete(app))
    book = book_of(app)
    roles = () if names.nobody else tuple(new for each in app.roles if (new := names.role(each)))
    leader = roles[0] if roles else ""
    found = (rewrite_entity(each, kinds, book, names, notes, leader) for each in app.entities)
    entities = tuple(entity for entity in found if entity is not None)
    pages = tuple(
        _page(page, name, Sections(page.name, kinds, names, notes), book, leader)
        for page in app.pages
        if (name := names.page(page.name)) is not None
    )
    return replace(app, entities=entities, pages=pages, roles=roles), notes


def _page(page: Page, name: str, walk: Sections, book: Book, leader: str) -> Page:
    written = (walk.rewrite(section, section_lines(section, book)[0]) for section in page.sections)
    sections = tuple(section for section in written if section is not None)
    only = () if walk.names.nobody else tuple(new for each in page.only if (new := walk.names.role(each)))
    if page.only and not only:
        # Open to everybody it would be for people whom nobody has meant.
        walk.notes.append(Consequence("roles", " | ".join(page.only), page.name))
        only = (leader,) if leader else ()
    return replace(page, name=name, sections=sections, only=only)
