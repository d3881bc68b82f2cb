"""Small projects for the tests of the library, written as the program writes them."""

from __future__ import annotations

from pathlib import Path

from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.records import Record, open_records
from desktop.workspace import Project, Provenance, write_project


def blueprint(name: str, entity: str = "Tool", page: str = "Tools") -> str:
    return f'app "{name}"\n  about "Who has what"\n\nentity {entity}\n  name: text\n\npage {page}\n  table of {entity}\n'


GAME = 'app "Snakes"\n\npage Play\n  game snake\n'
SITE = 'app "Bakery"\n\npage Home\n  text "We bake."\n'


def make(apps: Path, name: str, text: str | None = None, request: str = "my things") -> Project:
    """Write a project into a folder of its name."""
    source = blueprint(name) if text is None else text
    app = read(source).app
    assert app is not None
    return write_project(
        apps / name, compile_app(app), source, Provenance(request, 0, "Told", "f" * 64, "memory", "1")
    )


def type_into(folder: Path, *names: str) -> None:
    """Open an app and type records into it."""
    database = open_records(folder)
    assert database is not None
    with database:
        database.write([Record(f"id{at}", "Tool", at, (("name", name),)) for at, name in enumerate(names)])


def typed(folder: Path) -> list[object]:
    """What was typed into an app."""
    database = open_records(folder)
    assert database is not None
    with database:
        rows = database.read("Tool")
        return [row[2] for row in rows.rows]


def disk(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def names(folder: Path) -> list[str]:
    """What lies right in a folder."""
    return sorted(path.name for path in folder.iterdir())
