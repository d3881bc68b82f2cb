"""An app's records as files that other programs read: JSON with everything, or a CSV table for each entity.

The JSON is the file that an app itself saves and brings back (`resources/runtime/backup.js`). The CSV is what
an app hands to a spreadsheet: references by name, no pictures and no files, and no cell that a spreadsheet
would take for a formula.
"""

from __future__ import annotations

import csv
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from desktop.blueprint.nodes import App, Field
from desktop.errors import RecordsError
from desktop.records.copying import flush_folder, folder_errors
from desktop.records.database import Database
from desktop.records.kinds import Given, from_json
from desktop.records.names import free_name
from desktop.records.record import Rows
from desktop.records.telling import Names

FORMAT, VERSION = "homespun-records", 1
LEFT_OUT = ("image", "file")
"""Types that no table has: a picture is a very long text."""

PRIVATE = "private "
"""So begin the names of small values that are nobody else's business, as who is signed in."""

_ROWS_AT_ONCE = 2000
_CHARACTERS_AT_ONCE = 32 * 1024 * 1024
_FORMULA = re.compile(r"^\s*[=+@\t\r\n＝＋－＠]|^\s*-(?![\d.,]+$)")
_NO_FILE_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def export_json(database: Database, app: App, place: Path) -> int:
    """Write all records and small values into a new file.

    Args:
        database: The app's.
        app: The app, with all that it implies.
        place: The file; nothing may be there.

    Returns:
        How many records were written.

    Raises:
        RecordsError: `records_file_exists`, `records_full`, `records_place`, or as the database does. No half
            of a file stays.
    """
    with _new_file(place, encoding="utf-8", newline="\n") as file:
        return _write_json(database, app, file)


def export_csv(database: Database, app: App, place: Path) -> int:
    """Write a table for each entity into a new folder.

    Args:
        database: The app's.
        app: The app, with all that it implies.
        place: The folder; nothing may be there.

    Returns:
        How many records were written.

    Raises:
        RecordsError: As `export_json`. No half of a folder stays.
    """
    _refuse_what_is_there(place)
    staged = place.with_name(f".{secrets.token_hex(8)}.unfinished")
    try:
        with folder_errors(place.name):
            staged.mkdir()
            count = sum(_write_tables(database, app, staged))
            flush_folder(staged)
            staged.rename(place)
            flush_folder(place.parent)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return count


def export_table(database: Database, app: App, entity: str, place: Path) -> int:
    """Write the table of one entity into a new CSV file.

    Args:
        database: The app's.
        app: The app, with all that it implies.
        entity: Whose records.
        place: The file; nothing may be there.

    Returns:
        How many records were written.

    Raises:
        RecordsError: As `export_json`. No half of a file stays.
    """
    fields = next(each.fields for each in app.entities if each.name == entity)
    with _new_file(place, encoding="utf-8-sig", newline="") as file:
        names = Names(database.connection, database.layout)
        return _write_table(database, entity, fields, names, file)


@contextmanager
def _new_file(place: Path, encoding: str, newline: str) -> Iterator[TextIO]:
    """A file to be written, that stands in its place when it is whole and on the disk, and not before."""
    _refuse_what_is_there(place)
    staged = place.with_name(f".{secrets.token_hex(8)}.unfinished")
    try:
        with folder_errors(place.name):
            with staged.open("x", encoding=encoding, errors="replace", newline=newline) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            staged.rename(place)
            flush_folder(place.parent)
    finally:
        staged.unlink(missing_ok=True)


def as_line(cells: list[str]) -> list[str]:
    """Return cells of which none is a formula to a spreadsheet."""
    return [f"'{words}" if _FORMULA.match(words) else words for words in cells]


def _refuse_what_is_there(place: Path) -> None:
    if os.path.lexists(place):
        raise RecordsError("records_file_exists", file=str(place))


def _write_json(database: Database, app: App, file: TextIO) -> int:
    count = 0
    head = {"format": FORMAT, "version": VERSION, "app": app.name}
    file.write(json.dumps(head, ensure_ascii=False)[:-1] + ',\n"records": [')
    for entity, fields in database.fields.items():
        for rows in _all_rows(database, entity):
            for id_, made, *values in rows.rows:
                named = dict(zip(rows.fields, values, strict=True))
                shown = {name: named[name] for name in fields}
                record = {"id": id_, "entity": entity, "made": made, "values": shown}
                file.write(("," if count else "") + "\n" + json.dumps(record, ensure_ascii=False))
                count += 1
    notes = {
        name: from_json(value) for name, value in database.notes().items() if not name.startswith(PRIVATE)
    }
    file.write('\n],\n"notes": ' + json.dumps(notes, ensure_ascii=False) + "}\n")
    return count


def _write_tables(database: Database, app: App, folder: Path) -> Iterator[int]:
    names = Names(database.connection, database.layout)
    taken: list[str] = []
    for entity in app.entities:
        if entity.name not in database.fields:
            continue
        plain = _NO_FILE_NAME.sub(" ", entity.name).strip(" .")
        taken.append(free_name(plain, taken))
        with (folder / f"{taken[-1]}.csv").open(
            "x", encoding="utf-8-sig", errors="replace", newline=""
        ) as file:
            yield _write_table(database, entity.name, entity.fields, names, file)
            file.flush()
            os.fsync(file.fileno())


def _write_table(
    database: Database, entity: str, fields: tuple[Field, ...], names: Names, file: TextIO
) -> int:
    columns = [each for each in fields if each.type not in LEFT_OUT]
    writer = csv.writer(file)
    writer.writerow(as_line([each.name for each in columns]))
    count = 0
    for rows in _all_rows(database, entity):
        places = {name: at for at, name in enumerate(rows.fields, start=2)}
        for row in rows.rows:
            cells = [_cell(row[places[each.name]], each, names) for each in columns]
            writer.writerow(as_line(cells))
            count += 1
    return count


def _all_rows(database: Database, entity: str) -> Iterator[Rows]:
    after = None
    while True:
        rows = database.read(entity, after, _ROWS_AT_ONCE, _CHARACTERS_AT_ONCE)
        yield rows
        if not rows.more:
            return
        id_, made, *_ = rows.rows[-1]
        after = (int(made), str(id_))  # type: ignore[arg-type]


def _cell(value: Given, field: Field, names: Names) -> str:
    if value is None:
        return ""
    if field.type in ("reference", "references"):
        ids = value if isinstance(value, tuple) else (str(value),)
        return " | ".join(names.name_of(field.target, id_) or id_ for id_ in ids)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " | ".join(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.replace("T", " ", 1) if field.type == "date and time" else value
