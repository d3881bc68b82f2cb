"""The pages of an app as statements: sections are matched, changed, added, removed and put in order."""

from __future__ import annotations

from desktop.blueprint.edits.diffing_sections import become, likeness
from desktop.blueprint.edits.drafting import Draft
from desktop.blueprint.edits.lines import write_section_line
from desktop.blueprint.edits.orders import moves, place_behind
from desktop.blueprint.edits.selecting import name_section
from desktop.blueprint.edits.statements import (
    AddPart,
    AddSection,
    MovePart,
    MoveSection,
    Place,
    RemovePart,
    RemoveSection,
    SetOnly,
    Wording,
)
from desktop.blueprint.nodes import App, Page, Section, Stat


def remove_pages(draft: Draft, target: App) -> None:
    """Remove the pages that are to go; what has lost its last section is gone already."""
    wanted = {page.name for page in target.pages}
    for page in draft.app.pages:
        if page.name not in wanted and draft.page(page.name) is not None:
            draft.add(RemovePart("page", page.name))


def change_pages(draft: Draft, target: App) -> None:
    """Add pages and change what is on them."""
    for wanted in target.pages:
        if draft.page(wanted.name) is None:
            draft.add(AddPart("page", wanted.name))
    for wanted in target.pages:
        page = draft.page(wanted.name)
        if page is None:
            continue
        if page.only != wanted.only:
            draft.add(SetOnly(wanted.name, wanted.only))
        if page.sections != wanted.sections:
            _sections(draft, wanted, target)
    going = [page.name for page in draft.app.pages if all(page.name != each.name for each in target.pages)]
    names = [page.name for page in draft.app.pages if page.name not in going]
    order = [page.name for page in target.pages]
    if set(names) == set(order):
        for name, before in moves(names, order):
            draft.add(MovePart("page", name, place_behind(before)))


def _sections(draft: Draft, wanted: Page, target: App) -> None:
    """Make the sections of one page those that are wanted.

    `row` says for every section that is there which of the wanted ones it is; None for one that goes.
    """
    page = draft.page(wanted.name) or wanted
    row: list[int | None] = _matched(page.sections, wanted.sections)
    for at, number in enumerate(row):
        now = draft.page(wanted.name)
        if number is not None and now is not None and now.sections[at] != wanted.sections[number]:
            become(draft, wanted.name, at, wanted.sections[number], target)
    for number, section in enumerate(wanted.sections):
        if number not in row:
            _replace_or_add(draft, wanted, row, number, section, target)
    while None in row:
        at = row.index(None)
        name = _name(draft, wanted.name, at)
        if not name:
            draft.failed = True
            return
        draft.add(RemoveSection(wanted.name, name))
        row.pop(at)
    for number, before in moves([each for each in row if each is not None], range(len(row))):
        _move(draft, wanted.name, row, number, before)


def _name(draft: Draft, page: str, at: int) -> str:
    there = draft.page(page)
    return name_section(at, there, draft.app) if there is not None and at < len(there.sections) else ""


def _replace_or_add(
    draft: Draft, wanted: Page, row: list[int | None], number: int, section: Section, target: App
) -> None:
    """Put a new section in the place of one that goes, if that is its place, else at the end."""
    behind = row.index(number - 1) + 1 if number and number - 1 in row else 0
    if behind < len(row) and row[behind] is None:
        become(draft, wanted.name, behind, section, target, anew=True)
        row[behind] = number
        return
    there = draft.page(wanted.name)
    sections = there.sections if there is not None else ()
    at = len(sections)
    if isinstance(section, Stat):
        at = max((at for at, each in enumerate(sections, start=1) if isinstance(each, Stat)), default=0)
    draft.add(AddSection(wanted.name, Wording(write_section_line(section, target))))
    row.insert(at, number)
    become(draft, wanted.name, at, section, target)


def _move(draft: Draft, page: str, row: list[int | None], number: int, before: int | None) -> None:
    at = row.index(number)
    name = _name(draft, page, at)
    beside = _name(draft, page, row.index(before)) if before is not None else ""
    if not name or (before is not None and not beside):
        draft.failed = True
        return
    last = before is not None and row.index(before) == len(row) - 1
    place = Place("last") if last else Place("after", beside) if beside else Place("first")
    draft.add(MoveSection(page, name, place))
    row.pop(at)
    row.insert(row.index(before) + 1 if before is not None else 0, number)


def _matched(there: tuple[Section, ...], wanted: tuple[Section, ...]) -> list[int | None]:
    """Return for every section that is there which of the wanted ones it becomes; None for none.

    The same ones first, in order; then those that are most alike.
    """
    row: list[int | None] = [None] * len(there)
    taken: set[int] = set()
    for at, section in enumerate(there):
        same = (n for n, each in enumerate(wanted) if n not in taken and each == section)
        row[at] = next(same, None)
        taken |= {number} if (number := row[at]) is not None else set()
    pairs = sorted(
        (
            (-like, abs(at - number), at, number)
            for at, section in enumerate(there)
            if row[at] is None
            for number, each in enumerate(wanted)
            if number not in taken and (like := likeness(section, each)) > 0
        )
    )
    for _, _, at, number in pairs:
        if row[at] is None and number not in taken:
            row[at] = number
            taken.add(number)
    return row
