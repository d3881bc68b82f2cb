"""One section into another as statements: part by part where they are alike, else in the other's place."""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.edits.drafting import Draft
from desktop.blueprint.edits.lines import write_items, write_section_line
from desktop.blueprint.edits.orders import kept_and_new
from desktop.blueprint.edits.parts import short_word, words_of, write_part
from desktop.blueprint.edits.selecting import name_section
from desktop.blueprint.edits.statements import (
    AddItem,
    ChangeItem,
    ClearPart,
    RemoveItem,
    ReplaceSection,
    SetPart,
    Statement,
    Wording,
)
from desktop.blueprint.edits.texts import begins_with
from desktop.blueprint.facts import columns
from desktop.blueprint.nodes import App, Block, Chart, Collection, Form, Paragraph, Section, Stat


def likeness(old: Section, new: Section) -> float:
    """Return how much of a section would stay if it became the other, 0 to 1; 0 if it must be replaced."""
    if type(old) is not type(new):
        return 0
    match old, new:
        case Collection(), Collection():
            names = ("view", "by", "showing", "where", "search", "filters", "sort", "totals", "limit")
            same = sum(getattr(old, name) == getattr(new, name) for name in names) / len(names)
            return same if old.entity == new.entity else 0
        case Stat(), Stat():
            return (2 * (old.label == new.label) + (old.measure == new.measure) + 0.5) / 3.5
        case Chart(), Chart():
            same = (old.shape == new.shape) + (old.measure == new.measure) + (old.by == new.by)
            return same / 3 if old.measure.entity == new.measure.entity else 0
        case Form(), Form():
            return 0.9 if old.entity == new.entity else 0
        case Paragraph(), Paragraph():
            return 0.1
        case Block(), Block() if (old.word, old.entity) == (new.word, new.entity):
            same_items = sum(item in new.items for item in old.items) / max(1, len(old.items))
            return (0.5 + (old.label == new.label) + (old.variant == new.variant) + same_items) / 3.5
        case _:
            return 0


def become(draft: Draft, page: str, at: int, wanted: Section, target: App, *, anew: bool = False) -> None:
    """Make one section of a page another one.

    Args:
        draft: The script in the making.
        page: The name of the page.
        at: Which section of it.
        wanted: What it is to be.
        target: The app that it is to be in.
        anew: Whether to put the other in its place at once.
    """
    if not anew:
        parts = _fork(draft)
        _change(parts, page, at, wanted, target)
        if not parts.failed and _section(parts, page, at) == wanted:
            draft.app, draft.script = parts.app, parts.script
            return
    name = _name(draft, page, at)
    draft.add(ReplaceSection(page, name, Wording(write_section_line(wanted, target))))
    if isinstance(wanted, Block):
        _items(draft, page, at, wanted, target)


def _fork(draft: Draft) -> Draft:
    """Return a draft that can be given up without a trace."""
    fork = Draft(draft.app)
    fork.script = [*draft.script]
    return fork


def _section(draft: Draft, page: str, at: int) -> Section | None:
    there = draft.page(page)
    return there.sections[at] if there is not None and at < len(there.sections) else None


def _name(draft: Draft, page: str, at: int) -> str:
    there = draft.page(page)
    return name_section(at, there, draft.app) if there is not None else ""


def _change(draft: Draft, page: str, at: int, wanted: Section, target: App) -> None:
    """Set and clear what is different, each part by itself."""
    section = _section(draft, page, at)
    if section is None or likeness(section, wanted) == 0:
        draft.failed = True
        return
    words = list(words_of(section))
    words.sort(key=lambda word: word != "view")  # the way first: it decides what else there can be
    for word in dict.fromkeys((*words, *words_of(wanted))):
        now = _section(draft, page, at)
        if now is None or word not in words_of(now):
            continue
        statement = _part(now, wanted, word, (page, _name(draft, page, at)), draft.app, target)
        if statement is not None:
            draft.add(statement)
    if isinstance(wanted, Block):
        _items(draft, page, at, wanted, target)


def _part(
    now: Section, wanted: Section, word: str, where: tuple[str, str], app: App, target: App
) -> Statement | None:
    """Return the statement that makes one part of a section as it is wanted; None if it is so already."""
    if word == "measure" and isinstance(now, Stat | Chart) and isinstance(wanted, Stat | Chart):
        if replace(now.measure, where=None) == replace(wanted.measure, where=None):
            return None
        now, wanted = (replace(each, goal=None) if isinstance(each, Stat) else each for each in (now, wanted))
    if word not in words_of(wanted):
        return None
    said = write_part(wanted, word, target)
    if said == write_part(now, word, app):
        return None
    if not said:
        return ClearPart(*where, short_word(now, word))
    if word == "view" and isinstance(wanted, Collection) and wanted.by:
        said += f" by {wanted.by}"
    return SetPart(*where, Wording(said))


# --- lines under a block ---------------------------------------------------------------------------


def _items(draft: Draft, page: str, at: int, wanted: Block, target: App) -> None:
    """Add, change and remove the lines under a block."""
    block = _section(draft, page, at)
    if not isinstance(block, Block):
        draft.failed = True
        return
    lines = write_items(wanted, wanted, target)
    keys = _keys(wanted)
    for line, key in zip(lines, keys, strict=True):
        there, known = _lines(draft, page, at)
        if line not in there and known.count(key) == 1 and keys.count(key) == 1:
            draft.add(ChangeItem(page, _name(draft, page, at), Wording(line)))
    there, old_keys = _lines(draft, page, at)
    gone, new = kept_and_new(there, lines)
    for line in new:
        if line not in there:
            draft.add(AddItem(page, _name(draft, page, at), Wording(line)))
    for number in gone:
        if there[number] in _lines(draft, page, at)[0]:
            draft.add(RemoveItem(page, _name(draft, page, at), _short(number, there, old_keys)))
    for line in new:
        if line in there:
            draft.add(AddItem(page, _name(draft, page, at), Wording(line)))


def _short(number: int, lines: list[str], keys: list[str]) -> str:
    """Return the word and label of a line, or the whole line if others begin so too."""
    key = keys[number]
    return key if sum(begins_with(line, key) for line in lines) == 1 else lines[number]


def _lines(draft: Draft, page: str, at: int) -> tuple[list[str], list[str]]:
    """Return the lines under a block as they are now, and by what each is found."""
    block = _section(draft, page, at)
    if not isinstance(block, Block):
        return [], []
    return write_items(block, block, draft.app), _keys(block)


def _keys(block: Block) -> list[str]:
    names = [each.name for each in columns(block.inputs)]
    return [*(f'{item.word} "{item.label}"' for item in block.items), *names]
