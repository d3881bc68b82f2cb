"""Where the window's parts lie: words on the left, the running app on the right, one line below both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import font, icon

SIDEBAR_PX = 392


def arrange(words: Sequence[QWidget], answers: Sequence[QWidget], stage: QWidget, status: QWidget) -> QWidget:
    """Put a window together.

    Args:
        words: What the person types in and is told at once, from top to bottom.
        answers: What comes back of it, below; the last has what room is left over.
        stage: The running app.
        status: One line below everything.
    """
    right = QWidget()
    right.setObjectName("stage")
    rows = QVBoxLayout(right)
    rows.setContentsMargins(6, 14, 18, 12)
    rows.addWidget(stage)
    left = _sidebar(words, answers)
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setAccessibleName(say("shell.splitter_name"))
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setChildrenCollapsible(False)
    splitter.setStretchFactor(1, 1)
    splitter.setSizes([SIDEBAR_PX, 1280 - SIDEBAR_PX])
    left.setMinimumWidth(320)
    right.setMinimumWidth(420)
    whole = QWidget()
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    rows.addWidget(splitter, 1)
    rows.addWidget(status)
    return whole


def _sidebar(words: Sequence[QWidget], answers: Sequence[QWidget]) -> QWidget:
    sidebar = QWidget()
    sidebar.setObjectName("sidebar")
    column = QVBoxLayout(sidebar)
    column.setContentsMargins(18, 14, 8, 12)
    column.setSpacing(12)
    column.addLayout(_brand())
    column.addSpacing(2)
    for part in words:
        column.addWidget(part)
    column.addWidget(_scrolling(answers), 1)
    return sidebar


def _brand() -> QHBoxLayout:
    mark = QLabel()
    mark.setPixmap(icon("homespun", "#ffffff").pixmap(22, 22))
    mark.setAccessibleName(say("shell.window_title"))
    name = QLabel(say("shell.window_title"))
    name.setProperty("role", "wordmark")
    name.setFont(font("lead", strong=True))
    brand = QHBoxLayout()
    brand.setSpacing(8)
    brand.addWidget(mark)
    brand.addWidget(name)
    brand.addStretch(1)
    return brand


def _scrolling(parts: Sequence[QWidget]) -> QScrollArea:
    """Put parts below each other; they scroll where the window is too low for all of them."""
    inside = QWidget()
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(12)
    for part in parts:
        rows.addWidget(part, 1 if part is parts[-1] else 0)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(say("shell.answer_name"))
    return area
