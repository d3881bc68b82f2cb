"""The script with which an app begins that takes its records along: a page alone has no way to a database.

What the app no longer has stays behind, and so do the small values about who signs in: an export may be
given to anybody. Each collection of records has a name of its own in the browser, so that a second export
with other records does not hide behind the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from desktop.blueprint.complete import complete
from desktop.blueprint.nodes import App
from desktop.compiler.filters import as_javascript
from desktop.errors import ParcelError
from desktop.exports.pieces import Piece, text_piece
from desktop.exports.templates import fill
from desktop.records import Database
from desktop.records.kinds import from_json
from desktop.records.record import ID_SHAPE, Rows

SCRIPT = "runtime/first_records.js"
LARGEST_BYTES = 192 * 1024 * 1024
"""Of the script; browsers read no page that is much larger."""
_ROWS_AT_ONCE = 1000
_CHARACTERS_AT_ONCE = 16_000_000
_PRIVATE = "private "
"""So begin the names of small values that stay where they are (see `store.js`)."""


def first_records(database: Path, app: App) -> Piece:
    """Write the script.

    Args:
        database: A copy of the app's; it may be changed by being opened.
        app: As its blueprint says.

    Raises:
        RecordsError: If the database cannot be read.
        ParcelError: `page_too_large` if no page could hold them.
    """
    size = 0
    tables, notes = [], []
    with Database(database, complete(app)) as records:
        for entity, fields in records.fields.items():
            rows = []
            for row in _rows(records, entity, fields):
                size += len(row)
                if size > LARGEST_BYTES:
                    raise ParcelError("page_too_large", limit_mb=LARGEST_BYTES // 1024**2)
                rows.append(f"        {row},\n")
            kind = f"entity: {as_javascript(entity)}, fields: {as_javascript(fields)}"
            tables.append(f"    {{ {kind}, rows: [\n{''.join(rows)}    ] }},")
        for name, value in records.notes().items():
            if not name.startswith(_PRIVATE):
                notes.append(f"    [{as_javascript(name)}, {_plain(from_json(value))}],")
    told = {"tables": "\n".join(tables), "notes": "\n".join(notes)}
    name = hashlib.sha256("\0".join(told.values()).encode("utf-8", "replace")).hexdigest()[:16]
    return text_piece(SCRIPT, fill("first_records.js", collection=as_javascript(name), **told))


def _rows(records: Database, entity: str, fields: tuple[str, ...]) -> Iterator[str]:
    """The records of an entity, each as a list of JavaScript: id, when it was made, and a value a field."""
    after: tuple[int, str] | None = None
    while True:
        found: Rows = records.read(entity, after, _ROWS_AT_ONCE, _CHARACTERS_AT_ONCE)
        places = [found.fields.index(name) + 2 for name in fields]
        for row in found.rows:
            if ID_SHAPE.fullmatch(str(row[0])):
                yield _plain([row[0], row[1], *(row[place] for place in places)])
        if not found.more:
            return
        after = (int(str(found.rows[-1][1])), str(found.rows[-1][0]))


def _plain(value: object) -> str:
    """A value as JavaScript; a small value may be an object, whose names may be any."""
    if isinstance(value, dict):
        pairs = (f"[{as_javascript(key)}, {_plain(each)}]" for key, each in value.items())
        return f"Object.fromEntries([{', '.join(pairs)}])"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_plain(each) for each in value)}]"
    return str(as_javascript(value))
