"""People's own words as names in a database: quoted, and never twice, whatever the case.

To SQLite `Plant` and `plant` are one name, `sqlite_…` belongs to itself, and no name may hold a zero
byte; everything else may be a name, if it is quoted.
"""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_NAME = 120
_OURS = ("sqlite_", "homespun_")


def quote(name: str) -> str:
    """Return a name as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name as near to the wanted one as can be had.

    Args:
        wanted: The person's words.
        taken: Names in the same place; capital letters make no difference.
    """
    plain = wanted.encode("utf-8", "replace").decode().replace("\0", "").strip()[:LONGEST_NAME] or "unnamed"
    if plain.lower().startswith(_OURS):
        plain = f"my {plain}"
    used = {name.casefold() for name in taken}
    name, number = plain, 2
    while name.casefold() in used:
        name, number = f"{plain} {number}", number + 1
    return name
