"""Of all words that there are, an app gets those that its own scripts say.

A script says a word by its key in quotes, `say("undo")`, or by the beginning of its key,
``say(`game_trivia_${category}`)``. Which words belong to such a beginning is told by the longest one that
any script of the runtime has, so that a game does not bring the questions of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from desktop.paths import resources_folder

_KEY = re.compile(r'"([a-z0-9_]+)"')
_BEGINNING = re.compile(r"`([a-z0-9_]+_)\$\{")
_IN_TEMPLATE = re.compile(r"\bwords\.([a-z_]+)")


def keep_used_words(words: Mapping[str, str], scripts: Iterable[str]) -> dict[str, str]:
    """Return the words that some scripts say, in their order.

    Args:
        words: All words of the app's families, by key.
        scripts: The texts of the parts of the runtime that the app gets.
    """
    text = "\n".join(scripts)
    keys = {*_KEY.findall(text), *_said_by_templates()}
    beginnings = set(_BEGINNING.findall(text))

    def is_said(key: str) -> bool:
        if key in keys:
            return True
        longest = max((each for each in _all_beginnings() if key.startswith(each)), key=len, default="")
        return longest in beginnings

    return {key: sentence for key, sentence in words.items() if is_said(key)}


@cache
def _all_beginnings() -> frozenset[str]:
    folder = resources_folder() / "runtime"
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.js")))
    return frozenset(each for text in texts for each in _BEGINNING.findall(text))


@cache
def _said_by_templates() -> frozenset[str]:
    templates = sorted((resources_folder() / "templates").glob("*.jinja"))
    return frozenset(
        key for path in templates for key in _IN_TEMPLATE.findall(path.read_text(encoding="utf-8"))
    )
