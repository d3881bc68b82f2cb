"""Known names, and finding the longest of them at a place in a text.

Names have blanks in them and may contain words of the language (`date and time opened`), so a name
is recognised by being known. Only names up to a bound are found this way, which bounds the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from desktop.blueprint.vocabulary import BOOLEANS, DATE, LETTER, MAX_NAME, MOMENTS, NUMBER

_WORD_GOES_ON = re.compile(f"['’]?{LETTER}")
"""An apostrophe with a letter behind it does not end a word: `I` is not the first of `I’m`."""
_LITERAL = re.compile("|".join((NUMBER.pattern, DATE.pattern, *BOOLEANS, *MOMENTS)), re.ASCII)


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

    def longest_at(self, text: str, start: int = 0) -> str:
        """Return the longest known name that stands at `start` and ends with a word there, or ""."""
        for length in self._lengths:
            end = start + length
            if end > len(text) or text[start:end] not in self._names:
                continue
            if end == len(text) or not _WORD_GOES_ON.match(text, end):
                return text[start:end]
        return ""


@dataclass(frozen=True)
class Scope:
    """What an expression about one entity's record may name.

    Attributes:
        fields: Its fields and computed fields.
        options: For each choice or tags field, what it can be.
    """

    fields: NameSet = field(default_factory=NameSet)
    options: Mapping[str, NameSet] = field(default_factory=dict)


NO_SCOPE = Scope()


def scope(names: Iterable[str], options: Mapping[str, Iterable[str]]) -> Scope:
    """Return what can be named: all names but those that read as a number, a date, or `yes`.

    Args:
        names: Fields and computed fields.
        options: For each field that has some, its options.
    """
    readable = [name for name in names if not _LITERAL.fullmatch(name)]
    return Scope(NameSet(readable), {name: NameSet(each) for name, each in options.items() if each})
