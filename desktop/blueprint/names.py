"""Known names, and finding the longest of them at a place in a text.

Names have blanks in them and may contain words of the language (`date and time opened`), so a name
is recognised by being known. Only names up to a bound are found this way, which bounds the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from desktop.blueprint.nodes import Expression, FieldRef, Through
from desktop.blueprint.vocabulary import BOOLEANS, DATE, LETTER, MAX_NAME, MOMENTS, NUMBER, PRONOUNS

_WORD_GOES_ON = re.compile(f"['’]?{LETTER}")
"""An apostrophe with a letter behind it does not end a word: `I` is not the first of `I’m`."""
_LITERAL = re.compile("|".join((NUMBER.pattern, DATE.pattern, *BOOLEANS, *MOMENTS, *PRONOUNS)), re.ASCII)


class NameSet:
    """Names that can be told apart from other words.

    Args:
        names: In the order in which suggestions should look at them; repetitions do no harm.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = dict.fromkeys(names)
        self._lengths = sorted({len(name) for name in self._names if 0 < len(name) <= MAX_NAME}, reverse=True)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def all_at(self, text: str, start: int = 0) -> Iterator[str]:
        """Return the known names that stand at `start` and end with a word there, longest first."""
        for length in self._lengths:
            end = start + length
            if end > len(text) or text[start:end] not in self._names:
                continue
            if end == len(text) or not _WORD_GOES_ON.match(text, end):
                yield text[start:end]

    def longest_at(self, text: str, start: int = 0) -> str:
        """Return the longest known name that stands at `start` and ends with a word there, or ""."""
        return next(self.all_at(text, start), "")


NO_NAMES = NameSet()


@dataclass(frozen=True)
class Scope:
    """What an expression about one entity's record may name.

    Attributes:
        fields: Its fields and computed fields.
        options: For each choice or tags field, what it can be.
        references: For each field that leads to another record, the entity of that record.
        lists: For each field that leads to several records, their entity.
        book: The other entities, whose fields can be reached from here.
    """

    fields: NameSet = NO_NAMES
    options: Mapping[str, NameSet] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    book: Book | None = field(default=None, repr=False, compare=False)

    @cached_property
    def reference_names(self) -> NameSet:
        """The fields that lead to another record, to be recognised after `of`."""
        return NameSet(self.references)

    @cached_property
    def list_names(self) -> NameSet:
        """The fields that lead to several records."""
        return NameSet(self.lists)

    @property
    def entities(self) -> NameSet:
        """All entities of the app."""
        return self.book.entities if self.book else NO_NAMES

    @property
    def fields_anywhere(self) -> NameSet:
        """The fields of all entities of the app."""
        return self.book.fields if self.book else NO_NAMES

    def of(self, group: str) -> Scope:
        """Return what the records have that an aggregate is over: of an entity, or of a list of this one."""
        name = group if group in self.entities else self.lists.get(group, group)
        return self.book.scope(name) if self.book else NO_SCOPE

    def options_of(self, tree: Expression) -> NameSet:
        """Return the options that something compared with `tree` may be one of; none if it is no choice."""
        if isinstance(tree, FieldRef):
            return self.options.get(tree.name, NO_NAMES)
        if isinstance(tree, Through) and self.book:
            target = self.references.get(tree.reference, "")
            return self.book.scope(target).options.get(tree.field, NO_NAMES)
        return NO_NAMES


NO_SCOPE = Scope()


@dataclass(frozen=True)
class Book:
    """What a page may name: every entity, and for each what its records have."""

    entities: NameSet
    scopes: Mapping[str, Scope]

    @cached_property
    def fields(self) -> NameSet:
        """The fields of all entities."""
        return NameSet(name for scope in self.scopes.values() for name in scope.fields)

    def scope(self, entity: str) -> Scope:
        """Return what an entity's records have; nothing if there is no such entity."""
        return self.bind(self.scopes.get(entity, NO_SCOPE))

    def bind(self, scope: Scope) -> Scope:
        """Return a scope from which the entities of this book can be reached."""
        return replace(scope, book=self)


def scope(
    names: Iterable[str],
    options: Mapping[str, Iterable[str]],
    references: Mapping[str, str] | None = None,
    lists: Mapping[str, str] | None = None,
) -> Scope:
    """Return what can be named: all names but those that read as a number, a date, or `yes`.

    Args:
        names: Fields and computed fields.
        options: For each field that has some, its options.
        references: For each field that leads to another record, the entity of that record.
        lists: For each field that leads to several records, their entity.
    """
    readable = [name for name in names if not _LITERAL.fullmatch(name)]
    choices = {name: NameSet(each) for name, each in options.items() if each}
    return Scope(NameSet(readable), choices, references or {}, lists or {})
