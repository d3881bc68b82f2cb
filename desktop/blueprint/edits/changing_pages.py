"""Carries out statements about the sections of a page as a whole."""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.following import Change
from desktop.blueprint.edits.lines import read_section_line
from desktop.blueprint.edits.places import moved
from desktop.blueprint.edits.selecting import find_section
from desktop.blueprint.edits.statements import (
    AddSection,
    MoveSection,
    RemoveSection,
    ReplaceSection,
    SetOnly,
)
from desktop.blueprint.nodes import App, Page, Section, Span, Stat


def page_of(app: App, name: str, span: Span, problems: Problems) -> Page | None:
    """Return the page called so; None, and a problem, if there is none."""
    found = next((page for page in app.pages if page.name == name), None)
    if found is None:
        problems.add("unknown-page", span, word=name, among=[page.name for page in app.pages])
    return found


def with_page(app: App, page: Page) -> App:
    """Return an app with a page in the place of the one with its name."""
    return replace(app, pages=tuple(page if each.name == page.name else each for each in app.pages))


def _section_of(
    app: App, page: Page | None, statement: RemoveSection | ReplaceSection | MoveSection, problems: Problems
) -> int | None:
    """Return which section of its page a statement is about; None if there is no such page or section."""
    if page is None:
        return None
    return find_section(statement.section, page, app, statement.spot(statement.section), problems)


def add_section(app: App, statement: AddSection, problems: Problems) -> Change | None:
    """Add a section at the end; a number behind the numbers that there are, or first."""
    page = page_of(app, statement.page, statement.spot(statement.page), problems)
    if page is None:
        return None
    before = len(problems.found())
    section = read_section_line(statement.line.read(), app, problems)
    if section is None or len(problems.found()) > before:
        return None
    sections = page.sections
    at = len(sections)
    if isinstance(section, Stat):
        at = max((at for at, each in enumerate(sections, start=1) if isinstance(each, Stat)), default=0)
    return Change(with_page(app, replace(page, sections=(*sections[:at], section, *sections[at:]))))


def remove_section(app: App, statement: RemoveSection, problems: Problems) -> Change | None:
    """Remove a section."""
    page = page_of(app, statement.page, statement.spot(statement.page), problems)
    at = _section_of(app, page, statement, problems)
    if page is None or at is None:
        return None
    return Change(with_page(app, replace(page, sections=page.sections[:at] + page.sections[at + 1 :])))


def replace_section(app: App, statement: ReplaceSection, problems: Problems) -> Change | None:
    """Put another section in the place of one."""
    page = page_of(app, statement.page, statement.spot(statement.page), problems)
    at = _section_of(app, page, statement, problems)
    before = len(problems.found())
    section = read_section_line(statement.line.read(), app, problems)
    if page is None or at is None or section is None or len(problems.found()) > before:
        return None
    return Change(with_page(app, with_section(page, at, section)))


def with_section(page: Page, at: int, section: Section) -> Page:
    """Return a page with a section in the place of another."""
    return replace(page, sections=(*page.sections[:at], section, *page.sections[at + 1 :]))


def move_section(app: App, statement: MoveSection, problems: Problems) -> Change | None:
    """Put a section at another place of its page."""
    page = page_of(app, statement.page, statement.spot(statement.page), problems)
    at = _section_of(app, page, statement, problems)
    if page is None or at is None:
        return None
    place, beside = statement.place, None
    if place.name:
        beside = find_section(place.name, page, app, statement.spot(place.name), problems)
        if beside is None:
            return None
    return Change(with_page(app, replace(page, sections=moved(page.sections, at, place.word, beside))))


def set_only(app: App, statement: SetOnly, problems: Problems) -> Change | None:
    """Say who may see a page; everybody, if no roles are named."""
    page = page_of(app, statement.page, statement.spot(statement.page), problems)
    if page is None:
        return None
    return Change(with_page(app, replace(page, only=statement.roles, span=statement.span)))
