"""Text in, tree out: cuts a blueprint into its blocks and reads each.

Names are read before expressions, because an expression is read by the names that are known. The
parser never raises and never stops early: what it cannot read it reports and leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop.blueprint.block_reading import block_at, read_block, takes_line
from desktop.blueprint.colours import colour_of
from desktop.blueprint.diagnostics import Diagnostic, Problems
from desktop.blueprint.entities import draft_entity, finish_entity
from desktop.blueprint.fields import declared_name
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import LANGUAGES, NOWHERE, App, Page, Section, Theme
from desktop.blueprint.scopes import Book, make_book
from desktop.blueprint.sections import read_section
from desktop.blueprint.source import Line, read_lines
from desktop.blueprint.vocabulary import (
    APP_LINES,
    BLOCKS,
    ICON,
    MODES,
    PAGE_FOR,
    THEME_COLOURS,
    THEME_STYLES,
)


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
    head = _head(heads[0], problems) if heads else App("")
    book = make_book(
        ((draft.name.words(), draft.scope(head.roles), draft.features) for draft in drafts), head.roles
    )
    entities = tuple(
        finish_entity(draft, book.bind(draft.scope(head.roles)), book, problems) for draft in drafts
    )
    pages = tuple(_page(block, book, problems) for block in blocks if block.word == "page")
    return replace(head, entities=entities, pages=pages)


def _page(block: _Block, book: Book, problems: Problems) -> Page:
    name, *clauses = block.head.split(";")
    only: tuple[str, ...] = ()
    for clause in clauses:
        roles = clause.after(PAGE_FOR)
        if roles is None or not roles.text:
            problems.add("unknown-clause", clause.span, word=clause.text, among=(PAGE_FOR,))
        else:
            only = tuple(role.words() for role in roles.split("|") if role.text)
    return Page(
        declared_name(name, problems),
        tuple(read_sections(block.body, book, problems)),
        only,
        span=name.span,
    )


def read_sections(body: list[Line], book: Book, problems: Problems) -> list[Section]:
    """Read a page's lines; those under a block belong to it."""
    sections: list[Section] = []
    at = 0
    while at < len(body):
        head = body[at]
        at += 1
        spec = block_at(head.piece)
        if spec is None:
            section = read_section(head.piece, book, problems)
        else:
            first = at
            while at < len(body) and takes_line(spec, body[at], head):
                at += 1
            section = read_block(spec, head.piece, body[first:at], book, problems)
        if section is not None:
            sections.append(section)
    return sections


def _head(block: _Block, problems: Problems) -> App:
    """Read the app's name and the lines under it."""
    name = block.head.quoted()
    if name is None:
        problems.add("missing-text", block.head.span, word="app")
        name = block.head.text.replace('"', "")
    app = App(name, span=block.head.span)
    seen: set[str] = set()
    for line in block.body:
        word = line.piece.first_word()
        if word in seen:
            problems.add("said-twice", line.piece.span, word=word)
        seen.add(word)
        app = read_app_line(app, word, line.piece, problems)
    return app


def read_app_line(app: App, word: str, piece: Piece, problems: Problems) -> App:
    """Return an app with what one line under its name says; `word` is what the line begins with."""
    rest = piece.part(len(word))
    match word:
        case "about":
            about = rest.quoted() or ""
            if not about:
                problems.add("missing-text", rest.span, word=word)
            return replace(app, about=about)
        case "icon":
            if not ICON.fullmatch(rest.text):
                problems.add("icon-shape", rest.span, word=rest.text)
                return app
            return replace(app, icon=rest.text)
        case "theme":
            return replace(app, theme=read_theme(rest, problems))
        case "language":
            if rest.text not in LANGUAGES:
                problems.add("unknown-language", rest.span, word=rest.text, among=LANGUAGES)
                return app
            return replace(app, language=rest.text)
        case "accounts":
            return replace(app, roles=_roles(rest, problems))
    problems.add("unknown-app-line", piece.span, word=word, among=APP_LINES)
    return app


def _roles(piece: Piece, problems: Problems) -> tuple[str, ...]:
    roles = tuple(declared_name(each, problems) for each in piece.split("|"))
    for at, role in enumerate(roles):
        if role in roles[:at]:
            problems.add("name-taken", piece.span, word=role)
    return tuple(dict.fromkeys(role for role in roles if role))


def read_theme(piece: Piece, problems: Problems) -> Theme:
    """Read `light, background ivory, accent forestgreen`, or some of it."""
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
            said[key] = colour_of(rest.text) or rest.text
        elif word in THEME_STYLES and rest.text in THEME_STYLES[word]:
            said[key] = rest.text
        elif word in THEME_STYLES:
            problems.add(
                "unknown-clause-word", part.span, word=rest.text, among=THEME_STYLES[word], clause=word
            )
        else:
            among = (*MODES, *THEME_COLOURS, *THEME_STYLES)
            problems.add("unknown-theme-part", part.span, word=word, among=among)
    return Theme(**said, span=piece.span)
