"""A small picture of the app that is shown, for the list of apps: taken when its page stands still.

Taken once for each state of the blueprint (see `desktop/library/thumbnails.py`), however often the app is
shown. A page that cannot be seen gives no picture, and a folder that cannot be written none either: it is a
convenience.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColorSpace, QImage, QImageWriter

from desktop.errors import FolderError
from desktop.library.thumbnails import keep_thumbnail, lacks_thumbnail
from desktop.preview.view import PreviewView

WIDTH_PX, HEIGHT_PX = 480, 300
STILL_AFTER_MS = 800
"""How long after a page has loaded it is taken to stand still: its records and letters come in between."""
_MOST_TRIES = 5


class ThumbnailTaker(QObject):
    """Watches a view and keeps a picture of what it shows."""

    def __init__(self, view: PreviewView) -> None:
        """Watch a view from now on; `stop` before its page goes."""
        super().__init__(view)
        self._view = view
        self._tries = 0
        self._timer = QTimer(self, singleShot=True, interval=STILL_AFTER_MS)
        self._timer.timeout.connect(self._on_still)
        view.page_settled.connect(self._on_page_settled)

    def stop(self) -> None:
        """Take no picture any more."""
        self._view.page_settled.disconnect(self._on_page_settled)
        self._timer.stop()

    def _on_page_settled(self, loaded: bool) -> None:
        self._timer.stop()
        folder = self._view.folder
        if loaded and folder is not None and lacks_thumbnail(folder):
            self._tries = 0
            self._timer.start()

    def _on_still(self) -> None:
        folder = self._view.folder
        if folder is None or not self._view.isVisible() or self._view.problems:
            return
        picture = picture_of(self._view.grab().toImage())
        if picture is None:
            self._tries += 1
            if self._tries < _MOST_TRIES:
                self._timer.start()  # nothing is painted yet
            return
        try:
            keep_thumbnail(folder, picture)
        except FolderError:
            return  # the app is what matters; it is shown, with or without a picture in the list


def picture_of(image: QImage) -> bytes | None:
    """Return the upper part of a picture, made small, as PNG; None if there is nothing on it."""
    if image.isNull():
        return None
    height = min(image.height(), max(1, image.width() * HEIGHT_PX // WIDTH_PX))
    upper = image.copy(QRect(0, 0, image.width(), height))
    small = upper.scaled(
        WIDTH_PX,
        HEIGHT_PX,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_RGB888)
    if _is_empty(small):
        return None
    small.setColorSpace(QColorSpace())  # else it would be written along, packed
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(small)
    return bytes(data.data())


def _is_empty(image: QImage) -> bool:
    """Whether a picture is all of one colour."""
    first = image.pixel(0, 0)
    same = QImage(image.size(), image.format())
    same.fill(first)
    return same == image
