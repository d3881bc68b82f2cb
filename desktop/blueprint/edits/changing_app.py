"""Carries out statements about the whole app: its head, its entities and its pages as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.following import Change, renamed_entity
from desktop.blueprint.edits.places import moved
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.statements import AddPart, ClearApp, MovePart, RemovePart, RenamePart, SetApp
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import App, Entity, Page, Span, Theme
from desktop.blueprint.parser import read_app_line, read_theme
from desktop.blueprint.people import PERSON, person_fields
from desktop.blueprint.vocabulary import APP_LINES, MODES, THEME_COLOURS, THEME_STYLES

THEME_WORDS: tuple[str, ...] = (*THEME_COLOURS, *THEME_STYLES)
"""Parts of the theme that are said by a word of their own; `theme` itself says light or dark."""

SET_WORDS: tuple[str, ...] = ("name", *APP_LINES, *THEME_WORDS)
CLEAR_WORDS: tuple[str, ...] = (*APP_LINES, *THEME_WORDS)
"""What of an app can be set, and what taken away."""

_ATTRIBUTES = {"accounts": "roles"}
"""What a word is called in the tree, where that is not the word."""


def set_app(app: App, statement: SetApp, problems: Problems) -> Change | None:
    """Give the app another name, line about itself, icon, theme, language or accounts."""
    found = read_setting(app, statement.word, statement.value.read(), problems)
    return Change(found) if found is not None else None


def read_setting(app: App, word: str, value: Piece, problems: Problems) -> App | None:
    """Return an app of which one thing is set; None, and a problem, if the value is none."""
    before = len(problems.found())
    if word == "name":
        name = value.quoted()
        if not (name or "").strip():
            problems.add("missing-text", value.span, word="name")
            return None
        return replace(app, name=name or "")
    if word in THEME_WORDS or (word == "theme" and value.text in MODES):
        said = read_theme(value if word == "theme" else _with_word(word, value), problems)
        found = replace(app, theme=_with_theme(app.theme, "mode" if word == "theme" else word, said))
    elif word == "theme":
        problems.add("unknown-clause-word", value.span, word=value.text, among=MODES, clause=word)
    else:
        found = read_app_line(app, word, _with_word(word, value), problems)
    return None if len(problems.found()) > before else found


def write_setting(app: App, word: str) -> str:
    """Return what an app says after a word of its head, in canonical form; "" if it says nothing."""
    match word:
        case "name":
            return f'"{app.name}"'
        case "about":
            return f'"{app.about}"' if app.about else ""
        case "icon" | "language":
            return app.icon if word == "icon" else app.language
        case "accounts":
            return " | ".join(app.roles)
        case _:
            return str(getattr(app.theme, "mode" if word == "theme" else word))


def _with_theme(theme: Theme, attribute: str, said: Theme) -> Theme:
    """Return a theme of which one part is as another theme has it."""
    changed: dict[str, Any] = {attribute: getattr(said, attribute)}
    return replace(theme, **changed)


def _with_word(word: str, value: Piece) -> Piece:
    """Return a value with its word before it again, its columns as they are in the script."""
    return Piece(f"{word} {value.text}", value.line, value.start - len(word) - 1)


def clear_app(app: App, statement: ClearApp, problems: Problems) -> Change | None:
    """Take a thing that the app says of itself away again."""
    word = statement.word
    blank = App("")
    if word == "theme":
        return Change(replace(app, theme=_with_theme(app.theme, "mode", Theme())))
    if word in THEME_WORDS:
        return Change(replace(app, theme=_with_theme(app.theme, word, Theme())))
    attribute = _ATTRIBUTES.get(word, word)
    return Change(replace(app, **{attribute: getattr(blank, attribute)}))


def add_part(app: App, statement: AddPart, problems: Problems) -> Change | None:
    """Add an entity or a page that has nothing yet."""
    if statement.name in _names(app, statement.kind):
        problems.add("name-taken", statement.spot(statement.name), word=statement.name)
        return None
    if statement.kind == "entity":
        entity = Entity(statement.name, (), span=statement.span)
        return Change(replace(app, entities=(*app.entities, entity)))
    return Change(replace(app, pages=(*app.pages, Page(statement.name, (), span=statement.span))))


def remove_part(app: App, statement: RemovePart, problems: Problems) -> Change | None:
    """Remove an entity or a page."""
    if not is_known(app, statement.kind, statement.name, statement.spot(statement.name), problems):
        return None
    gone = {statement.name: None}
    return Change(app, Names(entities=gone) if statement.kind == "entity" else Names(pages=gone))


def rename_part(app: App, statement: RenamePart, problems: Problems) -> Change | None:
    """Give an entity, a page or a role another name."""
    kind, name, to = statement.kind, statement.name, statement.to
    if not is_known(app, kind, name, statement.spot(name), problems):
        return None
    if to != name and to in _names(app, kind):
        problems.add("name-taken", statement.spot(to), word=to)
        return None
    if kind == "entity":
        return Change(app, renamed_entity(app, name, to))
    if kind == "page":
        return Change(app, Names(pages={name: to}))
    people = next((entity.fields for entity in app.entities if entity.name == PERSON), ())
    role = person_fields(people, app.roles).role
    return Change(app, Names(roles={name: to}, options={(PERSON, role, name): to}))


def move_part(app: App, statement: MovePart, problems: Problems) -> Change | None:
    """Put an entity or a page at another place among the others."""
    kind, place = statement.kind, statement.place
    names = _names(app, kind)
    for name in filter(None, (statement.name, place.name)):
        if not is_known(app, kind, name, statement.spot(name), problems):
            return None
    at = names.index(statement.name)
    beside = names.index(place.name) if place.name else None
    if kind == "entity":
        return Change(replace(app, entities=moved(app.entities, at, place.word, beside)))
    return Change(replace(app, pages=moved(app.pages, at, place.word, beside)))


def _names(app: App, kind: str) -> Sequence[str]:
    match kind:
        case "entity":
            return [entity.name for entity in app.entities]
        case "page":
            return [page.name for page in app.pages]
        case _:
            return app.roles


def is_known(app: App, kind: str, name: str, span: Span, problems: Problems) -> bool:
    """Return whether there is an entity, a page or a role called so; reported if there is none."""
    names = _names(app, kind)
    if name in names:
        return True
    problems.add(f"unknown-{kind}", span, word=name, among=names)
    return False
