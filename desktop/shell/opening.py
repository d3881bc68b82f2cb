"""A folder → everything that the window shows of the app in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.blueprint import read
from desktop.library.languages import opening_note
from desktop.shell.start.remix import remix
from desktop.workspace import Project, open_project

if TYPE_CHECKING:
    from desktop.shell.conversation.remembering import Recalled
    from desktop.shell.errands import Errands


@dataclass(frozen=True, slots=True)
class Opened:
    """An app that was opened.

    Attributes:
        title: What it is called.
        recalled: The last turns of its conversation.
        note: What a person should know of its version, "" for nothing.
    """

    project: Project
    title: str
    recalled: Recalled
    note: str


class Opening(QObject):
    """Opens apps beside the window's thread; who opens another one meanwhile sees only the last.

    Signals:
        opened: An `Opened`.
        failed: A sentence.
    """

    opened = Signal(object)
    failed = Signal(str)

    def __init__(self, errands: Errands, parent: QObject) -> None:
        """Make it.

        Args:
            errands: Look into folders.
            parent: Its owner in Qt.
        """
        super().__init__(parent)
        self._errands = errands
        self._last = 0

    def open_folder(self, folder: Path) -> None:
        """Open the app in a folder."""
        self._open(lambda: _look_into(open_project(folder)))

    def open_project(self, project: Project) -> None:
        """Look at an app that was opened already."""
        self._open(lambda: _look_into(project))

    def open_example(self, blueprint: Path) -> None:
        """Make an app of one's own of an example, and open it."""
        self._open(lambda: _look_into(remix(blueprint)))

    def forget(self) -> None:
        """Show nothing of what is being opened: something else is shown now."""
        self._last += 1

    def _open(self, look: Callable[[], Opened]) -> None:
        self._last += 1
        number = self._last

        def show(opened: Opened) -> None:
            if number == self._last:
                self.opened.emit(opened)

        self._errands.run(look, show, self.failed.emit)


def _look_into(project: Project) -> Opened:
    # It brings the history along, which is loaded in the errand's thread.
    from desktop.shell.conversation.remembering import recall

    app = read(project.blueprint_text).app
    title = app.name if app is not None else project.folder.name
    return Opened(project, title, recall(project), opening_note(project))
