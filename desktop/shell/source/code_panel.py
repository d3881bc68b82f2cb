"""The files of an app, to read: a tree, a search in all of them, and the one that was chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.errands import Errands
from desktop.shell.look import LIGHT, XXL, Look, M, S, font
from desktop.shell.source.app_texts import Hit, Listing, ReadFile, list_files, read_file
from desktop.shell.source.file_tree import FileTree
from desktop.shell.source.file_view import FileView
from desktop.shell.source.search_panel import SearchPanel
from desktop.shell.wrapped_label import WrappedLabel

FIRST_FILE = "app.js"
"""What is shown first: it tells most of how the app is made."""

TREE_PX, TEXT_PX = 280, 620
NARROWEST_BESIDE_PX = 600


class CodePanel(QFrame):
    """Shows an app's files; it writes nothing.

    Signals:
        blueprint_line_wanted: A place in the code was clicked that names a line of the blueprint, from 1.
        failed: A sentence for the person.
    """

    blueprint_line_wanted = Signal(int)
    failed = Signal(str)

    def __init__(self, errands: Errands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._errands = errands
        self._folder: Path | None = None
        self._asked = 0
        self._stale = False
        self._search = SearchPanel(errands)
        self._tree = FileTree()
        self._left_out = WrappedLabel("")
        self._left_out.setProperty("role", "faint")
        self._left_out.setFont(font("small"))
        self._left_out.hide()
        self._file = FileView()
        self._lay_out()
        self._tree.file_chosen.connect(lambda path: self.show_file(path))
        self._search.hit_chosen.connect(self._on_hit_chosen)
        self._search.searching_changed.connect(lambda searching: self._tree.setHidden(searching))
        self._file.blueprint_line_wanted.connect(self.blueprint_line_wanted)
        self._file.open_wished.connect(self._on_open_wished)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._search.take_focus)
        self.dress(Look(LIGHT))

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(M, M, S, S)
        column.setSpacing(S)
        column.addWidget(self._search)
        column.addWidget(self._tree, 1)
        column.addWidget(self._left_out)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.addWidget(side)
        self._halves.addWidget(self._file)
        self._halves.setStretchFactor(1, 1)
        self._halves.setSizes([TREE_PX, TEXT_PX])
        self._halves.setChildrenCollapsible(False)
        self._nothing = QLabel(say("shell_source.no_files"))
        self._nothing.setProperty("role", "faint")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(XXL, XXL, XXL, XXL)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(1, 1, 1, 1)
        self._layers.addWidget(self._nothing)
        self._layers.addWidget(self._halves)

    def show_folder(self, folder: Path | None) -> None:
        """Show the app in a folder, as it is there now; what was read of the same app stays in sight.

        While the panel cannot be seen nothing is read.
        """
        if folder != self._folder:
            self._folder = folder
            self._file.show_nothing()
        self._layers.setCurrentWidget(self._halves if folder is not None else self._nothing)
        self.look_again()

    def show_file(self, path: str, hit: Hit | None = None) -> None:
        """Show a file of the app.

        Args:
            path: Its path with `/`, as in the tree.
            hit: What to select in it.
        """
        folder = self._folder
        if folder is None:
            return
        self._asked += 1
        asked = self._asked

        def show(read: ReadFile) -> None:
            if asked == self._asked:
                self._tree.choose(read.path)
                self._file.show_read(read)
                if hit is not None:
                    self._file.select(hit)

        self._errands.run(lambda: read_file(folder, path), show, self._fail)

    def show_growing(self, path: str, text: str) -> None:
        """Show a file while it is written; `look_again` shows what there is of it in the end.

        Args:
            path: Its path with `/`; it need not be there yet.
            text: Its text so far.
        """
        self._asked += 1
        self._file.show_read(ReadFile(path, text))
        self._file.show_end()

    @property
    def file(self) -> FileView:
        """What shows the file."""
        return self._file

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are listed, in order."""
        return self._tree.paths

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._tree.dress(look)
        self._file.dress(look)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Have the tree above the file where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < NARROWEST_BESIDE_PX
        orientation = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if orientation != self._halves.orientation():
            self._halves.setOrientation(orientation)
            self._halves.setSizes([TREE_PX, TEXT_PX])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read what has changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._look_again()

    def look_again(self) -> None:
        """Read what is shown again, now or when it can be seen."""
        self._stale = True
        if self.isVisible():
            self._look_again()

    def _look_again(self) -> None:
        folder = self._folder
        self._stale = False
        self._search.show_folder(folder)
        if folder is None:
            return

        def show(listing: Listing) -> None:
            if folder == self._folder:
                self._show_listing(listing)

        self._errands.run(lambda: list_files(folder), show, self._fail)

    def _show_listing(self, listing: Listing) -> None:
        paths = [each.path for each in listing.files]
        first = FIRST_FILE if FIRST_FILE in paths else next(iter(paths), "")
        wanted = self._file.path if self._file.path in paths else first
        self._tree.show_files(listing, wanted)
        if listing.left_out:
            self._left_out.setText(say("shell_source.left_out", count=listing.left_out))
        self._left_out.setVisible(bool(listing.left_out))
        if wanted:
            self.show_file(wanted)

    def _on_hit_chosen(self, path: str, hit: Hit) -> None:
        if path == self._file.path:
            self._file.select(hit)
        else:
            self.show_file(path, hit)

    def _on_open_wished(self) -> None:
        if self._folder is not None and self._file.path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder / self._file.path)))

    def _fail(self, reason: str) -> None:
        sentence = say("shell_source.not_read", reason=reason).strip()
        self._file.say_instead(sentence)
        self.failed.emit(sentence)
