"""Carries out statements about a part of a section."""

from __future__ import annotations

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.changing_pages import page_of, with_page, with_section
from desktop.blueprint.edits.following import Change
from desktop.blueprint.edits.parts import clearable, cleared, read_part, words_of
from desktop.blueprint.edits.selecting import find_section
from desktop.blueprint.edits.statements import (
    AddItem,
    ChangeItem,
    ClearPart,
    RemoveItem,
    SetPart,
)
from desktop.blueprint.nodes import App, Page

_InSection = SetPart | ClearPart | AddItem | ChangeItem | RemoveItem


def section_of(app: App, statement: _InSection, problems: Problems) -> tuple[Page, int] | None:
    """Return the page and which of its sections is meant; None, and a problem, if there is none."""
    page = page_of(app, statement.page, statement.spot(statement.page), problems)
    if page is None:
        return None
    at = find_section(statement.section, page, app, statement.spot(statement.section), problems)
    return (page, at) if at is not None else None


def set_part(app: App, statement: SetPart, problems: Problems) -> Change | None:
    """Set a part of a section, in the place of what is there of it."""
    found = section_of(app, statement, problems)
    if found is None:
        return None
    page, at = found
    section = read_part(page.sections[at], statement.words.read(), app, problems)
    return Change(with_page(app, with_section(page, at, section))) if section is not None else None


def clear_part(app: App, statement: ClearPart, problems: Problems) -> Change | None:
    """Take a part of a section away."""
    found = section_of(app, statement, problems)
    if found is None:
        return None
    page, at = found
    section = page.sections[at]
    word = clearable(section, statement.word)
    if not word:
        among = words_of(section)
        problems.add(
            "no-such-wish", statement.spot(statement.word), word=statement.word, among=among, words=among
        )
        return None
    return Change(with_page(app, with_section(page, at, cleared(section, word))))
