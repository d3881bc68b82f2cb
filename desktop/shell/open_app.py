"""Everything that shows the app that is open: they follow one project, and each other.

A line that is pointed at on the stage is marked in the blueprint, and the other way round; a problem leads to
its line. (Records that change in the table are seen by the running app itself, which looks at its database.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.messages import say
from desktop.shell.late_panels import LatePanels
from desktop.shell.source import BlueprintEditor, ProblemsPanel, Trouble, trouble_of
from desktop.shell.stage.stage import PreviewStage
from desktop.shell.visits import Visits
from desktop.shell.workbench.views import BLUEPRINT, CODE, DATA, HISTORY, PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.blueprint.diagnostics import Diagnostic
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
        problems: What is wrong with it.
        late: Its files, its records and its history.
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
        self.stage = PreviewStage(storage)
        self.editor = BlueprintEditor()
        self.problems = ProblemsPanel()
        self.late = LatePanels(errands, self)
        self.visits = Visits(self.stage, status)
        self._written: tuple[Trouble, ...] = ()
        self._seen: tuple[Trouble, ...] = ()
        self.stage.problem_found.connect(self._on_problem_found)
        self.stage.line_pointed.connect(self.editor.mark_line)
        self.editor.line_entered.connect(self.stage.mark_line)
        self.editor.diagnostics_changed.connect(self._on_diagnostics_changed)
        self.problems.line_wanted.connect(self._on_line_wanted)
        self.late.blueprint_line_wanted.connect(self._on_line_wanted)
        self.late.failed.connect(self.failed)

    def panel(self, view: str) -> QWidget | None:
        """What stands beside the stage in a view; None if nothing does. It may be made for this."""
        makers: dict[str, Callable[[], QWidget]] = {
            BLUEPRINT: lambda: self.editor,
            CODE: lambda: self.late.code,
            DATA: lambda: self.late.data,
            HISTORY: lambda: self.late.past,
            PROBLEMS: lambda: self.problems,
        }
        return makers[view]() if view in makers else None

    def show(self, project: Project, title: str) -> None:
        """Show an app, or the same one after a change."""
        self._seen = ()
        self._list_troubles()
        self.editor.show_text(project.blueprint_text, project.folder)
        self.late.show_project(project)
        self.stage.show_app(project.folder, title)

    def show_nothing(self) -> None:
        """Show that there is no app yet."""
        self._written, self._seen = (), ()
        self._list_troubles()
        self.editor.show_text("")
        self.late.show_project(None)
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
        for part in (self.stage, self.editor, self.problems, self.late):
            part.dress(look)

    def let_go(self) -> None:
        """End the page; before the window goes."""
        self.stage.let_go()

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
