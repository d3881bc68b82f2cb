"""Draws a version in the list: its picture, the words that made it, the time; and the heading of a day."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.messages import say
from desktop.shell.look import LIGHT, Look, M, S, font
from desktop.shell.past import in_words
from desktop.shell.past.reading import Seen
from desktop.shell.past.version_model import IS_NOW_ROLE, SEEN_ROLE

_PICTURE = QSize(64, 44)
_LEAST_PX = 60


class VersionDelegate(QStyledItemDelegate):
    """Draws rows of a `VersionModel`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = Look(LIGHT)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Rows are as high as their words are at this size of type."""
        small, body = QFontMetrics(font("small")).height(), QFontMetrics(font("body")).height()
        if index.data(SEEN_ROLE) is None:
            return QSize(0, small + 2 * S + 2)
        return QSize(0, max(_LEAST_PX, body + small + 2 * M))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen = index.data(SEEN_ROLE)
        if isinstance(seen, Seen):
            self._paint_version(painter, option, seen, is_now=bool(index.data(IS_NOW_ROLE)))
        else:
            painter.setFont(font("small", strong=True))
            painter.setPen(self._colour("ink_faint"))
            room = option.rect.adjusted(S, S, -S, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(index.data() or ""))
        painter.restore()

    def _paint_version(
        self, painter: QPainter, option: QStyleOptionViewItem, seen: Seen, *, is_now: bool
    ) -> None:
        room = QRectF(option.rect).adjusted(1, 1, -1, -1)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            is_chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour("accent_soft" if is_chosen else "hover"))
            painter.drawRoundedRect(room, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 7, 7)
        inside = option.rect.adjusted(S, S, -M, -S)
        if seen.picture is not None:
            self._paint_picture(painter, inside, seen.picture)
            inside.setLeft(inside.left() + _PICTURE.width() + M)
        if is_now:
            inside.setRight(self._paint_now(painter, inside))
        self._paint_words(painter, inside, seen)

    def _paint_words(self, painter: QPainter, room: QRect, seen: Seen) -> None:
        version = seen.version
        title, small = font("body", strong=bool(version.name)), font("small")
        height = QFontMetrics(title).height()
        top = room.center().y() - (height + QFontMetrics(small).height() + 2) // 2
        below = in_words.title_of(version) if version.name else in_words.what_happened(version)
        self._line(painter, room, top, title, "ink", version.name or in_words.title_of(version))
        words = say("shell_past.below", time=in_words.time_of(version.time), what=below)
        self._line(painter, room, top + height + 2, small, "ink_faint", words)

    def _line(self, painter: QPainter, room: QRect, top: int, face: QFont, colour: str, words: str) -> None:
        metrics = QFontMetrics(face)
        painter.setFont(face)
        painter.setPen(self._colour(colour))
        place = QRect(room.left(), top, room.width(), metrics.height())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_now(self, painter: QPainter, room: QRect) -> int:
        """Draw the sign of the present at the right; return where the words must end."""
        face, words = font("small", strong=True), say("shell_past.now")
        metrics = QFontMetrics(face)
        width, height = metrics.horizontalAdvance(words) + 2 * S, metrics.height() + 4
        place = QRectF(room.right() - width, room.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("good_soft"))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setFont(face)
        painter.setPen(self._colour("good"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        return int(place.left()) - S

    def _paint_picture(self, painter: QPainter, room: QRect, picture: QImage) -> None:
        top = room.center().y() - _PICTURE.height() / 2
        place = QRectF(room.left(), top, _PICTURE.width(), _PICTURE.height())
        shape = QPainterPath()
        shape.addRoundedRect(place, 5, 5)
        painter.save()
        painter.setClipPath(shape)
        wanted = picture.width() * _PICTURE.height() / _PICTURE.width()
        painter.drawImage(place, picture, QRectF(0, 0, picture.width(), min(wanted, picture.height())))
        painter.restore()
        painter.setPen(QPen(self._colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _colour(self, word: str) -> QColor:
        return QColor(self._look.colour(word))
