"""Headings that the compiler words by itself, in the language of the app, from catalogues of the app's words.

They are worded from the names in a blueprint: of these only English ones have a plural that can be made.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from desktop.paths import resources_folder


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    path = resources_folder() / "messages" / "app" / language / "titles.toml"
    entries: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return entries


def heading(language: str, key: str, **names: str) -> str:
    """Return a heading with the names filled in.

    Args:
        language: One of `nodes.LANGUAGES`.
        key: An entry of `titles.toml`.
        **names: The names in the heading's `{braces}`.

    Raises:
        KeyError: If there is no such heading, or a name in it was not given.
    """
    return _catalogue(language)[key].format(**names)
