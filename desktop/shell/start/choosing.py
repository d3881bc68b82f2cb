"""Asking for a place on the disk with the system's own chooser; the window goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.messages import say


def choose_folder(parent: QWidget, title: str, start: Path, chosen: Callable[[Path], object]) -> QFileDialog:
    """Ask for a folder.

    Args:
        parent: The window above which it is asked.
        title: What for.
        start: Where to begin to look.
        chosen: Called with the folder; not at all if the person thinks better of it.
    """
    dialog = QFileDialog(parent, title, str(start))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    return _opened(dialog)


def choose_apps(
    parent: QWidget, title: str, start: Path, chosen: Callable[[list[Path]], object]
) -> QFileDialog:
    """Ask for files that apps were packed in.

    Args:
        parent: As of `choose_folder`.
        title: Likewise.
        start: Likewise.
        chosen: Called with the files.
    """
    dialog = QFileDialog(parent, title, str(start), say("shell_start.file_kinds"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    return _opened(dialog)


def _opened(dialog: QFileDialog) -> QFileDialog:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
