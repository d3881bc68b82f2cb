"""Hits grouped by file, for a view: ten thousand of them cost no more than those in sight."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.messages import say
from desktop.shell.look import font
from desktop.shell.source.app_texts import Found, Hit

HIT_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_FILE = 0
"""The id of an index of a file; that of a hit is the file's row plus one."""


class FoundModel(QAbstractItemModel):
    """Files, and under each its hits; `HIT_ROLE` gives a hit as (path, `Hit`), None for a file."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._found = Found("", ())

    def show_found(self, found: Found) -> None:
        """Show these hits."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def index(self, row: int, column: int, parent: _Index = _NO_PARENT) -> QModelIndex:
        """The place of a file, or of a hit in a file."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _FILE)

    def parent(self, index: _Index = _NO_PARENT) -> QModelIndex:  # type: ignore[override]
        """The file of a hit."""
        at = index.internalId() if index.isValid() else _FILE
        return self.createIndex(at - 1, 0, _FILE) if at else QModelIndex()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """How many files, or how many hits in one."""
        if not parent.isValid():
            return len(self._found.files)
        return 0 if parent.internalId() else len(self._found.files[parent.row()][1])

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """One."""
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is shown and read out of a place."""
        if not index.isValid():
            return None
        at = index.internalId()
        path, hits = self._found.files[at - 1 if at else index.row()]
        if not at:
            return _of_file(path, len(hits), role)
        return _of_hit(path, hits[index.row()], role)


def _of_file(path: str, count: int, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return f"{path}  ({count})"
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return say("shell_source.result_file", file=path, count=count)
    return font("small", strong=True) if role == Qt.ItemDataRole.FontRole else None


def _of_hit(path: str, hit: Hit, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return f"{hit.line}  {hit.words}"
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return say("shell_source.result_item", file=path, line=hit.line, words=hit.words)
    if role == Qt.ItemDataRole.FontRole:
        return font("small", code=True)
    return (path, hit) if role == HIT_ROLE else None
