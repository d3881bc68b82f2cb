"""How a card is drawn: a picture of the app, its name, one line, and three dots where more can be done."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.messages import say
from desktop.shell.look import Look, font, icon, type_factor
from desktop.shell.start.card import Card
from desktop.shell.start.card_model import CARD
from desktop.shell.start.card_pictures import CardPictures
from desktop.shell.start.face_shelf import FaceShelf

GAP_PX = 16
"""Between two cards."""
CORNER_PX = 10
PAD_PX = 12
DOTS_PX = 28
PICTURE_SHAPE = 10 / 16
"""Height to width, as of the pictures."""

AnyIndex = QModelIndex | QPersistentModelIndex


class CardPainter(QStyledItemDelegate):
    """Draws cards, and lets a name be typed in its place."""

    def __init__(self, shelf: FaceShelf, lines: int, dots: bool, parent: QWidget) -> None:
        """Make a painter.

        Args:
            shelf: Has the faces.
            lines: How many lines there are room for below the name.
            dots: Whether more can be done with a card than to open it.
            parent: The view.
        """
        super().__init__(parent)
        self._shelf = shelf
        self._pictures = CardPictures(CORNER_PX)
        self._lines = lines
        self._dots = dots
        self.dress(Look("light"))

    def dress(self, look: Look) -> None:
        """Draw in the colours and letters of this look."""
        self._look = look
        self._name_font = font("body", strong=True)
        self._line_font = font("small")
        self._sign = icon("more", look.colour("ink_soft"))
        self._dots_px = round(DOTS_PX * type_factor())

    def height_px(self, width: int) -> int:
        """The height of a cell of this width, with the gap around the card."""
        words = QFontMetrics(self._name_font).height() + self._lines * self._line_height() + 4
        return round((width - GAP_PX) * PICTURE_SHAPE) + words + 2 * PAD_PX - 2 + GAP_PX

    def dots_rect(self, cell: QRect) -> QRect:
        """Where the dots are in a cell; empty if there are none."""
        if not self._dots:
            return QRect()
        words = self._words_rect(_card_rect(cell))
        side = self._dots_px
        return QRect(words.right() - side + 7, words.top() - 4, side, side)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802 - Qt's name
        """The view's grid decides; this is only where it asks anyway."""
        return QSize(option.rect.width(), self.height_px(option.rect.width()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one card."""
        card: Card = index.data(CARD)
        place = _card_rect(option.rect)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), CORNER_PX, CORNER_PX)
        painter.fillPath(outline, self._colour("surface"))
        self._paint_picture(painter, place, card)
        self._paint_words(painter, place, card)
        if self._dots and (hovered or focused):
            side = self.dots_rect(option.rect)
            self._sign.paint(painter, side.adjusted(5, 5, -5, -5))
        edge = "accent" if focused else "line_strong" if hovered else "line"
        painter.setPen(QPen(self._colour(edge), 2 if focused else 1))
        painter.drawPath(outline)
        painter.restore()

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        """A line to type a name in."""
        editor = QLineEdit(parent)
        editor.setAccessibleName(say("shell_start.rename_name"))
        editor.setFont(self._name_font)
        return editor

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        """Put the line over the name."""
        words = self._words_rect(_card_rect(option.rect))
        height = editor.sizeHint().height()
        middle = words.top() + QFontMetrics(self._name_font).height() // 2
        editor.setGeometry(words.left() - 5, middle - height // 2, words.width() + 10, height)

    def _paint_picture(self, painter: QPainter, place: QRect, card: Card) -> None:
        area = _picture_rect(place)
        face = self._shelf.face(card)
        if face is not None:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(area.topLeft(), self._pictures.picture(card, face, area.size(), ratio))
        painter.setPen(QPen(self._colour("line"), 1))
        below = area.bottom() + 0.5
        painter.drawLine(QPointF(area.left(), below), QPointF(area.right() + 1, below))

    def _paint_words(self, painter: QPainter, place: QRect, card: Card) -> None:
        words = self._words_rect(place)
        metrics = QFontMetrics(self._name_font)
        room = words.width() - (self._dots_px if self._dots else 0)
        painter.setFont(self._name_font)
        painter.setPen(self._colour("ink"))
        name = QRect(words.left(), words.top(), room, metrics.height())
        painter.drawText(
            name,
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            metrics.elidedText(card.name, Qt.TextElideMode.ElideRight, room),
        )
        painter.setFont(self._line_font)
        painter.setPen(self._colour("warn" if card.trouble else "ink_soft"))
        top = name.bottom() + 4
        for text in _split(card.line, self._line_font, words.width(), self._lines):
            line = QRect(words.left(), top, words.width(), self._line_height())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
            top += self._line_height()

    def _words_rect(self, place: QRect) -> QRect:
        top = _picture_rect(place).bottom() + PAD_PX
        return QRect(place.left() + PAD_PX + 2, top, place.width() - 2 * PAD_PX - 4, place.bottom() - top)

    def _line_height(self) -> int:
        return QFontMetrics(self._line_font).height() + 1

    def _colour(self, word: str) -> QColor:
        return QColor(self._look.colour(word))


def _card_rect(cell: QRect) -> QRect:
    return cell.adjusted(GAP_PX // 2, GAP_PX // 2, -GAP_PX // 2, -GAP_PX // 2)


def _picture_rect(place: QRect) -> QRect:
    return QRect(place.left(), place.top(), place.width(), round(place.width() * PICTURE_SHAPE))


def _split(text: str, letters: QFont, width: int, count: int) -> list[str]:
    """Break a text into lines at its spaces; what does not fit in the last is left out, with a sign."""
    metrics = QFontMetrics(letters)
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < count - 1:
        fits = 1
        while fits < len(words) and metrics.horizontalAdvance(" ".join(words[: fits + 1])) <= width:
            fits += 1
        if fits == 1 and metrics.horizontalAdvance(words[0]) > width:
            break  # one long word, or a script without spaces: the last line shortens it
        lines.append(" ".join(words[:fits]))
        words = words[fits:]
    if words:
        lines.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
    return lines
