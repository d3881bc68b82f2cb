"""The names of a blueprint: what there is, and the line where each is said. Pure."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.names import Book, NameSet
from desktop.blueprint.nodes import App, Block, Entity, Section
from desktop.blueprint.scopes import book_of
from desktop.blueprint.vocabulary import MAX_NAME

_WORD_START = re.compile(r"(?<![\w])\w")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name is said for the first time.

    Attributes:
        name: As it is written.
        line: From 1.
        within: The entity of a field or option, "" for what belongs to none.
    """

    name: str
    line: int
    within: str = ""


@dataclass(frozen=True)
class Known:
    """What there is to name.

    Attributes:
        book: The entities and what their records have.
        pages: The names of the pages.
        roles: Of people with accounts.
        places: Where each name is said.
    """

    book: Book = dataclasses.field(default_factory=lambda: Book(NameSet(), {}))
    pages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    def fields(self, entity: str) -> tuple[str, ...]:
        """What a record has; of no entity in particular, what any record has."""
        return tuple(self.book.scope(entity).fields if entity in self.book.entities else self.book.fields)


def known_of(app: App) -> Known:
    """What an app names."""
    return Known(book_of(app), tuple(page.name for page in app.pages), app.roles, tuple(_places(app)))


def definition_at(lines: Sequence[str], line: int, column: int, known: Known) -> Place | None:
    """Where the name under the cursor is said.

    Args:
        lines: The whole text.
        line: The cursor's, from 1.
        column: The cursor's, in characters from 0.
        known: What there is.

    Returns:
        The place; None if no name stands there. Of fields with one name, the one of the line's own entity.
    """
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    names = NameSet(place.name for place in known.places)
    found = _name_at(text, column, names)
    if not found:
        return None
    about = entity_of(lines, line, known)
    places = [place for place in known.places if place.name == found]
    return next((place for place in places if place.within == about), places[0])


def entity_of(lines: Sequence[str], line: int, known: Known) -> str:
    """The entity that a line is about: the one that it names, or the one it stands under."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    found = entity_in(text, known)
    if found:
        return found
    for above in reversed(lines[: max(line, 0)]):
        if above and not above[0].isspace() and not above.startswith("#"):
            word, _, name = above.partition(" ")
            return name.strip() if word == "entity" else ""
        named = entity_in(above, known) if _is_block(above) else ""
        if named:
            return named
    return ""


def entity_in(text: str, known: Known) -> str:
    """The last entity that a line names after `of`, "" if it names none."""
    found = ""
    for at in re.finditer(r"\bof ", text):
        found = known.book.entities.longest_at(text, at.end()) or found
    return found


def _is_block(line: str) -> bool:
    return any(line.lstrip().startswith(word) for word in BLOCKS)


def _name_at(text: str, column: int, names: NameSet) -> str:
    """The longest known name that the cursor touches."""
    best = ""
    for start in _WORD_START.finditer(text, max(0, column - MAX_NAME), column + 1):
        for name in names.all_at(text, start.start()):
            if start.start() + len(name) >= column and len(name) > len(best):
                best = name
    return best


def _places(app: App) -> Iterator[Place]:
    for entity in app.entities:
        yield Place(entity.name, entity.span.line)
        yield from _of_entity(entity)
    for page in app.pages:
        yield Place(page.name, page.span.line)
        for section in page.sections:
            yield from _of_section(section)


def _of_entity(entity: Entity) -> Iterator[Place]:
    for each in entity.fields:
        yield Place(each.name, each.span.line, entity.name)
        for option in each.options:
            yield Place(option, each.span.line, entity.name)
    for computed in entity.computed:
        yield Place(computed.name, computed.span.line, entity.name)
    for action in entity.actions:
        yield Place(action.label, action.span.line, entity.name)


def _of_section(section: Section) -> Iterator[Place]:
    if isinstance(section, Block):
        for field in section.fields:
            yield Place(field.name, field.span.line)
        for computed in section.computed:
            yield Place(computed.name, computed.span.line)
