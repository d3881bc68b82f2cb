"""Reads one line of a script: what it is about first, then what is to be done."""

from __future__ import annotations

from collections.abc import Callable

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.changing_app import CLEAR_WORDS, SET_WORDS, read_setting, write_setting
from desktop.blueprint.edits.pieces import known_before, new_name, unfinished, with_place
from desktop.blueprint.edits.reading_entities import read_in_entity
from desktop.blueprint.edits.reading_pages import read_on_page
from desktop.blueprint.edits.statements import (
    AddPart,
    ClearApp,
    MovePart,
    RemovePart,
    RenamePart,
    SetApp,
    Statement,
    Wording,
)
from desktop.blueprint.edits.texts import first_part
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import App

_KINDS = ("entity", "page")


def read_statement(piece: Piece, app: App, problems: Problems) -> tuple[Statement, ...]:
    """Read one line of a script.

    Args:
        piece: The line.
        app: The app as the lines before have left it.
        problems: Where to report.

    Returns:
        Mostly one statement; more where a line of the blueprint says several things at once
        (`only Teacher adds, changes`), none if it cannot be read.
    """
    word = piece.first_word()
    rest = piece.after(word)
    read = _READERS.get(word)
    if read is None or rest is None:
        problems.add("unknown-edit", first_part(piece).span, word=word or piece.text, among=_READERS)
        return ()
    return read(rest, piece, app, problems)


def _set(rest: Piece, piece: Piece, app: App, problems: Problems) -> tuple[Statement, ...]:
    word = rest.first_word()
    value = rest.part(len(word))
    if word not in SET_WORDS:
        problems.add("unknown-setting", first_part(rest).span, word=word or rest.text, among=SET_WORDS)
        return ()
    if not value.text:
        unfinished(piece, f"set {word} …", problems)
        return ()
    if word == "theme" and "," in value.text:
        return tuple(
            statement
            for part in value.split(",")
            for statement in _set(_theme_part(part), piece, app, problems)
        )
    found = read_setting(app, word, value, problems)
    if found is None:
        return ()
    return (SetApp(word, Wording(write_setting(found, word), value), piece=piece),)


def _theme_part(part: Piece) -> Piece:
    """Return `theme dark` for `dark`, and other parts of a theme as they are."""
    word = part.first_word()
    if word in SET_WORDS:
        return part
    return Piece(f"theme {part.text}", part.line, part.start - len("theme "))


def _clear(rest: Piece, piece: Piece, app: App, problems: Problems) -> tuple[Statement, ...]:
    if rest.text not in CLEAR_WORDS:
        problems.add("unknown-setting", rest.span, word=rest.text, among=CLEAR_WORDS)
        return ()
    return (ClearApp(rest.text, piece=piece),)


def _kind(rest: Piece, piece: Piece, kinds: tuple[str, ...], problems: Problems) -> tuple[str, Piece] | None:
    """Return `entity` or `page` and what follows it."""
    for kind in kinds:
        name = rest.after(kind)
        if name is not None and name.text:
            return kind, name
    word = rest.first_word()
    if word in kinds or not word:
        unfinished(piece, f"{piece.first_word()} {word or 'entity'} NAME", problems)
    else:
        problems.add("unknown-part", first_part(rest).span, word=word, among=kinds)
    return None


def _names(app: App, kind: str) -> list[str]:
    match kind:
        case "entity":
            return [entity.name for entity in app.entities]
        case "page":
            return [page.name for page in app.pages]
        case _:
            return list(app.roles)


def _add(rest: Piece, piece: Piece, app: App, problems: Problems) -> tuple[Statement, ...]:
    found = _kind(rest, piece, _KINDS, problems)
    name = new_name(found[1], problems) if found is not None else ""
    return (AddPart(found[0], name, piece=piece),) if found is not None and name else ()


def _remove(rest: Piece, piece: Piece, app: App, problems: Problems) -> tuple[Statement, ...]:
    found = _kind(rest, piece, _KINDS, problems)
    return (RemovePart(found[0], found[1].words(), piece=piece),) if found is not None else ()


def _rename(rest: Piece, piece: Piece, app: App, problems: Problems) -> tuple[Statement, ...]:
    found = _kind(rest, piece, (*_KINDS, "role"), problems)
    if found is None:
        return ()
    kind, words = found
    cut = known_before(words, _names(app, kind), "to")
    if cut is None or not cut[1].text:
        unfinished(piece, f"rename {kind} NAME to NAME", problems)
        return ()
    to = new_name(cut[1], problems)
    return (RenamePart(kind, cut[0].words(), to, piece=piece),) if to else ()


def _move(rest: Piece, piece: Piece, app: App, problems: Problems) -> tuple[Statement, ...]:
    found = _kind(rest, piece, _KINDS, problems)
    if found is None:
        return ()
    kind, words = found
    moved = with_place(words, _names(app, kind))
    if moved is None:
        unfinished(piece, f"move {kind} NAME first | last | before NAME | after NAME", problems)
        return ()
    return (MovePart(kind, *moved, piece=piece),)


_READERS: dict[str, Callable[[Piece, Piece, App, Problems], tuple[Statement, ...]]] = {
    "set": _set,
    "clear": _clear,
    "add": _add,
    "remove": _remove,
    "rename": _rename,
    "move": _move,
    "in": read_in_entity,
    "on": read_on_page,
}
