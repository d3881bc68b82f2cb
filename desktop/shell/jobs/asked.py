"""Jobs for which the model is asked, and the one that takes their work back."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.shell.jobs.job import Workplace
from desktop.shell.jobs.saving import altered, saved
from desktop.shell.results import Altered
from desktop.workspace import Project, open_project

if TYPE_CHECKING:
    from desktop.history import History

MOST_LETTERS, MOST_SIGNS = 40, 16
"""How long the name of a branch gets that is made of somebody's words."""
FIRST_NAME = "main"


@dataclass(frozen=True, slots=True)
class Change:
    """Change an app as asked."""

    project: Project
    request: str

    def do(self, at: Workplace) -> Altered:
        """Change it as it lies there now: the person may have written in it since it was shown."""
        project = open_project(self.project.folder)
        session = at.session()
        return altered(
            at,
            project,
            lambda: session.edit(project, self.request, on_progress=at.tell),
            session.save_edit,
        )


@dataclass(frozen=True, slots=True)
class ChangeFrom:
    """Ask again from an earlier version, on a branch of its own; what came after it stays on the other."""

    project: Project
    request: str
    number: int

    def do(self, at: Workplace) -> Altered:
        """Work the change out first, so that no branch is begun for what is not understood."""
        from desktop.history import History, begin_branch

        started_s = time.monotonic()
        folder = self.project.folder
        history = History(folder)
        then = history.version(self.number)
        made = open_project(folder).provenance
        made = replace(made, language_version=then.language_version) if made is not None else None
        earlier = replace(self.project, blueprint_text=history.blueprint_of(then), provenance=made)
        session = at.session()
        edited = session.edit(earlier, self.request, on_progress=at.tell)
        at.go_on()
        project = open_project(folder)
        if not edited.script:
            return Altered(edited, project, time.monotonic() - started_s)
        begin_branch(folder, _free_name(history, self.request), self.number)
        return saved(edited, open_project(folder), session.save_edit, started_s)


@dataclass(frozen=True, slots=True)
class Instead:
    """Carry out what a request may have meant as well, in the place of what was done.

    Attributes:
        script: Made for the app as it was before the request.
        take_back: Whether something was done, whose place it takes.
    """

    project: Project
    request: str
    script: str
    take_back: bool

    def do(self, at: Workplace) -> Altered:
        """Do it in one step, if the app is still as the person saw it; Undo leads to what was before both."""
        from desktop.changing import done_instead, scripted

        work_out = done_instead if self.take_back else scripted
        return altered(
            at,
            self.project,
            lambda: work_out(self.project, self.request, self.script),
            at.session().save_edit,
        )


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change of an app back."""

    project: Project

    def do(self, at: Workplace) -> Altered:
        """Take it back, if the app is still as the person saw it."""
        session = at.session()
        return altered(at, self.project, lambda: session.undo(self.project), session.save_edit)


def _free_name(history: History, words: str) -> str:
    """A name for a branch, made of the words it begins with, that no other has."""
    plain = " ".join("".join(sign for sign in words if sign.isprintable()).split()) or FIRST_NAME
    # Signs that are not plain letters take more room in the name that git has for it.
    name = plain[: MOST_LETTERS if plain.isascii() else MOST_SIGNS].strip()
    number = 1
    while history.has_branch(name if number == 1 else f"{name} {number}"):
        number += 1
    return name if number == 1 else f"{name} {number}"
