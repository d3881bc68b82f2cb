"""Everything that shows the app that is open: they follow one project, and each other.

A line that is pointed at on the stage is marked in the blueprint, and the other way round; a problem leads to
its line; records that change in the table change in the running app.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.messages import say
from desktop.shell.data.panel import DataPanel
from desktop.shell.past.panel import HistoryPanel
from desktop.shell.source import BlueprintEditor, CodePanel, ProblemsPanel, Trouble, trouble_of
from desktop.shell.stage.stage import PreviewStage
from desktop.shell.visits import Visits
from desktop.shell.workbench.views import BLUEPRINT, CODE, DATA, HISTORY, PROBLEMS

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.blueprint.diagnostics import Diagnostic
    from desktop.history import Version
    from desktop.preview.problem import Problem
    from desktop.shell.errands import Errands
    from desktop.shell.look import Look
    from desktop.shell.status_line import StatusLine
    from desktop.workspace import Project


class OpenApp(QObject):
    """The stage and the panels.

    Attributes:
        stage: The running app.
        editor: Its blueprint.
        code: Its files.
        data: What it keeps.
        past: How it came about.
        problems: What is wrong with it.
        visits: What it wanted of the world outside.

    Signals:
        view_wanted: A view that has to be in sight now.
        failed: A sentence.
    """

    view_wanted = Signal(str)
    failed = Signal(str)

    def __init__(self, storage: Path | None, errands: Errands, status: StatusLine, parent: QObject) -> None:
        """Make them, with nothing to show.

        Args:
            storage: Where previewed apps keep their records; None for memory only.
            errands: Read and list beside the window's thread.
            status: Told of what the running app wants of the world.
            parent: Their owner in Qt.
        """
        super().__init__(parent)
        self._errands = errands
        self._folder: Path | None = None
        self.stage = PreviewStage(storage)
        self.editor = BlueprintEditor()
        self.code = CodePanel(errands)
        self.data = DataPanel(errands)
        self.past = HistoryPanel(errands)
        self.problems = ProblemsPanel()
        self.visits = Visits(self.stage, status)
        self._written: tuple[Trouble, ...] = ()
        self._seen: tuple[Trouble, ...] = ()
        self.stage.problem_found.connect(self._on_problem_found)
        self.stage.line_pointed.connect(self.editor.mark_line)
        self.editor.line_entered.connect(self.stage.mark_line)
        self.editor.diagnostics_changed.connect(self._on_diagnostics_changed)
        self.problems.line_wanted.connect(self._on_line_wanted)
        self.code.blueprint_line_wanted.connect(self._on_line_wanted)
        self.past.name_requested.connect(self._on_name_requested)
        self.code.failed.connect(self.failed)

    @property
    def panels(self) -> dict[str, QWidget]:
        """What stands beside the stage, by view."""
        return {
            BLUEPRINT: self.editor,
            CODE: self.code,
            DATA: self.data,
            HISTORY: self.past,
            PROBLEMS: self.problems,
        }

    def show(self, project: Project, title: str) -> None:
        """Show an app, or the same one after a change."""
        self._folder = project.folder
        self._seen = ()
        self._list_troubles()
        self.editor.show_text(project.blueprint_text, project.folder)
        self.code.show_folder(project.folder)
        self.data.show_project(project)
        self.past.show_project(project)
        self.stage.show_app(project.folder, title)

    def show_nothing(self) -> None:
        """Show that there is no app yet."""
        self._written, self._seen = (), ()
        self._list_troubles()
        self.editor.show_text("")
        self.code.show_folder(None)
        self.stage.show_nothing()

    def show_growing(self, text: str) -> None:
        """Show a blueprint while it is written."""
        self.editor.show_growing(text)

    def reload(self) -> None:
        """Load the running app again; its problems may be gone."""
        self._seen = ()
        self._list_troubles()
        self.stage.reload_page()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        for part in (self.stage, self.editor, self.code, self.data, self.past, self.problems):
            part.dress(look)

    def let_go(self) -> None:
        """End the page; before the window goes."""
        self.stage.let_go()

    def _on_name_requested(self, number: int, name: str) -> None:
        folder = self._folder
        if folder is not None:
            self._errands.run(
                lambda: _name_version(folder, number, name),
                lambda _version: self.past.refresh(),
                self.failed.emit,
            )

    def _on_line_wanted(self, line: int) -> None:
        self.view_wanted.emit(BLUEPRINT)
        self.editor.go_to_line(line)

    def _on_diagnostics_changed(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self._written = tuple(trouble_of(found) for found in diagnostics)
        self._list_troubles()

    def _on_problem_found(self, problem: Problem) -> None:
        where = say("shell.problem_place", file=problem.file, line=problem.line) if problem.line else ""
        sentence = say("shell.page_problem", message=problem.message, where=where)
        self._seen = tuple(dict.fromkeys((*self._seen, Trouble(sentence))))
        self._list_troubles()

    def _list_troubles(self) -> None:
        self.problems.show_troubles((*self._written, *self._seen))


def _name_version(folder: Path, number: int, name: str) -> Version:
    # The history brings its own library along, which an errand loads.
    from desktop.history import History

    history = History(folder)
    return history.name(history.version(number), name)
