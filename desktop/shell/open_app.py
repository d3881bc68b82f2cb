"""Everything that shows the app that is open: they follow one project, and each other.

A line that is pointed at on the stage is marked in the blueprint, and the other way round; a problem leads to
its line; records that change in the table change in the running app.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.messages import say
from desktop.shell.blueprint_panel import BlueprintPanel
from desktop.shell.problems_panel import ProblemsPanel, Trouble
from desktop.shell.stage.stage import PreviewStage
from desktop.shell.visits import Visits
from desktop.shell.workbench.views import BLUEPRINT, PROBLEMS

if TYPE_CHECKING:
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
        problems: What is wrong with either.
        visits: What the app wanted of the world outside.
    """

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
        self.editor = BlueprintPanel()
        self.problems = ProblemsPanel()
        self.visits = Visits(self.stage, status)
        self.stage.problem_found.connect(self._on_problem_found)

    @property
    def panels(self) -> dict[str, QWidget]:
        """What stands beside the stage, by view."""
        return {BLUEPRINT: self.editor, PROBLEMS: self.problems}

    def show(self, project: Project, title: str, diagnostics: tuple[Diagnostic, ...] | None = None) -> None:
        """Show an app, or the same one after a change.

        Args:
            project: The app.
            title: What it is called.
            diagnostics: What is wrong with its blueprint.
        """
        self.problems.show_troubles(tuple(_trouble(found) for found in diagnostics or ()))
        self.editor.show_text(project.blueprint_text)
        self.stage.show_app(project.folder, title)

    def show_nothing(self) -> None:
        """Show that there is no app yet."""
        self.editor.show_text("")
        self.problems.show_troubles(())

    def show_growing(self, text: str) -> None:
        """Show a blueprint while it is written."""
        self.editor.show_growing(text)

    def reload(self) -> None:
        """Load the running app again; its problems may be gone."""
        self.problems.show_troubles(())
        self.stage.reload_page()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        for part in (self.stage, self.editor):
            part.dress(look)

    def let_go(self) -> None:
        """End the page; before the window goes."""
        self.stage.let_go()

    def _on_problem_found(self, problem: Problem) -> None:
        where = say("shell.problem_place", file=problem.file, line=problem.line) if problem.line else ""
        self.problems.add_trouble(Trouble(say("shell.page_problem", message=problem.message, where=where)))


def _trouble(found: Diagnostic) -> Trouble:
    return Trouble(
        say("shell.blueprint_problem", message=found.message, hint=found.hint).strip(), found.span.line
    )
