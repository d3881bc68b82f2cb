"""Searching in all files of an app: a field, and what was found, by file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QTreeView, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.errands import Errands
from desktop.shell.look import XS, S, font
from desktop.shell.source.app_texts import MOST_HITS, Found, search_files
from desktop.shell.source.found_model import HIT_ROLE, FoundModel
from desktop.shell.wrapped_label import WrappedLabel

REST_MS = 200
OPEN_UP_TO = 200
"""With more hits than this the files stay folded: first one sees in which they are."""


class SearchPanel(QWidget):
    """Searches as the person types.

    Signals:
        hit_chosen: (path, `Hit`).
        searching_changed: Whether something is being searched for, so that results belong in sight.
    """

    hit_chosen = Signal(str, object)
    searching_changed = Signal(bool)

    def __init__(self, errands: Errands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._folder: Path | None = None
        self._asked = 0
        self._words = QLineEdit()
        self._words.setPlaceholderText(say("shell_source.search"))
        self._words.setAccessibleName(say("shell_source.search"))
        self._case = QToolButton()
        self._case.setText(say("shell_source.search_case"))
        self._case.setProperty("role", "quiet")
        self._case.setCheckable(True)
        self._case.setAccessibleName(say("shell_source.search_case_name"))
        self._case.setToolTip(say("shell_source.search_case_name"))
        self._said = WrappedLabel("")
        self._said.setProperty("role", "soft")
        self._said.setFont(font("small"))
        self._said.hide()
        self._model = FoundModel(self)
        self._results = QTreeView()
        self._results.setModel(self._model)
        self._results.setHeaderHidden(True)
        self._results.setUniformRowHeights(True)
        self._results.setIndentation(12)
        self._results.setAccessibleName(say("shell_source.results_name"))
        self._results.clicked.connect(self._on_index_chosen)
        self._results.activated.connect(self._on_index_chosen)
        self._results.selectionModel().currentChanged.connect(self._on_index_chosen)
        self._results.hide()
        row = QHBoxLayout()
        row.setSpacing(XS)
        row.addWidget(self._words, 1)
        row.addWidget(self._case)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addLayout(row)
        layout.addWidget(self._said)
        layout.addWidget(self._results, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._search)
        self._words.textChanged.connect(self._on_words_changed)
        self._case.toggled.connect(lambda _on: self._search())

    def show_folder(self, folder: Path | None) -> None:
        """Search in this app from now on."""
        self._folder = folder
        self.setEnabled(folder is not None)
        if self._words.text():
            self._search()

    def take_focus(self) -> None:
        """Put the keyboard into the field."""
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc ends the search; Down goes from the field to what was found."""
        if event.key() == Qt.Key.Key_Escape and self._words.text():
            self._words.clear()
        elif event.key() == Qt.Key.Key_Down and self._words.hasFocus() and self._results.isVisible():
            self._results.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _on_words_changed(self, words: str) -> None:
        self._asked += 1  # what is on its way belongs to other words
        if words:
            self._rest.start()
        else:
            self._rest.stop()
            self._show(None)

    def _search(self) -> None:
        words, folder = self._words.text(), self._folder
        if not words or folder is None:
            return
        self._asked += 1
        asked, with_case = self._asked, self._case.isChecked()
        self._say(say("shell_source.searching"))

        def show(found: Found) -> None:
            if asked == self._asked:
                self._show(found)

        def fail(reason: str) -> None:
            if asked == self._asked:
                self._say(say("shell_source.not_read", reason=reason).strip())

        self._errands.run(lambda: search_files(folder, words, with_case=with_case), show, fail)

    def _show(self, found: Found | None) -> None:
        """Show what was found; None if nothing is searched for."""
        selection = self._results.selectionModel()
        selection.blockSignals(True)
        self._model.show_found(found or Found("", ()))
        selection.blockSignals(False)
        self._results.setVisible(found is not None and bool(found.files))
        self.searching_changed.emit(found is not None)
        if found is None:
            self._say("")
            return
        if found.count <= OPEN_UP_TO:
            self._results.expandAll()
        self._say(_told(found))

    def _say(self, words: str) -> None:
        if words:  # a wrapped label without words would be as high as they come
            self._said.setText(words)
        self._said.setVisible(bool(words))

    def _on_index_chosen(self, index: QModelIndex, _before: object = None) -> None:
        chosen = index.data(HIT_ROLE)
        if chosen is not None:
            self.hit_chosen.emit(*chosen)


def _told(found: Found) -> str:
    if not found.files:
        return say("shell_source.nothing_found", words=found.words)
    if found.capped:
        return say("shell_source.found_capped", count=f"{MOST_HITS:,}")
    files = say("shell_source.found_files", count=len(found.files))
    return say("shell_source.found", count=found.count, files=files)
