"""Which commands somebody means who types a few letters. Pure: words in, an order out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from desktop.shell.commands.command import Command

_BEGINNING, _INSIDE, _SCATTERED = 100, 60, 20
_HIDDEN_WORDS_COST = 30
_SHORTEST_SCATTERED = 2


def find_commands(commands: Sequence[Command], typed: str, recent: Sequence[str] = ()) -> tuple[Command, ...]:
    """Return the commands that fit, best first.

    Args:
        commands: All there are.
        typed: What was typed; every word of it must fit somewhere, in any order. "" fits all.
        recent: Keys of commands used before, newest first; they win where the words do not decide.
    """
    wanted = _plain(typed).split()
    found = []
    for place, command in enumerate(commands):
        score = _fits(command, wanted)
        if score is not None:
            used = recent.index(command.key) if command.key in recent else len(recent)
            found.append((not command.enabled(), -score, used, place, command))
    # What cannot be done now is still found, so that nobody searches for it in vain, but it comes last.
    return tuple(entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1]))


def _fits(command: Command, wanted: Sequence[str]) -> int | None:
    """How well all the words fit together; None if one of them does not."""
    title, hidden = _plain(command.title), _plain(command.words)
    whole = 0
    for word in wanted:
        score = max(_fit(word, title), _fit(word, hidden) - _HIDDEN_WORDS_COST)
        if score <= 0:
            return None
        whole += score
    return whole


def _fit(word: str, text: str) -> int:
    """How well one word fits a text: at the beginning of a word of it, inside, as scattered letters, or 0."""
    words = text.split()
    if any(each.startswith(word) for each in words):
        return _BEGINNING + (10 if text.startswith(word) else 0)
    if word in text:
        return _INSIDE
    if len(word) >= _SHORTEST_SCATTERED and _is_scattered(word, words):
        return _SCATTERED
    return 0


def _is_scattered(word: str, words: Sequence[str]) -> bool:
    """Whether a word's letters stand in order in the text, beginning where one of its words begins."""
    for start in range(len(words)):
        letters = iter("".join(words[start:]))
        if words[start][0] == word[0] and all(letter in letters for letter in word):
            return True
    return False


def _plain(text: str) -> str:
    """Small letters without accents: `Ä` is found by `a`."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
