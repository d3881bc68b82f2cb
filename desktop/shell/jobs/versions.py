"""Jobs that bring another version of an app into its folder."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.blueprint import read
from desktop.shell.jobs.job import Workplace
from desktop.shell.jobs.saving import last_numbers
from desktop.shell.results import Shown
from desktop.workspace import Project, open_project


@dataclass(frozen=True, slots=True)
class Restore:
    """Bring an earlier version back, as a new one."""

    project: Project
    number: int

    def do(self, at: Workplace) -> Shown:
        """Bring it back; the records stay."""
        from desktop.history import restore

        at.go_on()
        restored = restore(self.project.folder, self.number)
        number, before = last_numbers(restored.project, 2)
        title = _title(restored.project)
        return Shown(restored.project, title, number, before, self.number, "", restored.notes)


@dataclass(frozen=True, slots=True)
class Branch:
    """Begin a branch at a version, and show it."""

    project: Project
    name: str
    number: int

    def do(self, at: Workplace) -> Shown:
        """Begin it."""
        from desktop.history import begin_branch

        at.go_on()
        begin_branch(self.project.folder, self.name, self.number)
        return _shown(open_project(self.project.folder), self.name)


@dataclass(frozen=True, slots=True)
class ShowBranch:
    """Go to another branch."""

    project: Project
    name: str

    def do(self, at: Workplace) -> Shown:
        """Put its last version into the folder."""
        from desktop.history import show_branch

        at.go_on()
        found = show_branch(self.project.folder, self.name)
        return replace(_shown(found.project, self.name), notes=found.notes)


def _shown(project: Project, branch: str) -> Shown:
    number, before = last_numbers(project, 2)
    return Shown(project, _title(project), number, before, 0, branch, ())


def _title(project: Project) -> str:
    app = read(project.blueprint_text).app
    return app.name if app is not None else project.folder.name
