"""A small app with a past, for the tests of this room."""

from __future__ import annotations

from pathlib import Path

from desktop.blueprint import read
from desktop.changing import scripted
from desktop.compiler import compile_app
from desktop.records import Record, open_records
from desktop.saving import save_edit
from desktop.workspace import Project, Provenance, open_project, write_project

TEXT = 'app "Shed"\n\nentity Tool\n  name: text\n  lent: date\n\npage Tools\n  table of Tool\n'
MADE = Provenance("my tools", 7, "Told", "f" * 64, "memory", "1")
PRICED = "in Tool: add price: money"
RENAMED = "in Tool: rename lent to given"


def write(folder: Path, text: str = TEXT) -> Project:
    app = read(text).app
    assert app is not None
    return write_project(folder, compile_app(app), text, MADE)


def change(folder: Path, script: str) -> Project:
    project = open_project(folder)
    return save_edit(scripted(project, f"please {script}", script), project)


def type_in(folder: Path, name: str = "Saw", day: str = "2026-03-01") -> None:
    database = open_records(folder)
    assert database is not None
    with database:
        field = next(each for each in database.fields["Tool"] if each in ("lent", "given"))
        database.write([Record(name.lower(), "Tool", 1, (("name", name), (field, day)))])


def typed_in(folder: Path) -> list[tuple[object, ...]]:
    """Name and day of each record; the day is called `lent` or `given`."""
    database = open_records(folder)
    assert database is not None
    with database:
        rows = database.read("Tool")
        day = next(name for name in database.fields["Tool"] if name in ("lent", "given"))
        places = [2 + rows.fields.index(name) for name in ("name", day)]
        return sorted(tuple(row[place] for place in places) for row in rows.rows)


def disk(folder: Path) -> dict[str, bytes]:
    """What the app is made of."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".homespun" not in path.parts and not path.name.startswith("data.sqlite")
    }
