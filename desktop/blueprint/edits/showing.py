"""Shows what is new where people look for it: in the one list of its entity, and in forms that must ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.blueprint.dependencies import Column
from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.texts import head_of
from desktop.blueprint.nodes import App, Collection, Entity, Field, Form, Section
from desktop.blueprint.printer import section_lines
from desktop.blueprint.scopes import book_of


def show_added(app: App, added: Iterable[Column]) -> tuple[App, list[Consequence]]:
    """Return an app that shows new fields where the only list of their entity says what it shows."""
    notes: list[Consequence] = []
    for entity, name in added:
        lists = [
            section
            for page in app.pages
            for section in page.sections
            if isinstance(section, Collection) and section.entity == entity
        ]
        if len(lists) == 1 and lists[0].showing and name not in lists[0].showing:
            app = _showing(app, lists[0], name, notes)
    return app, notes


def ask_for_required(before: App, after: App, names: Names) -> tuple[App, list[Consequence]]:
    """Return an app of which every form asks for what has come to be required.

    Args:
        before: The app before a change.
        after: The app after it.
        names: What the change has renamed.
    """
    notes: list[Consequence] = []
    olds = {names.entity(entity.name): entity for entity in before.entities}
    for entity in after.entities:
        old = olds.get(entity.name)
        known = {names.column(old.name, field.name) for field in _needed(old)} if old is not None else set()
        for field in _needed(entity):
            if field.name in known:
                continue
            for page in after.pages:
                for section in page.sections:
                    if not isinstance(section, Form) or section.entity != entity.name:
                        continue
                    if section.showing and field.name not in section.showing:
                        after = _showing(after, section, field.name, notes)
    return after, notes


def _needed(entity: Entity) -> list[Field]:
    return [field for field in entity.fields if field.required and field.default is None]


def _showing(app: App, where: Collection | Form, name: str, notes: list[Consequence]) -> App:
    """Add a field to what a section shows."""
    book = book_of(app)
    pages = []
    for page in app.pages:
        sections: list[Section] = []
        for section in page.sections:
            if section is where:
                notes.append(Consequence("shown", name, page.name, head_of(section_lines(section, book)[0])))
                section = replace(where, showing=(*where.showing, name))
            sections.append(section)
        pages.append(replace(page, sections=tuple(sections)))
    return replace(app, pages=tuple(pages))
