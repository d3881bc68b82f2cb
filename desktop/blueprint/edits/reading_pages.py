"""Reads statements about a page and its sections: `on Plants: …`, `on Plants, cards: …`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.changing_pages import page_of
from desktop.blueprint.edits.lines import read_item, read_section_line, write_items, write_section_line
from desktop.blueprint.edits.parts import clearable, read_part, short_word, word_at, words_of, write_part
from desktop.blueprint.edits.pieces import unfinished
from desktop.blueprint.edits.places import WORDS
from desktop.blueprint.edits.selecting import find_section
from desktop.blueprint.edits.statements import (
    AddItem,
    AddSection,
    ChangeItem,
    ClearPart,
    MoveSection,
    Place,
    RemoveItem,
    RemoveSection,
    ReplaceSection,
    SetOnly,
    SetPart,
    Statement,
    Wording,
)
from desktop.blueprint.edits.texts import first_part
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import App, Block, Page, Section
from desktop.blueprint.vocabulary import PAGE_FOR

_Found = tuple[Statement, ...]
_PLACES = "first | last | before SECTION | after SECTION"


def read_on_page(rest: Piece, piece: Piece, app: App, problems: Problems) -> tuple[Statement, ...]:
    """Read what stands after `on`: a page, perhaps a section, a colon, and what is to be done there."""
    at = rest.unquoted.find(":")
    if at <= 0:
        unfinished(piece, "on PAGE: add … or on PAGE, SECTION: set …", problems)
        return ()
    front, said = rest.part(0, at), rest.part(at + 1)
    comma = front.unquoted.find(",")
    name = front if comma < 0 else front.part(0, comma)
    page = page_of(app, name.words(), name.span, problems)
    if page is None:
        return ()
    verb = said.first_word()
    words = said.after(verb)
    readers = _ON_PAGE if comma < 0 else _IN_SECTION
    if words is None or verb not in readers:
        problems.add("unknown-edit", first_part(said).span, word=verb or said.text, among=readers)
        return ()
    if not words.text:
        unfinished(piece, f"{piece.part(0, piece.text.find(said.text)).text} {verb} …", problems)
        return ()
    if comma < 0:
        return _ON_PAGE[verb](words, piece, page, app, problems)
    section = front.part(comma + 1)
    found = find_section(section.words(), page, app, section.span, problems)
    if found is None:
        return ()
    return _IN_SECTION[verb](words, piece, _Where(page, section.words(), page.sections[found]), app, problems)


# --- sections ----------------------------------------------------------------------------------------


def _add(words: Piece, piece: Piece, page: Page, app: App, problems: Problems) -> _Found:
    line = _line(words, app, problems)
    return (AddSection(page.name, line, piece=piece),) if line is not None else ()


def _line(words: Piece, app: App, problems: Problems) -> Wording | None:
    before = len(problems.found())
    section = read_section_line(words, app, problems)
    if section is None or len(problems.found()) > before:
        return None
    return Wording(write_section_line(section, app), words)


def _remove(words: Piece, piece: Piece, page: Page, app: App, problems: Problems) -> _Found:
    return (RemoveSection(page.name, words.words(), piece=piece),)


def _replace(words: Piece, piece: Piece, page: Page, app: App, problems: Problems) -> _Found:
    cut = words.unquoted.find(" with:")
    if cut <= 0:
        unfinished(piece, f"on {page.name}: replace SECTION with: LINE", problems)
        return ()
    line = _line(words.part(cut + len(" with:")), app, problems)
    if line is None:
        return ()
    return (ReplaceSection(page.name, words.part(0, cut).words(), line, piece=piece),)


def _move(words: Piece, piece: Piece, page: Page, app: App, problems: Problems) -> _Found:
    for word in WORDS[:2]:
        if words.text.endswith(f" {word}"):
            section = words.part(0, len(words.text) - len(word)).words()
            return (MoveSection(page.name, section, Place(word), piece=piece),)
    cuts = [
        (words.part(0, at), word, words.part(at + len(word) + 2))
        for word in WORDS[2:]
        for at in _places(words, f" {word} ")
    ]
    if not cuts:
        unfinished(
            piece, f"on {page.name}: move SECTION first | last | before SECTION | after SECTION", problems
        )
        return ()
    known = (cut for cut in cuts if _is_section(cut[0], page, app) and _is_section(cut[2], page, app))
    section_words, word, beside = next(known, cuts[0])
    place = Place(word, beside.words())
    return (MoveSection(page.name, section_words.words(), place, piece=piece),)


def _places(piece: Piece, separator: str) -> list[int]:
    found, at = [], piece.unquoted.find(separator, 1)
    while at > 0:
        found.append(at)
        at = piece.unquoted.find(separator, at + 1)
    return found


def _is_section(piece: Piece, page: Page, app: App) -> bool:
    return find_section(piece.words(), page, app, piece.span, Problems()) is not None


def _set_only(words: Piece, piece: Piece, page: Page, app: App, problems: Problems) -> _Found:
    roles = words.after(PAGE_FOR)
    names = tuple(role.words() for role in roles.split("|") if role.text) if roles is not None else ()
    if not names:
        unfinished(piece, f"on {page.name}: set only ROLE | ROLE", problems)
        return ()
    return (SetOnly(page.name, names, piece=piece),)


def _clear_only(words: Piece, piece: Piece, page: Page, app: App, problems: Problems) -> _Found:
    if words.text != PAGE_FOR:
        unfinished(piece, f"on {page.name}: clear only", problems)
        return ()
    return (SetOnly(page.name, (), piece=piece),)


_ON_PAGE: dict[str, Callable[[Piece, Piece, Page, App, Problems], _Found]] = {
    "add": _add,
    "remove": _remove,
    "replace": _replace,
    "move": _move,
    "set": _set_only,
    "clear": _clear_only,
}

# --- in a section ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Where:
    """A section, the words that name it, and its page."""

    page: Page
    words: str
    section: Section


_InSection = Callable[[Piece, Piece, _Where, App, Problems], _Found]


def _set(words: Piece, piece: Piece, where: _Where, app: App, problems: Problems) -> _Found:
    section = read_part(where.section, words, app, problems)
    if section is None:
        return ()
    word = word_at(where.section, words)
    text = write_part(section, word, app)
    if word == "view" and words.cut(" by ") is not None:
        text += f" by {getattr(section, 'by', '')}"
    return (SetPart(where.page.name, where.words, Wording(text, words), piece=piece),)


def _clear(words: Piece, piece: Piece, where: _Where, app: App, problems: Problems) -> _Found:
    word = clearable(where.section, words.words())
    if not word:
        among = words_of(where.section)
        problems.add("no-such-wish", words.span, word=words.text, among=among, words=among)
        return ()
    short = short_word(where.section, word)
    return (ClearPart(where.page.name, where.words, short, piece=piece),)


def _block(where: _Where, piece: Piece, app: App, problems: Problems) -> Block | None:
    if isinstance(where.section, Block):
        return where.section
    problems.add("section-without-lines", piece.span, word=write_section_line(where.section, app))
    return None


def _item(words: Piece, piece: Piece, where: _Where, app: App, problems: Problems) -> Wording | None:
    block = _block(where, piece, app, problems)
    if block is None:
        return None
    before = len(problems.found())
    part = read_item(words, block, app, problems)
    if part is None or len(problems.found()) > before:
        return None
    return Wording(write_items(part, block, app)[0], words)


def _add_item(words: Piece, piece: Piece, where: _Where, app: App, problems: Problems) -> _Found:
    line = _item(words, piece, where, app, problems)
    return (AddItem(where.page.name, where.words, line, piece=piece),) if line is not None else ()


def _change_item(words: Piece, piece: Piece, where: _Where, app: App, problems: Problems) -> _Found:
    line = _item(words, piece, where, app, problems)
    return (ChangeItem(where.page.name, where.words, line, piece=piece),) if line is not None else ()


def _remove_item(words: Piece, piece: Piece, where: _Where, app: App, problems: Problems) -> _Found:
    if _block(where, piece, app, problems) is None:
        return ()
    return (RemoveItem(where.page.name, where.words, words.words(), piece=piece),)


_IN_SECTION: dict[str, _InSection] = {
    "set": _set,
    "clear": _clear,
    "add": _add_item,
    "change": _change_item,
    "remove": _remove_item,
}
