"""How a row of the problems is drawn: a sign, the sentence on as many lines as it needs, and where it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.shell.look import Look, M, S, font, icon
from desktop.shell.source.trouble import ERROR, Trouble

SIGN_PX = 18
AIR_PX = 10
LONGEST_PX = 100_000

_Index = QModelIndex | QPersistentModelIndex


class TroubleRows(QStyledItemDelegate):
    """Draws `Trouble`, which each item carries as its user data."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.dress(look)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        self._signs: dict[str, QIcon] = {
            "bad": icon("problem", look.colour("bad"), SIGN_PX),
            "warn": icon("warning", look.colour("warn"), SIGN_PX),
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """As high as the words need at the width that there is."""
        trouble = index.data(Qt.ItemDataRole.UserRole)
        width_px = max(self._view.width(), 120)
        words = _words_rect(trouble, QRect(0, 0, width_px, LONGEST_PX))
        return QSize(width_px, words.height() + _small().height() * bool(trouble.where) + 2 * AIR_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        trouble = index.data(Qt.ItemDataRole.UserRole)
        room: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = state & QStyle.StateFlag.State_Selected
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.colour("accent_soft" if chosen else "hover")))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 6, 6)
        tone = "bad" if trouble.severity == ERROR else "warn"
        self._signs[tone].paint(painter, room.left() + M, room.top() + AIR_PX, SIGN_PX, SIGN_PX)
        words = _words_rect(trouble, room).translated(0, AIR_PX)
        painter.setFont(font("body"))
        painter.setPen(QColor(self._look.colour("ink")))
        painter.drawText(words, Qt.TextFlag.TextWordWrap, trouble.sentence)
        if trouble.where:
            painter.setFont(font("small"))
            painter.setPen(QColor(self._look.colour("ink_faint")))
            below = QRect(words.left(), words.bottom() + 1, room.right() - words.left(), _small().height())
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, trouble.where)
        painter.restore()


def _words_rect(trouble: Trouble, room: QRect) -> QRect:
    left_px = M + SIGN_PX + S + 2
    inner = QRect(room.left() + left_px, room.top(), max(room.width() - left_px - M, 60), LONGEST_PX)
    return QFontMetrics(font("body")).boundingRect(inner, Qt.TextFlag.TextWordWrap, trouble.sentence)


def _small() -> QFontMetrics:
    return QFontMetrics(font("small"))
