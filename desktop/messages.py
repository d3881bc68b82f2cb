"""Every sentence a person sees comes from a catalogue, by key; this file finds it.

Catalogues are `resources/messages/<language>/<room>.toml`; the key `window.build` is the entry
`build` of `window.toml`. Values are `str.format` templates. A missing key is a programmer's error
and raises; a test calls every key that the source names.
"""

from __future__ import annotations

import tomllib
from functools import cache

from desktop.paths import resources_folder


@cache
def _catalogue(language: str, room: str) -> dict[str, str]:
    path = resources_folder() / "messages" / language / f"{room}.toml"
    with path.open("rb") as file:
        entries: dict[str, str] = tomllib.load(file)
    return entries


def say(key: str, **facts: object) -> str:
    """Return the sentence for `key` with the facts filled in.

    Args:
        key: `<room>.<entry>`, e.g. `errors.request_empty`.
        **facts: The values named in the sentence's `{braces}`.

    Raises:
        KeyError: If there is no such sentence, or a fact it names was not given.
    """
    room, _, entry = key.partition(".")
    return _catalogue("en", room)[entry].format(**facts)
