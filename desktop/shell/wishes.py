"""What the person wishes of the app that is open, wherever they say it, becomes a job."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from desktop.blueprint import read
from desktop.messages import say
from desktop.shell.jobs import (
    Branch,
    Explain,
    Rename,
    Restore,
    Rewrite,
    Script,
    ShowBranch,
    WordBetter,
    WriteSamples,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.shell.asking import Asking


class Wishes(QObject):
    """Each method is a slot for a part's wish; without an open app it does nothing.

    Attributes:
        pointed: The line of the blueprint that was pointed at last, from 1; 0 for none.
    """

    def __init__(self, asking: Asking) -> None:
        """Make them.

        Args:
            asking: Hands the jobs out, and knows the app.
        """
        super().__init__(asking)
        self._asking = asking
        self.pointed = 0

    def rename(self, name: str) -> None:
        """Give the app another name."""
        if (project := self._asking.project) is not None:
            words = say("library.rename_request", name=name)
            self._asking.do(Rename(project, name), words, "script")

    def change_by_script(self, script: str, words: str) -> None:
        """Carry out a direct edit, remembered by these words."""
        if (project := self._asking.project) is not None:
            self._asking.do(Script(project, words, script), words, "script")

    def rewrite(self, text: str) -> None:
        """Have the blueprint be as the person wrote it."""
        if (project := self._asking.project) is not None:
            self._asking.do(Rewrite(project, text), say("history.rewritten_request"), "script")

    def explain(self) -> None:
        """Have the app explained."""
        if (project := self._asking.project) is not None:
            words = say("shell_models.explain_request")
            self._asking.do(Explain(project, words), words, "explain")

    def write_samples(self, beside: QWidget) -> None:
        """Have sample records written; where the app keeps several kinds, the person chooses one.

        Args:
            beside: Where the choice is shown.
        """
        project = self._asking.project
        app = read(project.blueprint_text).app if project is not None else None
        kinds = [entity.name for entity in app.entities] if app is not None else []
        if len(kinds) == 1:
            self._write_samples_of(kinds[0])
        elif kinds:
            menu = QMenu(beside)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for kind in kinds:
                menu.addAction(kind, partial(self._write_samples_of, kind))
            menu.popup(beside.mapToGlobal(beside.rect().topLeft()))

    def word_better(self) -> None:
        """Have the text that was pointed at worded better."""
        if (project := self._asking.project) is not None:
            words = say("shell_models.word_request")
            self._asking.do(WordBetter(project, self.pointed, words), words, "wording")

    def _write_samples_of(self, kind: str) -> None:
        if (project := self._asking.project) is not None:
            words = say("others.samples_request", entity=kind)
            self._asking.do(WriteSamples(project, kind, words), words, "samples")

    def restore(self, number: int) -> None:
        """Bring an earlier version back."""
        if (project := self._asking.project) is not None:
            words = say("shell_conversation.restored_request", number=number)
            self._asking.do(Restore(project, number), words, "restore")

    def begin_branch(self, name: str, number: int) -> None:
        """Begin a branch at a version."""
        if (project := self._asking.project) is not None:
            self._asking.do(Branch(project, name, number), name, "restore")

    def show_branch(self, name: str) -> None:
        """Go to another branch."""
        if (project := self._asking.project) is not None:
            self._asking.do(ShowBranch(project, name), name, "restore")
