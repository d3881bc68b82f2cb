"""What is wrong, in plain words: with the blueprint, and with the page that runs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.messages import say
from desktop.shell.look import XS, L, Look, M, S, font, icon
from desktop.shell.source.trouble import Trouble
from desktop.shell.source.trouble_rows import TroubleRows

MOST_KEPT = 200
"""A page that fails sixty times a second says nothing new after that."""
PICTURE_PX = 40


class ProblemsPanel(QFrame):
    """A list of problems; Enter or a double click on one that has a line asks for that line.

    Signals:
        line_wanted: A line of the blueprint, from 1.
        count_changed: How many problems there are now, for a badge.
    """

    line_wanted = Signal(int)
    count_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = Look("light")
        self.setProperty("role", "card")
        self._troubles: tuple[Trouble, ...] = ()
        self._heading = QLabel()
        self._heading.setProperty("role", "soft")
        self._heading.setFont(font("small", strong=True))
        self._copy = QPushButton(say("shell_source.copy_all"))
        self._copy.setProperty("role", "quiet")
        self._copy.setAccessibleName(say("shell_source.copy_all_name"))
        self._copy.clicked.connect(self._copy_all)
        self._list = QListWidget()
        self._list.setAccessibleName(say("shell_source.problems_name"))
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setTabKeyNavigation(False)
        self._rows = TroubleRows(look, self._list.viewport())
        self._list.setItemDelegate(self._rows)
        self._list.itemActivated.connect(self._on_item_chosen)

        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(S, S, S, S)
        column.setSpacing(XS)
        top = QHBoxLayout()
        top.setContentsMargins(M, 0, 0, 0)
        top.addWidget(self._heading, 1)
        top.addWidget(self._copy)
        column.addLayout(top)
        column.addWidget(self._list, 1)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(1, 1, 1, 1)
        self._layers.addWidget(self._make_calm())
        self._layers.addWidget(listed)
        self.dress(look)

    def _make_calm(self) -> QWidget:
        """What stands there while nothing is wrong."""
        self._picture = QLabel()
        title = QLabel(say("shell_source.calm"))
        title.setFont(font("lead", strong=True))
        words = QLabel(say("shell_source.calm_words"))
        words.setProperty("role", "soft")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        calm = QWidget()
        column = QVBoxLayout(calm)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(S)
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        column.addStretch(3)
        return calm

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is listed, in order."""
        return tuple(trouble.sentence for trouble in self._troubles)

    def show_troubles(self, troubles: tuple[Trouble, ...]) -> None:
        """List these problems; the same one is listed once."""
        troubles = tuple(dict.fromkeys(troubles))[:MOST_KEPT]
        if troubles == self._troubles:
            return
        row = self._list.currentRow()
        self._troubles = troubles
        self._list.clear()
        for trouble in troubles:
            self._list.addItem(_item(trouble))
        self._list.setCurrentRow(min(row, len(troubles) - 1))
        self._show_count()

    def add_trouble(self, trouble: Trouble) -> None:
        """List one more; the same one is listed once."""
        if trouble not in self._troubles and len(self._troubles) < MOST_KEPT:
            self._troubles = (*self._troubles, trouble)
            self._list.addItem(_item(trouble))
            self._show_count()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._rows.dress(look)
        picture = icon("check", look.colour("good"), PICTURE_PX)
        self._picture.setPixmap(picture.pixmap(PICTURE_PX, PICTURE_PX))
        self._copy.setIcon(icon("copy", look.colour("ink_soft")))
        self._list.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Sentences wrap differently at another width."""
        super().resizeEvent(event)
        self._list.scheduleDelayedItemsLayout()

    def _show_count(self) -> None:
        count = len(self._troubles)
        self._heading.setText(say("shell_source.count", count=count))
        self._layers.setCurrentIndex(1 if count else 0)
        self.count_changed.emit(count)

    def _copy_all(self) -> None:
        rows = (f"{each.where}: {each.sentence}" if each.where else each.sentence for each in self._troubles)
        QGuiApplication.clipboard().setText("\n".join(rows))

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        line = item.data(Qt.ItemDataRole.UserRole).line
        if line:
            self.line_wanted.emit(line)


def _item(trouble: Trouble) -> QListWidgetItem:
    item = QListWidgetItem()
    item.setData(Qt.ItemDataRole.UserRole, trouble)
    severity = say(f"shell_source.severity_{trouble.severity}")
    words = say(
        "shell_source.problem_read", severity=severity, where=trouble.where, sentence=trouble.sentence
    )
    item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
    return item
