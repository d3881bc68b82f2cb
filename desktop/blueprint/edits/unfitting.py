"""Lets views get by with a field that holds something else than before: a board of dates is a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.blueprint.app_kinds import kinds_of
from desktop.blueprint.complete import complete
from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.texts import head_of
from desktop.blueprint.kinds import UNKNOWN
from desktop.blueprint.nodes import App, Collection, Page, Section
from desktop.blueprint.printer import section_lines
from desktop.blueprint.scopes import Book, book_of
from desktop.blueprint.vocabulary import BY_TYPES, NUMBER_TYPES


def drop_unfitting(before: App, after: App, names: Names) -> tuple[App, list[Consequence]]:
    """Return an app without arrangements and totals of fields whose type does not allow them any more.

    Args:
        before: The app before a change.
        after: The app after it.
        names: What the change has renamed.
    """
    notes: list[Consequence] = []
    olds, news = kinds_of(complete(before)), kinds_of(complete(after))
    changed = {
        (entity, column): news[entity].of(column)
        for name, kinds in olds.items()
        if (entity := names.entity(name)) in news and entity is not None
        for old in kinds.names()
        if (column := names.column(name, old)) is not None
        and UNKNOWN not in (kinds.of(old), news[entity].of(column))
        and kinds.of(old) != news[entity].of(column)
    }
    if not changed:
        return after, notes
    book = book_of(after)
    pages = tuple(_page(page, changed, book, notes) for page in after.pages)
    return replace(after, pages=pages), notes


def _page(page: Page, changed: Mapping[tuple[str, str], str], book: Book, notes: list[Consequence]) -> Page:
    sections: list[Section] = []
    for section in page.sections:
        if isinstance(section, Collection):
            line = section_lines(section, book)[0]
            kind = changed.get((section.entity, section.by), "")
            if kind and kind not in BY_TYPES.get(section.view, (kind,)):
                notes.append(Consequence("arrangement", section.by, page.name, head_of(line)))
                section = replace(section, view="table", by="")
            wrong = [
                name
                for name in section.totals
                if changed.get((section.entity, name), NUMBER_TYPES[0]) not in NUMBER_TYPES
            ]
            notes += [Consequence("clause", f"total {name}", page.name, head_of(line)) for name in wrong]
            section = replace(section, totals=tuple(each for each in section.totals if each not in wrong))
        sections.append(section)
    return replace(page, sections=tuple(sections))
