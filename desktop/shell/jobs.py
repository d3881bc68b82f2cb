"""What the worker's thread can be asked to do, one value for each.

A job is made in the window's thread and done in the worker's: it carries everything that it needs, and
touches no widget. Changes without the model compare the app with what the person saw of it when they
wished; a request in words is held against the app as it lies on the disk now.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from desktop.blueprint import read
from desktop.errors import Cancelled, HistoryError
from desktop.paths import apps_folder
from desktop.shell.results import Altered, Made, Shown, Taken
from desktop.shell.story import BuildSession
from desktop.workspace import new_folder, open_project

if TYPE_CHECKING:
    from desktop.history import History
    from desktop.outcomes import Built, Edited, Progress
    from desktop.workspace import Project

MOST_TAKES = 3
MOST_LETTERS, MOST_SIGNS = 40, 16
"""How long the name of a branch gets that is made of somebody's words."""
FIRST_NAME = "main"


@dataclass(frozen=True, slots=True)
class Workplace:
    """What a job works with.

    Attributes:
        session: Opens the session, at the first call.
        tell: Takes news of how far the work is.
        cancelled: Set when the person wants it stopped.
    """

    session: Callable[[], BuildSession]
    tell: Callable[[Progress], None]
    cancelled: threading.Event

    def go_on(self) -> None:
        """Raise `Cancelled` if the person has stopped the work."""
        if self.cancelled.is_set():
            raise Cancelled("cancelled")


class Job(Protocol):
    """Some work for the worker's thread."""

    def do(self, at: Workplace) -> object:
        """Do it, and return what came of it."""
        ...


@dataclass(frozen=True, slots=True)
class Build:
    """Build and save an app."""

    request: str
    seed: int = 0

    def do(self, at: Workplace) -> Made:
        """Build it into a folder of its own."""
        started_s = time.monotonic()
        session = at.session()
        built = session.build(self.request, seed=self.seed, on_progress=at.tell, cancelled=at.cancelled)
        project = session.save(built, new_folder(apps_folder(), built.app.name))
        if project.notes:
            built = replace(built, notes=(*built.notes, *project.notes))
        took_s = time.monotonic() - started_s
        return Made(built, project, took_s, _last_two(project)[0], session.tokens_per_s)


@dataclass(frozen=True, slots=True)
class MakeTakes:
    """Build several apps for one request, in memory."""

    request: str
    seed: int = 0

    def do(self, at: Workplace) -> Taken:
        """Build them; the first is what `Build` makes."""
        takes = at.session().takes(self.request, MOST_TAKES, seed=self.seed, on_progress=at.tell)
        at.go_on()
        return Taken(takes)


@dataclass(frozen=True, slots=True)
class Change:
    """Change an app as asked."""

    project: Project
    request: str

    def do(self, at: Workplace) -> Altered:
        """Change it as it lies there now: the person may have written in it since it was shown."""
        project = open_project(self.project.folder)
        session = at.session()
        return _altered(
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
        # Loaded here, in the worker's thread, and not before the window stands: so in all jobs.
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
        return _saved(edited, open_project(folder), session.save_edit, started_s)


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change of an app back."""

    project: Project

    def do(self, at: Workplace) -> Altered:
        """Take it back, if the app is still as the person saw it."""
        session = at.session()
        return _altered(at, self.project, lambda: session.undo(self.project), session.save_edit)


@dataclass(frozen=True, slots=True)
class Script:
    """Carry out a change whose edit script is known; the model is not asked.

    Attributes:
        words: What the change is remembered by.
    """

    project: Project
    words: str
    script: str

    def do(self, at: Workplace) -> Altered:
        """Carry it out, if the app is still as the person saw it."""
        from desktop.changing import scripted
        from desktop.saving import save_edit

        return _altered(at, self.project, lambda: scripted(self.project, self.words, self.script), save_edit)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Have the blueprint be as the person wrote it."""

    project: Project
    text: str

    def do(self, at: Workplace) -> Altered:
        """Check it and write it, if the app is still as the person saw it."""
        from desktop.changing import rewritten
        from desktop.saving import save_edit

        return _altered(at, self.project, lambda: rewritten(self.project, self.text), save_edit)


@dataclass(frozen=True, slots=True)
class ChooseTake:
    """Have another take on an app's request in its place.

    Attributes:
        words: What the change is remembered by.
    """

    project: Project
    take: Built
    words: str

    def do(self, at: Workplace) -> Altered:
        """Turn the app into the take, as a change that can be taken back."""
        from desktop.changing import rewritten
        from desktop.saving import save_edit

        return _altered(
            at,
            self.project,
            lambda: replace(rewritten(self.project, self.take.text), request=self.words),
            save_edit,
        )


@dataclass(frozen=True, slots=True)
class Rename:
    """Give an app another name."""

    project: Project
    name: str

    def do(self, at: Workplace) -> Altered:
        """Change the name that is written in the app; its folder keeps its own."""
        from desktop.changing import renamed
        from desktop.saving import save_edit

        return _altered(at, self.project, lambda: renamed(self.project, self.name), save_edit)


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
        number, before = _last_two(restored.project)
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


def _altered(
    at: Workplace,
    project: Project,
    work_out: Callable[[], Edited],
    save: Callable[[Edited, Project], Project],
) -> Altered:
    started_s = time.monotonic()
    edited = work_out()
    at.go_on()
    return _saved(edited, project, save, started_s)


def _saved(
    edited: Edited, project: Project, save: Callable[[Edited, Project], Project], started_s: float
) -> Altered:
    from desktop.shell.plain_words import told

    before = read(project.blueprint_text).app
    project = save(edited, project)
    took_s = time.monotonic() - started_s
    if project.notes:
        edited = replace(edited, notes=(*edited.notes, *project.notes))
    if not edited.script and not edited.by_hand:
        return Altered(edited, project, took_s)
    sentences = told(before, edited.script) if before is not None and edited.script else ()
    return Altered(edited, project, took_s, *_last_two(project), sentences)


def _shown(project: Project, branch: str) -> Shown:
    number, before = _last_two(project)
    return Shown(project, _title(project), number, before, 0, branch, ())


def _title(project: Project) -> str:
    app = read(project.blueprint_text).app
    return app.name if app is not None else project.folder.name


def _last_two(project: Project) -> tuple[int, int]:
    """The numbers of the last version and of the one before it; 0 for none, or where none can be read."""
    from desktop.history import History

    numbers = [0, 0]
    with suppress(HistoryError):
        for place, version in enumerate(History(project.folder).versions(limit=2)):
            numbers[place] = version.number
    return numbers[0], numbers[1]


def _free_name(history: History, words: str) -> str:
    """A name for a branch, made of the words it begins with, that no other has."""
    plain = " ".join("".join(sign for sign in words if sign.isprintable()).split()) or FIRST_NAME
    # Signs that are not plain letters take more room in the name that git has for it.
    name = plain[: MOST_LETTERS if plain.isascii() else MOST_SIGNS].strip()
    number = 1
    while history.has_branch(name if number == 1 else f"{name} {number}"):
        number += 1
    return name if number == 1 else f"{name} {number}"
