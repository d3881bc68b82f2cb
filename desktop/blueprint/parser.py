"""Text in, tree out: cuts a blueprint into its blocks and reads each.

Names are read before expressions, because an expression is read by the names that are known. The
parser never raises and never stops early: what it cannot read it reports and leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.diagnostics import Diagnostic, Problems
from desktop.blueprint.entities import EntityDraft, draft_entity, finish_entity
from desktop.blueprint.fields import declared_name
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import NameSet, Scope
from desktop.blueprint.nodes import NOWHERE, App, Page, Span, Theme
from desktop.blueprint.scopes import Book
from desktop.blueprint.sections import read_section
from desktop.blueprint.source import Line, read_lines
from desktop.blueprint.vocabulary import APP_LINES, BLOCKS, HEX_COLOUR, ICON, MODES, THEME_COLOURS


@dataclass
class _Block:
    """A line at the margin and the lines indented under it."""

    word: str
    head: Piece
    body: list[Line] = field(default_factory=list)


def parse_text(text: str) -> tuple[App | None, tuple[Diagnostic, ...]]:
    """Read a blueprint.

    Args:
        text: Anything; in time proportional to its length.

    Returns:
        The tree, None if not one block could be made out, and what could not be read.
    """
    problems = Problems()
    lines = read_lines(text, problems)
    blocks = _blocks(lines, problems)
    app = _app(blocks, problems) if blocks else None
    if not lines:
        problems.add("empty-blueprint", NOWHERE)
    return app, problems.found()


def _blocks(lines: list[Line], problems: Problems) -> list[_Block]:
    blocks: list[_Block] = []
    for line in lines:
        word = line.piece.first_word()
        is_head = word in BLOCKS and not _reads_as_line(line.piece)
        if is_head and not (line.indented and blocks and line.piece.text == word):
            if line.indented:
                problems.add("indented-block", line.piece.span, word=word)
            blocks.append(_Block(word, line.piece.part(len(word))))
        elif not blocks:
            if line is lines[0]:
                problems.add("line-before-block", line.piece.span)
        else:
            if not line.indented:
                problems.add("needs-indent", line.piece.span, word=line.piece.text)
            blocks[-1].body.append(line)
    return blocks


def _reads_as_line(piece: Piece) -> bool:
    """Whether a line that begins with `entity`, `page` or `app` is a field called so (`page: number`)."""
    return ":" in piece.surface or "=" in piece.surface


def _app(blocks: list[_Block], problems: Problems) -> App:
    heads = [block for block in blocks if block.word == "app"]
    if not heads:
        problems.add("missing-app", blocks[0].head.span)
    elif blocks[0] is not heads[0]:
        problems.add("app-not-first", heads[0].head.span)
    for extra in heads[1:]:
        problems.add("said-twice", extra.head.span, word="app")

    drafts = [draft_entity(block.head, block.body, problems) for block in blocks if block.word == "entity"]
    book = _book(drafts)
    entities = tuple(finish_entity(draft, draft.scope(), problems) for draft in drafts)
    pages = tuple(_page(block, book, problems) for block in blocks if block.word == "page")
    name, about, icon, theme, span = _head(heads[0], problems) if heads else ("", "", "", Theme(), NOWHERE)
    return App(name, about, icon, theme, entities, pages, span)


def _book(drafts: list[EntityDraft]) -> Book:
    scopes: dict[str, Scope] = {}
    for draft in drafts:
        scopes.setdefault(draft.name.words(), draft.scope())
    return Book(NameSet(scopes), scopes)


def _page(block: _Block, book: Book, problems: Problems) -> Page:
    sections = [read_section(line.piece, book, problems) for line in block.body]
    return Page(
        declared_name(block.head, problems),
        tuple(section for section in sections if section is not None),
        block.head.span,
    )


def _head(block: _Block, problems: Problems) -> tuple[str, str, str, Theme, Span]:
    """Read the app's name and the lines under it."""
    name = block.head.quoted()
    if name is None:
        problems.add("missing-text", block.head.span, word="app")
        name = block.head.text.replace('"', "")
    about = icon = ""
    theme = Theme()
    seen: set[str] = set()
    for line in block.body:
        word = line.piece.first_word()
        rest = line.piece.part(len(word))
        if word in seen:
            problems.add("said-twice", line.piece.span, word=word)
        seen.add(word)
        match word:
            case "about":
                about = rest.quoted() or ""
                if not about:
                    problems.add("missing-text", rest.span, word=word)
            case "icon":
                icon = rest.text if ICON.fullmatch(rest.text) else ""
                if not icon:
                    problems.add("icon-shape", rest.span, word=rest.text)
            case "theme":
                theme = _theme(rest, problems)
            case _:
                problems.add("unknown-app-line", line.piece.span, word=word, among=APP_LINES)
    return name, about, icon, theme, block.head.span


def _theme(piece: Piece, problems: Problems) -> Theme:
    said: dict[str, str] = {}
    for part in piece.split(","):
        word = part.first_word()
        rest = part.part(len(word))
        key = "mode" if word in MODES else word
        if key in said:
            problems.add("said-twice", part.span, word=word)
        if word in MODES and not rest.text:
            said[key] = word
        elif word in THEME_COLOURS and rest.text:
            said[key] = _colour(rest.text)
        else:
            problems.add("unknown-theme-part", part.span, word=word, among=(*MODES, *THEME_COLOURS))
    return Theme(said.get("mode", ""), said.get("background", ""), said.get("accent", ""), piece.span)


def _colour(text: str) -> str:
    """Return a colour as it is kept: `Forest Green` is `forestgreen`, hex digits are small."""
    joined = text.replace(" ", "").lower()
    return joined if joined in COLOUR_NAMES or HEX_COLOUR.fullmatch(joined) else text
