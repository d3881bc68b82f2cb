"""The catalogues of the words that the compiler puts into an app, one folder for each language.

A word that a language does not have yet is said in English: an app never fails, nor has a hole, because
a translator is still at work. The tests list every word that is missing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from desktop.paths import resources_folder

FALLBACK = "en"
"""The language that has every word."""


@cache
def words_of(language: str, part: str) -> Mapping[str, str]:
    """Return the words of one part (`base`, `games`, …), by key, in the order of the English catalogue.

    Args:
        language: One of `nodes.LANGUAGES`.
        part: The name of a catalogue, which English always has.
    """
    folder = resources_folder() / "messages" / "app"
    words: dict[str, str] = tomllib.loads((folder / FALLBACK / f"{part}.toml").read_text(encoding="utf-8"))
    translated = folder / language / f"{part}.toml"
    if language != FALLBACK and translated.is_file():
        own = tomllib.loads(translated.read_text(encoding="utf-8"))
        words.update((key, sentence) for key, sentence in own.items() if key in words)
    return MappingProxyType(words)
