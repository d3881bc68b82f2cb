"""The pictures in records, small: they are drawn from what the app keeps, which may be anything."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPixmap

from desktop.records import Line, TableColumn
from desktop.records.kinds import Given

SMALL = QSize(44, 28)
LARGE = QSize(900, 700)
_MOST_PIXELS = 60_000_000
_SWATCH_PX = 16


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines without what no cell shows of them, and their pictures by id and column."""

    lines: tuple[Line, ...] = ()
    pictures: tuple[tuple[tuple[str, str], QImage], ...] = ()


def slim(lines: Sequence[Line], columns: Sequence[TableColumn]) -> Lines:
    """Draw the pictures small and let go of what they are drawn from: a table has thousands of them."""
    heavy = [at for at, each in enumerate(columns) if each.type in ("image", "file")]
    if not heavy:
        return Lines(tuple(lines))
    kept, pictures = [], []
    for line in lines:
        values = list(line.values)
        for at in heavy:
            if columns[at].type == "image":
                picture = picture_in(values[at], SMALL)
                if picture is not None:
                    pictures.append(((line.id, columns[at].name), picture))
                values[at] = None if values[at] is None else ""
            elif isinstance(values[at], str):
                values[at] = str(values[at]).partition(",")[0][:600]
        kept.append(replace(line, values=tuple(values)))
    return Lines(tuple(kept), tuple(pictures))


def picture_in(value: Given, room: QSize) -> QImage | None:
    """Draw a picture as large as it fits; None if it is none, or so large that it must be a trap.

    Args:
        value: `data:image/…;base64,…`.
        room: In pixels.
    """
    if not isinstance(value, str) or not value.startswith("data:image/"):
        return None
    head, _, body = value.partition(",")
    if not head.endswith(";base64") or "svg" in head:
        return None
    try:
        data = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return None
    if size.width() > room.width() or size.height() > room.height():
        # Twice as large as it is shown, for screens with many points.
        reader.setScaledSize(size.scaled(room * 2, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def swatch(colour: str, edge: str) -> QPixmap | None:
    """Draw a small field of a colour; None if it is none.

    Args:
        colour: `#rrggbb`.
        edge: The colour of its edge.
    """
    wanted = QColor(colour)
    if not wanted.isValid():
        return None
    picture = QPixmap(_SWATCH_PX * 2, _SWATCH_PX * 2)
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(2)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(edge))
    painter.setBrush(wanted)
    painter.drawRoundedRect(QRectF(0.5, 0.5, _SWATCH_PX - 1, _SWATCH_PX - 1), 4, 4)
    painter.end()
    return picture
