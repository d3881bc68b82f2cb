"""An app's folder with records in it, as the tests of snapshots, checks and files need it."""

from __future__ import annotations

from pathlib import Path

from record_apps import plain, values_of

from desktop.blueprint import read
from desktop.blueprint.complete import complete
from desktop.blueprint.nodes import App
from desktop.records import DATABASE_FILE, Database, Record

SHED = """\
app "Shed"

entity Room
  name: text

entity Tool
  name: text, required
  price: money €, min 0
  lent: date
  room: to Room
  used in: many Room
  kind: choice Hand | Power, default Hand
  tags: tags A | B
  code: text, unique
  sharp: yes/no
  photo: image

page Tools
  table of Tool

page Rooms
  table of Room
"""


def app_of(text: str) -> App:
    """The app of a blueprint, with all that it implies."""
    app = read(text).app
    assert app is not None
    return complete(app)


def shed(folder: Path, *records: Record, text: str = SHED) -> Path:
    """Make the folder of an app and keep these records in it."""
    folder.mkdir(exist_ok=True)
    (folder / "app.blueprint").write_text(text, encoding="utf-8")
    with open_shed(folder) as database:
        database.write(records)
    return folder


def open_shed(folder: Path) -> Database:
    """The records of the app whose blueprint lies in the folder."""
    return Database(folder / DATABASE_FILE, app_of((folder / "app.blueprint").read_text("utf-8")))


def rooms(folder: Path) -> list[object]:
    """What the rooms are called."""
    with open_shed(folder) as database:
        return [each["name"] for each in values_of(database, "Room")]


def room(id_: str, made: int = 1) -> Record:
    """A room that is called like its id."""
    return plain("Room", id_, made, name=id_)
