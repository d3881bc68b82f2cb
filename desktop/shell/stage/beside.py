"""Where a card stands beside what it is about, without covering it. Pure but for Qt's rectangles."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

GAP_PX = 12


def place_beside(about: QRect, card: QSize, room: QRect) -> QPoint:
    """Return the upper left corner of a card: right of a thing, else left, below, above.

    Args:
        about: The thing; it may reach out of the room.
        card: The card's size.
        room: Where the card may stand.

    Returns:
        A place inside of the room that does not touch the thing; where there is none, the corner in which
        the card covers the least of it.
    """
    level = min(max(about.top(), room.top()), max(room.bottom() + 1 - card.height(), room.top()))
    across = min(max(about.left(), room.left()), max(room.right() + 1 - card.width(), room.left()))
    right = QPoint(about.right() + 1 + GAP_PX, level)
    left = QPoint(about.left() - GAP_PX - card.width(), level)
    below = QPoint(across, about.bottom() + 1 + GAP_PX)
    over = QPoint(across, about.top() - GAP_PX - card.height())
    for place in (right, left, below, over):
        if room.contains(QRect(place, card)):
            return place
    most_left = max(room.left(), room.right() + 1 - card.width())
    most_top = max(room.top(), room.bottom() + 1 - card.height())
    corners = [QPoint(x, y) for y in (most_top, room.top()) for x in (most_left, room.left())]

    def covered(place: QPoint) -> int:
        common = about.intersected(QRect(place, card))
        return common.width() * common.height() if common.isValid() else 0

    return min(corners, key=covered)
