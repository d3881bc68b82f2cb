"""The past of an app: joins the list of its versions, the one that is looked at, and the branches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.history import Branch, Comparison
from desktop.messages import say
from desktop.shell.data.empty_page import EmptyPage
from desktop.shell.data.lane import Lane
from desktop.shell.errands import Errands
from desktop.shell.look import Look, M, S, font
from desktop.shell.past.reading import PastPage, read_changes, read_difference, read_page
from desktop.shell.past.version_delegate import VersionDelegate
from desktop.shell.past.version_model import VersionModel
from desktop.shell.past.version_page import VersionPage
from desktop.shell.wrapped_label import WrappedLabel
from desktop.workspace import Project

WIDE_PX = 680
"""From here on the list and the version stand side by side."""


class HistoryPanel(QWidget):
    """Shows every version of an app, and tells what the person wishes to do with one.

    Signals:
        restore_requested: The number of a version that shall be there again.
        branch_requested: (name, number): a branch shall begin at a version.
        branch_shown: The name of a branch that shall be gone on with.
        name_requested: (number, name): a version shall be called so; "" takes its name away.
        resend_requested: The words that made a version, to be changed and said again.
        failed: A sentence about what could not be read; it stands in the panel as well.
    """

    restore_requested = Signal(int)
    branch_requested = Signal(str, int)
    branch_shown = Signal(str)
    name_requested = Signal(int, str)
    resend_requested = Signal(str)
    failed = Signal(str)

    def __init__(
        self, errands: Errands, today: Callable[[], date] = date.today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._lane, self._comparing = Lane(errands), Lane(errands)
        self._project: Project | None = None
        self._is_stale = False
        self._model = VersionModel(today)
        self._list = QListView()
        self._delegate = VersionDelegate(self._list)
        self._branches = QComboBox()
        self._page = VersionPage()
        self._empty = EmptyPage("history")
        self._arrange()
        self._connect()
        self._say_empty("no_app")

    # --- what others may ask ------------------------------------------------------------------------

    def show_project(self, project: Project) -> None:
        """Show the past of an app; of the same app again, what has come since."""
        if self._project is None or project.folder != self._project.folder:
            self._lane.forget()
            self._comparing.forget()
            self._list.selectionModel().clear()
        self._project = project
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read again."""
        if self._project is not None:
            self._is_stale = False
            self._lane.forget()
            work = partial(read_page, self._project.folder, None)
            self._lane.run(work, self._on_read, self._on_failed)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._lane.idle and self._comparing.idle

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self._list.setFocus()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        for part in (self._delegate, self._page, self._empty):
            part.dress(look)
        self._list.viewport().update()

    # --- Qt asks ------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read what has come while nobody was looking."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the version beside the list, or below it."""
        super().resizeEvent(event)
        wanted = Qt.Orientation.Horizontal if self.width() >= WIDE_PX else Qt.Orientation.Vertical
        if self._parts.orientation() != wanted:
            self._parts.setOrientation(wanted)
            self._share_room()

    # --- news ---------------------------------------------------------------------------------------

    def _on_read(self, page: PastPage) -> None:
        chosen = self._chosen()
        self._model.begin(page)
        self._show_branches(page.branches)
        if not page.seen:
            self._say_empty("none")
            return
        self._pages.setCurrentWidget(self._board)
        places = [self._model.place_of(number) for number in chosen]
        places = [each for each in places if each.isValid()] or [self._model.newest()]
        with QSignalBlocker(self._list.selectionModel()):
            self._list.setCurrentIndex(places[0])
            for place in places[1:]:
                self._list.selectionModel().select(place, QItemSelectionModel.SelectionFlag.Select)
        self._show_chosen()

    def _on_more_wanted(self, before: int) -> None:
        if self._project is not None:
            work = partial(read_page, self._project.folder, before)
            self._lane.run(work, self._model.go_on, self._on_more_failed)

    def _on_more_failed(self, sentence: str) -> None:
        self._model.ask_again()
        self.failed.emit(sentence)

    def _on_failed(self, sentence: str) -> None:
        steps = ((say("shell_past.try_again"), self.refresh),)
        self._empty.say_words(say("shell_past.unreadable"), sentence, steps)
        self._pages.setCurrentWidget(self._empty)
        self.failed.emit(sentence)

    def _show_chosen(self) -> None:
        """Show the version that is chosen, or what is different in two."""
        rows = sorted(each.row() for each in self._list.selectionModel().selectedIndexes())
        seen = [found for row in rows if (found := self._model.seen(self._model.index(row))) is not None]
        if not seen or self._project is None:
            return
        self._comparing.forget()
        if len(seen) == 1:
            number = seen[0].version.number
            self._page.show_version(seen[0], is_now=self._model.is_now(number), today=self._today())
            work: Callable[[], Comparison | None] = partial(read_changes, self._project.folder, number)
        else:
            newer, older = seen[0], seen[-1]
            self._page.show_pair(older, newer, self._today())
            numbers = (older.version.number, newer.version.number)
            work = partial(read_difference, self._project.folder, *numbers)
        self._comparing.run(work, self._page.show_difference, self._page.show_problem)

    def _on_compare_requested(self, _number: int) -> None:
        selection = self._list.selectionModel()
        selection.select(self._model.newest(), QItemSelectionModel.SelectionFlag.Select)
        self._list.setFocus()  # the button that was pressed is gone

    # --- parts of it --------------------------------------------------------------------------------

    def _chosen(self) -> list[int]:
        places = self._list.selectionModel().selectedIndexes()
        return [found.version.number for each in places if (found := self._model.seen(each)) is not None]

    def _say_empty(self, key: str) -> None:
        self._empty.say_words(say(f"shell_past.{key}_title"), say(f"shell_past.{key}_words"))
        self._pages.setCurrentWidget(self._empty)

    def _show_branches(self, branches: tuple[Branch, ...]) -> None:
        with QSignalBlocker(self._branches):
            self._branches.clear()
            for each in branches:
                words = say("shell_past.main_branch") if each.name == "main" else each.name
                self._branches.addItem(words, each.name)
                if each.current:
                    self._branches.setCurrentIndex(self._branches.count() - 1)
        self._switcher.setVisible(len(branches) > 1)

    def _share_room(self) -> None:
        is_wide = self._parts.orientation() == Qt.Orientation.Horizontal
        self._parts.setSizes([400, 520] if is_wide else [300, 340])

    def _arrange(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setAccessibleName(say("shell_past.list_name"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.setMinimumWidth(240)
        label = QLabel(say("shell_past.branch"))
        label.setProperty("role", "soft")
        label.setBuddy(self._branches)
        self._branches.setAccessibleName(say("shell_past.branch_name"))
        self._switcher = QWidget()
        row = QHBoxLayout(self._switcher)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(label)
        row.addWidget(self._branches, 1)
        self._switcher.hide()
        hint = WrappedLabel(say("shell_past.hint"))
        hint.setProperty("role", "faint")
        hint.setFont(font("small"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._switcher)
        column.addWidget(self._list, 1)
        column.addWidget(hint)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._page)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(M)
        self._parts.setAccessibleName(say("shell_past.splitter_name"))
        self._parts.addWidget(left)
        self._parts.addWidget(card)
        self._parts.setStretchFactor(1, 1)
        self._share_room()
        self._board = self._parts
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._board)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(M, M, M, M)
        rows.addWidget(self._pages)

    def _connect(self) -> None:
        self._model.more_wanted.connect(self._on_more_wanted)
        self._list.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self._branches.activated.connect(lambda row: self.branch_shown.emit(self._branches.itemData(row)))
        self._page.restore_requested.connect(self.restore_requested)
        self._page.branch_requested.connect(self.branch_requested)
        self._page.name_requested.connect(self.name_requested)
        self._page.resend_requested.connect(self.resend_requested)
        self._page.compare_requested.connect(self._on_compare_requested)
