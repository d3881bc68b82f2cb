"""What is done with whole apps from the start screen: each as an errand, told in a sentence, undoable.

Nothing here asks back: what goes into the bin can be brought back, and what is copied or packed overwrites
nothing. Only emptying the bin is for good, and that is asked for where the bin is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.changing import renamed
from desktop.errors import HomespunError
from desktop.library import bring_back, duplicate, empty_bin, is_right_below, move_folder, put_in_bin
from desktop.messages import say
from desktop.paths import apps_folder
from desktop.shell.errands import Errands
from desktop.shell.start.card import Card
from desktop.shell.start.notice import Told
from desktop.workspace import open_project

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of bringing things in.

    Attributes:
        folders: Of the apps that are here now.
        name: Of the last of them.
        notes: What did not come along, and why others did not come in, in sentences.
        refused: How many did not come in.
    """

    folders: tuple[Path, ...]
    name: str
    notes: tuple[str, ...]
    refused: int


class Deeds(QObject):
    """Does what is wished, in another thread.

    Signals:
        changed: The list of apps, or the bin, is another now.
        told: A `Told`.
        opening_wanted: The folder of an app that has just come in.
    """

    changed = Signal()
    told = Signal(object)
    opening_wanted = Signal(object)

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = errands

    def rename(self, card: Card, name: str) -> None:
        """Call an app otherwise, and its folder with it."""
        self._do(lambda: rename(card.source, name), lambda notes: self._tell_notes(notes))

    def duplicate(self, card: Card) -> None:
        """Make a copy of an app, with its records."""
        self._tell(Told(say("shell_start.duplicating", app=card.name), lasting=True))
        self._do(
            lambda: duplicate(apps_folder(), card.source).folder,
            lambda folder: self._tell(self._opened(say("shell_start.duplicated", app=card.name), folder)),
        )

    def put_in_bin(self, card: Card) -> None:
        """Put an app into the bin."""

        def done(number: int) -> None:
            sentence = say("shell_start.binned", app=card.name)
            undo = say("shell_start.undo")
            self._tell(Told(sentence, step=undo, take_step=lambda: self._bring_back(number, card.name)))

        self._do(lambda: put_in_bin(apps_folder(), card.source).number, done)

    def bring_back(self, card: Card) -> None:
        """Bring an app back from the bin."""
        self._bring_back(card.number, card.name)

    def empty_bin(self) -> None:
        """Delete what is in the bin, for good."""
        self._tell(Told(say("shell_start.emptying"), lasting=True))
        self._do(
            lambda: empty_bin(apps_folder()),
            lambda count: self._tell(Told(say("shell_start.emptied", count=count))),
        )

    def pack(self, card: Card, place: Path, *, with_data: bool) -> None:
        """Write an app as one file that another Homespun can bring in.

        Args:
            card: The app.
            place: The folder for it.
            with_data: Whether its records go along.
        """
        self._tell(Told(say("shell_start.packing", app=card.name), lasting=True))

        def work() -> str:
            # What brings the history and the records along is loaded in the errand's thread: here and below.
            from desktop.exports import export_project

            made = export_project(open_project(card.source), "bundle", with_data=with_data, out=place)
            told = say("shell_start.packed", file=made.place.name, folder=made.place.parent)
            return " ".join((told, *made.notes))

        self._do(work, lambda sentence: self._tell(Told(sentence, "good")))

    def bring_in(self, sources: Sequence[Path]) -> None:
        """Bring apps in that were made elsewhere; what cannot come in says why."""
        names = ", ".join(each.name for each in sources[:3])
        self._tell(Told(say("shell_start.bringing_in", names=names), lasting=True))
        self._do(lambda: bring_in(sources), self._on_brought_in)

    def _bring_back(self, number: int, name: str) -> None:
        self._do(
            lambda: bring_back(apps_folder(), str(number)),
            lambda folder: self._tell(self._opened(say("shell_start.brought_back", app=name), folder)),
        )

    def _on_brought_in(self, found: BroughtIn) -> None:
        notes = " ".join(found.notes)
        if not found.folders:
            self._tell(Told(notes, "bad"))
            return
        only = found.folders[0] if len(found.folders) == 1 else None
        said = say("shell_start.brought_in", app=found.name, count=len(found.folders))
        told = self._opened(said, only) if only is not None else Told(said, "good")
        if notes:
            tone = "bad" if found.refused else "calm"
            told = replace(told, sentence=f"{told.sentence} {notes}", tone=tone, lasting=True)
        self._tell(told)
        if only is not None and not notes:
            self.opening_wanted.emit(only)

    def _opened(self, sentence: str, folder: Path) -> Told:
        """A good piece of news, with the step to open what it is about."""
        step = say("shell_start.open")
        return Told(sentence, "good", step, lambda: self.opening_wanted.emit(folder))

    def _tell_notes(self, notes: tuple[str, ...]) -> None:
        if notes:
            self._tell(Told(" ".join(notes)))

    def _tell(self, told: Told) -> None:
        self.told.emit(told)

    def _do(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        def on_done(found: T) -> None:
            done(found)
            self.changed.emit()

        def on_failed(sentence: str) -> None:
            # An error that nobody foresaw has been told by the window already.
            self._tell(Told(sentence or say("shell_start.failed"), "bad"))
            self.changed.emit()

        self._errands.run(work, on_done, on_failed)


def rename(folder: Path, name: str) -> tuple[str, ...]:
    """Call an app otherwise, and its folder if it is one of the person's apps.

    Returns:
        What there is to say of it, in sentences.

    Raises:
        HomespunError: The app cannot be changed, or its folder not be moved; it is whole in any case.
    """
    from desktop.saving import save_edit

    project = open_project(folder)
    edited = renamed(project, name)
    notes = save_edit(edited, project).notes
    if is_right_below(apps_folder(), folder):
        move_folder(apps_folder(), folder, edited.app.name)
    return notes


def bring_in(sources: Sequence[Path]) -> BroughtIn:
    """Bring apps in, one after the other; one that is refused keeps no other out."""
    from desktop.exports import import_project

    folders: list[Path] = []
    notes: list[str] = []
    name = ""
    refused = 0
    for source in sources:
        try:
            found = import_project(source)
        except HomespunError as problem:
            refused += 1
            notes.append(str(problem))
            continue
        folders.append(found.project.folder)
        notes.extend(found.notes)
        name = found.app_name
    return BroughtIn(tuple(folders), name, tuple(notes), refused)
