"""Another place for a page, a section or a line under a block: by a step, or beside another. Pure."""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.edits import Script, diff
from desktop.blueprint.edits.places import moved
from desktop.blueprint.edits.statements import MovePart, MoveSection, Place
from desktop.blueprint.nodes import App, Block, Section
from desktop.messages import say
from desktop.shell.stage.edit_kinds import ACT, DirectEdit, UnwritableError
from desktop.shell.stage.section_words import words_for
from desktop.shell.stage.targets import ITEM, PAGE, SECTION, Target, section_of


def orders(app: App, target: Target) -> tuple[DirectEdit, ...]:
    """Return the direct edits that move a target one place up or down, where there is one."""
    at, count = _place(app, target)
    up = DirectEdit("up", ACT, lambda _value: _moved(app, target, at - 1, after=False))
    down = DirectEdit("down", ACT, lambda _value: _moved(app, target, at + 1, after=True))
    return (*((up,) if at > 0 else ()), *((down,) if at < count - 1 else ()))


def move_beside(app: App, target: Target, other: Target, *, after: bool) -> Script:
    """Return the script that puts a target beside another; none if they cannot change places."""
    alike = target.kind == other.kind and target.kind in (PAGE, SECTION, ITEM)
    same_page = target.kind == PAGE or target.page == other.page
    same_block = target.kind != ITEM or target.section == other.section
    if not (alike and same_page and same_block) or target.line == other.line:
        return ()
    return _moved(app, target, _place(app, other)[0], after=after)


def replaced(app: App, target: Target, section: Section) -> App:
    """Return an app with another section in the place of the one of a target."""

    def with_it(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return (*sections[: target.section], section, *sections[target.section + 1 :])

    pages = (
        replace(page, sections=with_it(page.sections)) if page.name == target.page else page
        for page in app.pages
    )
    return replace(app, pages=tuple(pages))


def differing(app: App, changed: App) -> Script:
    """Return the script between two apps.

    Raises:
        UnwritableError: If the language of scripts has no words for it.
    """
    try:
        return diff(app, changed)
    except ValueError as problem:
        raise UnwritableError(say("shell_stage.no_words")) from problem


def _place(app: App, target: Target) -> tuple[int, int]:
    """Return where a target stands among its like, and how many they are."""
    names = [page.name for page in app.pages]
    if target.kind == PAGE:
        return names.index(target.name), len(names)
    if target.kind == SECTION:
        return target.section, len(app.pages[names.index(target.page)].sections)
    section = section_of(app, target)
    return target.item, len(section.items) if isinstance(section, Block) else 0


def _moved(app: App, target: Target, to: int, *, after: bool) -> Script:
    word = "after" if after else "before"
    if target.kind == PAGE:
        return (MovePart("page", target.name, Place(word, app.pages[to].name)),)
    if target.kind == SECTION:
        beside = words_for(app, replace(target, section=to))
        return (MoveSection(target.page, words_for(app, target), Place(word, beside)),)
    block = section_of(app, target)
    if not isinstance(block, Block):
        return ()
    items = moved(block.items, target.item, word, to)
    return differing(app, replaced(app, target, replace(block, items=items)))
