"""Where the start screen's parts lie: the question in the middle, what there is already below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import XL, XXL, L, S, font, picture
from desktop.shell.wrapped_label import WrappedLabel

BOX_PX = 720
WIDEST_PX = 1120
EDGE_PX = 28
MARK_PX = 24


def page_of(box: QWidget, ideas: QWidget, shelves: Sequence[QWidget], tour: QPushButton) -> QWidget:
    """Lay the start screen out.

    Args:
        box: Where the person says what they want.
        ideas: Examples of it.
        shelves: What there is already, from top to bottom.
        tour: Lets the person be shown around.
    """
    middle = QVBoxLayout()
    middle.setSpacing(0)
    middle.addLayout(_question())
    middle.addSpacing(XL)
    middle.addWidget(box)
    middle.addSpacing(L)
    middle.addWidget(ideas)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(EDGE_PX, 16, EDGE_PX, 48)
    column.setSpacing(0)
    column.addLayout(_top(tour))
    column.addSpacing(XXL)
    column.addLayout(_centred(middle, BOX_PX))
    column.addSpacing(XXL)
    below = QVBoxLayout()
    below.setSpacing(XXL)
    for shelf in shelves:
        below.addWidget(shelf)
    column.addLayout(_centred(below, WIDEST_PX))
    column.addStretch(1)
    return inside


def scrolling(page: QWidget) -> QScrollArea:
    """Let a page scroll up and down where the window is too low for it."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(say("shell_start.page_name"))
    return area


def _top(tour: QPushButton) -> QHBoxLayout:
    mark = QLabel()
    mark.setPixmap(picture("homespun", "#ffffff", MARK_PX))
    name = QLabel(say("shell_start.brand"))
    name.setProperty("role", "wordmark")
    name.setFont(font("lead", strong=True))
    row = QHBoxLayout()
    row.setSpacing(S)
    row.addWidget(mark)
    row.addWidget(name)
    row.addStretch(1)
    row.addWidget(tour)
    return row


def _question() -> QVBoxLayout:
    title = WrappedLabel(say("shell_start.ask_title"))
    title.setFont(font("display", strong=True))
    title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    words = WrappedLabel(say("shell_start.ask_words"))
    words.setProperty("role", "soft")
    words.setFont(font("lead"))
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    column = QVBoxLayout()
    column.setSpacing(S)
    column.addWidget(title)
    column.addWidget(words)
    return column


def _centred(inner: QVBoxLayout, widest_px: int) -> QHBoxLayout:
    """Put a column in the middle, no wider than it is good to read."""
    holder = QWidget()
    holder.setMaximumWidth(widest_px)
    inner.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(inner)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(holder, 100)
    row.addStretch(1)
    return row
