"""Problems in plain words: of the blueprint, and of the running page. Not there while there are none."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import font

ROWS_SHOWN = 3
ROW_PADDING_PX = 8
MOST_KEPT = 50


@dataclass(frozen=True, slots=True)
class Trouble:
    """One row: a sentence, and the blueprint's line it is about, from 1; 0 for none."""

    sentence: str
    line: int = 0


class ProblemsPanel(QFrame):
    """A list of problems; a click on one that has a line asks for that line.

    Signals:
        line_wanted: A line of the blueprint, from 1.
    """

    line_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        heading = QLabel(say("shell.problems"))
        heading.setProperty("role", "section")
        heading.setFont(font("small", strong=True))
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setFont(font("body"))
        self._list.setAccessibleName(say("shell.problems_name"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        heading.setBuddy(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 8, 8)
        layout.setSpacing(2)
        layout.addWidget(heading)
        layout.addWidget(self._list)
        self._list.itemActivated.connect(self._on_item_chosen)
        self._list.itemClicked.connect(self._on_item_chosen)
        self._troubles: tuple[Trouble, ...] = ()
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is listed, in order."""
        return tuple(trouble.sentence for trouble in self._troubles)

    def show_troubles(self, troubles: tuple[Trouble, ...]) -> None:
        """List these problems; none hides the panel."""
        self._troubles = tuple(dict.fromkeys(troubles))[:MOST_KEPT]
        self._list.clear()
        for trouble in self._troubles:
            item = QListWidgetItem(trouble.sentence)
            item.setData(Qt.ItemDataRole.UserRole, trouble.line)
            self._list.addItem(item)
        self.setVisible(bool(self._troubles))
        self._fit()

    def add_trouble(self, trouble: Trouble) -> None:
        """List one more; the same sentence is listed once."""
        if trouble not in self._troubles:
            self.show_troubles((*self._troubles, trouble))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Rows wrap differently at another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width_px = self._list.viewport().width() - 2 * ROW_PADDING_PX
        heights = []
        for row in range(self._list.count()):
            item = self._list.item(row)
            room = QRect(0, 0, max(width_px, 1), 10_000)
            words = self._list.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
            heights.append(words.height() + 2 * ROW_PADDING_PX)
            # Qt's own size hint is reckoned for another width and cuts the last line off.
            item.setSizeHint(QSize(0, heights[-1]))
        self._list.setFixedHeight(max(sum(heights[:ROWS_SHOWN]) + 2, 24))

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        line = int(item.data(Qt.ItemDataRole.UserRole))
        if line:
            self.line_wanted.emit(line)
