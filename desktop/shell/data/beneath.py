"""What floats beneath a cell: a list to pick from, a calendar, a sentence. It never takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.shell.look import XS


class Beneath(QFrame):
    """Lies below a widget, or above it where there is no room; it goes with the widget.

    Args:
        anchor: The widget, e.g. the editor of a cell.
        content: What is shown.
    """

    def __init__(self, anchor: QWidget, content: QWidget) -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self.setProperty("role", "popover")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(XS, XS, XS, XS)
        rows.addWidget(content)
        anchor.installEventFilter(self)
        anchor.destroyed.connect(self.deleteLater)
        self.hide()

    def open(self) -> None:
        """Show it."""
        self.adjustSize()
        place = place_beneath(self._anchor, self._anchor.rect(), self)
        self.move(place)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go when the anchor goes, and follow it."""
        if event.type() == QEvent.Type.Hide:
            self.hide()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self.move(place_beneath(self._anchor, self._anchor.rect(), self))
        return super().eventFilter(watched, event)


def place_beneath(host: QWidget, spot: QRect, floating: QWidget) -> QPoint:
    """Where something is to lie so that it stands beneath a spot and inside of its parent.

    Args:
        host: The widget that the spot is in.
        spot: In the host's own coordinates.
        floating: What is placed; its parent is an ancestor of the host.
    """
    parent = floating.parentWidget()
    assert parent is not None, "what floats has somewhere to float"
    top_left = host.mapTo(parent, spot.topLeft())
    below = top_left.y() + spot.height() + 2
    y = below
    if below + floating.height() > parent.height():
        above = top_left.y() - floating.height() - 2
        y = above if above >= 0 else max(0, parent.height() - floating.height())
    x = max(0, min(top_left.x(), parent.width() - floating.width()))
    return QPoint(x, y)
