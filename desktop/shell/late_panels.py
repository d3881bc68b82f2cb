"""Panels that are large and not always looked at: each is made when its view is first shown.

The window stands sooner without them, and without the libraries that they bring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.history import Version
    from desktop.shell.data.panel import DataPanel
    from desktop.shell.errands import Errands
    from desktop.shell.look import Look
    from desktop.shell.past.panel import HistoryPanel
    from desktop.shell.source import CodePanel
    from desktop.workspace import Project


class LatePanels(QObject):
    """The files of the app that is open, what it keeps, and how it came about.

    Signals:
        blueprint_line_wanted: As the files tell it.
        restore_requested, branch_requested, branch_shown, resend_requested: As the history tells them.
        failed: A sentence.
    """

    blueprint_line_wanted = Signal(int)
    restore_requested = Signal(int)
    branch_requested = Signal(str, int)
    branch_shown = Signal(str)
    resend_requested = Signal(str)
    failed = Signal(str)

    def __init__(self, errands: Errands, parent: QObject) -> None:
        """Make none of them yet.

        Args:
            errands: Read and list beside the window's thread.
            parent: Their owner in Qt.
        """
        super().__init__(parent)
        self._errands = errands
        self._project: Project | None = None
        self._look: Look | None = None
        self._code: CodePanel | None = None
        self._data: DataPanel | None = None
        self._past: HistoryPanel | None = None

    @property
    def code(self) -> CodePanel:
        """Its files."""
        if self._code is None:
            from desktop.shell.source import CodePanel

            self._code = CodePanel(self._errands)
            self._code.blueprint_line_wanted.connect(self.blueprint_line_wanted)
            self._code.failed.connect(self.failed)
            self._catch_up()
        return self._code

    @property
    def data(self) -> DataPanel:
        """What it keeps."""
        if self._data is None:
            from desktop.shell.data.panel import DataPanel

            self._data = DataPanel(self._errands)
            self._catch_up()
        return self._data

    @property
    def past(self) -> HistoryPanel:
        """How it came about."""
        if self._past is None:
            from desktop.shell.past.panel import HistoryPanel

            self._past = HistoryPanel(self._errands)
            self._past.restore_requested.connect(self.restore_requested)
            self._past.branch_requested.connect(self.branch_requested)
            self._past.branch_shown.connect(self.branch_shown)
            self._past.resend_requested.connect(self.resend_requested)
            self._past.name_requested.connect(self._on_name_requested)
            self._catch_up()
        return self._past

    def show_project(self, project: Project | None) -> None:
        """Show this app; None while there is none."""
        if self._project is None and project is not None:
            self._errands.run(_load)
        self._project = project
        if self._code is not None:
            self._code.show_folder(project.folder if project is not None else None)
        if project is not None:
            for panel in (self._data, self._past):
                if panel is not None:
                    panel.show_project(project)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        for panel in (self._code, self._data, self._past):
            if panel is not None:
                panel.dress(look)

    def _catch_up(self) -> None:
        """Let a panel that was just made show what the others show."""
        if self._look is not None:
            self.dress(self._look)
        self.show_project(self._project)

    def _on_name_requested(self, number: int, name: str) -> None:
        if self._project is not None:
            folder = self._project.folder
            self._errands.run(
                lambda: _name_version(folder, number, name),
                lambda _version: self.past.refresh(),
                self.failed.emit,
            )


def _load() -> None:
    """Load what the panels are made of beside the window's thread, which then makes them at once."""
    import desktop.shell.data.panel
    import desktop.shell.past.panel  # noqa: F401 - loading is all that is wanted


def _name_version(folder: Path, number: int, name: str) -> Version:
    from desktop.history import History

    history = History(folder)
    return history.name(history.version(number), name)
