"""Files that come in and go out, each as one errand."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImageReader, QImageWriter

from desktop.errors import RecordsError
from desktop.records import Imported, WayBack, export_json, export_table, import_file
from desktop.shell.data.desk import opened
from desktop.workspace import alone

LONGEST_SIDE_PX = 1280
"""As the app itself makes them."""


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of a file that was brought in, and the way back."""

    found: Imported
    back: WayBack
    revision: int


def try_file(folder: Path, file: Path, into: str) -> Imported:
    """Look what would come of a file; nothing is written."""
    with opened(folder) as database:
        return import_file(database, database.app, file, into, dry_run=True)


def bring_in(folder: Path, file: Path, into: str) -> BroughtIn:
    """Bring the records of a file in."""
    with alone(folder), opened(folder) as database:
        before = {entity: database.ids(entity) for entity in database.fields}
        found = import_file(database, database.app, file, into)
        new = [(entity, id_) for entity, ids in before.items() for id_ in database.ids(entity) - ids]
        return BroughtIn(found, WayBack(remove=tuple(new)), database.revision)


def hand_out_table(folder: Path, entity: str, place: Path) -> int:
    """Write one table as CSV; return how many records it has."""
    with opened(folder) as database:
        return export_table(database, database.app, entity, place)


def hand_out_all(folder: Path, place: Path) -> int:
    """Write everything as JSON; return how many records that are."""
    with opened(folder) as database:
        return export_json(database, database.app, place)


def picture_from(file: Path) -> str:
    """Return a picture from a file as an app keeps it: made smaller where it is large.

    Raises:
        RecordsError: `records_import_picture` if it is none.
    """
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LONGEST_SIDE_PX:
        longest = size.scaled(LONGEST_SIDE_PX, LONGEST_SIDE_PX, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(longest)
    image = reader.read()
    if image.isNull():
        raise RecordsError("records_import_picture", file=file.name)
    form = "png" if image.hasAlphaChannel() else "jpeg"
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form.encode("ascii")))
    writer.setQuality(85)
    writer.write(image)
    body = base64.b64encode(bytes(buffer.data().data())).decode("ascii")
    return f"data:image/{form};base64,{body}"
