"""Headings that the compiler words by itself, in the language of the app, from catalogues of the app's words.

They are worded from the names in a blueprint: of these only English ones have a plural that can be made.
"""

from __future__ import annotations

from desktop.compiler.catalogues import words_of
from desktop.compiler.wording import at_beginning


def heading(language: str, key: str, **names: str) -> str:
    """Return a heading with the names filled in.

    Args:
        language: One of `nodes.LANGUAGES`.
        key: An entry of `titles.toml`.
        **names: The names in the heading's `{braces}`.

    Raises:
        KeyError: If there is no such heading, or a name in it was not given.
    """
    return at_beginning(words_of(language, "titles")[key].format(**names))
