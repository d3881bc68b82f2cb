"""The files of an app as a tree, with their sizes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.messages import say
from desktop.shell.look import LIGHT, Look, font, icon
from desktop.shell.source.app_texts import Listing, in_words

_NAME, _SIZE = 0, 1
_PATH = Qt.ItemDataRole.UserRole


class FileTree(QTreeWidget):
    """Shows what belongs to an app.

    Signals:
        file_chosen: The path of a file, with `/`.
    """

    file_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look(LIGHT)
        self.setAccessibleName(say("shell_source.files_name"))
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setFont(font("body"))
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(_SIZE, QHeaderView.ResizeMode.ResizeToContents)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current_changed)

    def show_files(self, listing: Listing, current: str) -> None:
        """List these files.

        Args:
            listing: The files.
            current: The path of the file that is shown, to be chosen in the tree; nothing is told of it.
        """
        self.blockSignals(True)
        closed = {path for path, item in self._folders().items() if not item.isExpanded()}
        self.clear()
        folders: dict[str, QTreeWidgetItem] = {}
        for each in listing.files:
            folder, _, name = each.path.rpartition("/")
            parent = self._folder(folder, folders) if folder else self.invisibleRootItem()
            item = QTreeWidgetItem(parent, [name, in_words(each.size_bytes)])
            item.setData(_NAME, _PATH, each.path)
            words = say("shell_source.file_item", file=each.path, size=in_words(each.size_bytes))
            item.setData(_NAME, Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(_NAME, each.path)
            item.setTextAlignment(_SIZE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(_SIZE, font("small"))
            if each.path == current:
                self.setCurrentItem(item)
        for path, item in folders.items():
            item.setExpanded(path not in closed)
        self._paint()
        self.blockSignals(False)

    def choose(self, path: str) -> None:
        """Choose a file in the tree, without telling of it."""
        for item in self._items():
            if item.data(_NAME, _PATH) == path:
                self.blockSignals(True)
                self.setCurrentItem(item)
                self.blockSignals(False)

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are listed, in order."""
        return tuple(str(item.data(_NAME, _PATH)) for item in self._items() if item.data(_NAME, _PATH))

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        self._paint()

    def _folder(self, path: str, folders: dict[str, QTreeWidgetItem]) -> QTreeWidgetItem:
        if path not in folders:
            above, _, name = path.rpartition("/")
            parent = self._folder(above, folders) if above else self.invisibleRootItem()
            folders[path] = QTreeWidgetItem(parent, [name, ""])
        return folders[path]

    def _folders(self) -> dict[str, QTreeWidgetItem]:
        found: dict[str, QTreeWidgetItem] = {}
        for item in self._items():
            if not item.data(_NAME, _PATH):
                found[_path_of(item)] = item
        return found

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [self.topLevelItem(row) for row in reversed(range(self.topLevelItemCount()))]
        while waiting:
            item = waiting.pop()
            if item is not None:
                found.append(item)
                waiting += [item.child(row) for row in reversed(range(item.childCount()))]
        return found

    def _paint(self) -> None:
        soft, faint = self._look.colour("ink_soft"), QColor(self._look.colour("ink_faint"))
        folder, code, page = icon("folder", soft), icon("code", soft), icon("blueprint", soft)
        for item in self._items():
            path = item.data(_NAME, _PATH)
            sign = folder if not path else page if str(path).endswith(".blueprint") else code
            item.setIcon(_NAME, sign)
            item.setForeground(_SIZE, faint)

    def _on_current_changed(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        path = item.data(_NAME, _PATH) if item is not None else None
        if path:
            self.file_chosen.emit(str(path))


def _path_of(item: QTreeWidgetItem) -> str:
    parent = item.parent()
    return f"{_path_of(parent)}/{item.text(_NAME)}" if parent is not None else item.text(_NAME)
