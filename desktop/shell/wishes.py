"""What the person wishes of the app that is open, wherever they say it, becomes a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.messages import say
from desktop.shell.jobs import Branch, Rename, Restore, Rewrite, Script, ShowBranch

if TYPE_CHECKING:
    from desktop.shell.asking import Asking


class Wishes(QObject):
    """Each method is a slot for a part's wish; without an open app it does nothing."""

    def __init__(self, asking: Asking) -> None:
        """Make them.

        Args:
            asking: Hands the jobs out, and knows the app.
        """
        super().__init__(asking)
        self._asking = asking

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
