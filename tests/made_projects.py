"""Projects to export, and ways to look at what came of it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.blueprint import read
from desktop.blueprint.complete import complete
from desktop.blueprint.nodes import App
from desktop.compiler import compile_app
from desktop.records import Database, answer
from desktop.workspace import Changed, Project, Provenance, write_project

MADE = Provenance(
    "bees",
    7,
    "spindle",
    "ab" * 32,
    "assembler",
    "1",
    changes=(Changed("no days", "in Visit: remove day", ""),),
)
BEES = """\
app "Bee Diary"

entity Hive
  name: text, required
  colour: colour

entity Visit
  note: text, required
  weight: number
  calm: yes/no
  tags: tags sunny | née | calm
  day: date
  hive: to Hive
  seen: many Hive

page Visits
  table of Visit showing note, weight, hive
  table of Hive showing name
  custom "Weather map" of Visit
"""


def app_of(text: str) -> App:
    reading = read(text)
    assert reading.app is not None and reading.ok, reading.diagnostics
    return reading.app


def make_project(folder: Path, text: str = BEES, provenance: Provenance = MADE) -> Project:
    """An app in a folder, without records."""
    return write_project(folder, compile_app(app_of(text)), text, provenance)


def tell(folder: Path, text: str, **message: object) -> dict:
    """Send a project's database a message, as its page would."""
    with Database(folder / "data.sqlite", complete(app_of(text))) as database:
        said: dict = json.loads(answer(database, json.dumps(message).encode()))
    assert "problem" not in said, said
    return said


def record(entity: str, number: int, **values: object) -> dict:
    return {"id": f"{entity.lower()[:1]}-{number}", "entity": entity, "made": 1000 + number, "values": values}


def fill(folder: Path, text: str = BEES) -> None:
    """Put records and small values into a project of bees."""
    hives = [record("Hive", number, name=f"Hive {number}", colour="#336699") for number in range(3)]
    visits = [
        record(
            "Visit",
            number,
            note=f"Visit {number} — “quiet” </script><!-- \u2028 🐝",
            weight=number / 4,
            calm=number % 2 == 0,
            tags=["sunny", "née"],
            day="2026-03-01",
            hive=f"h-{number % 3}",
            seen=["h-2", "h-0"],
        )
        for number in range(12)
    ]
    tell(folder, text, do="begin", put=[*hives, *visits])
    tell(folder, text, do="remember", name="best", value={"score": 7, "__proto__": [1]})
    tell(folder, text, do="remember", name="private passwords", value={"x": "secret-hash"})


def rows_of(database: Path) -> dict[str, list[dict]]:
    """Everything in a database, by table: each row as a value for each column."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return {
            name: sorted((dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')), key=_in_order)
            for name in names
        }


def _in_order(row: dict) -> str:
    return repr(sorted(row.items()))


def below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and what it holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
