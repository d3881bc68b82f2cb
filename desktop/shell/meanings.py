"""Offers what else a request may have meant, where Spindle was unsure, and has it done instead.

It stands below the newest answer only, and goes when anything else begins: the scripts are made for the app
as it was before that answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.certainty import SURE
from desktop.shell.jobs import Instead

if TYPE_CHECKING:
    from desktop.shell.asking import Asking
    from desktop.shell.conversation import Conversation, Turn
    from desktop.shell.results import Altered, Meaning
    from desktop.shell.talking import Talk


class Meanings(QObject):
    """Watches what comes of requests."""

    def __init__(self, view: Conversation, talk: Talk, asking: Asking) -> None:
        """Watch from now on.

        Args:
            view: Shows the meanings.
            talk: Tells what came of requests, when their turns stand.
            asking: Hands out the work.
        """
        super().__init__(view)
        self._view = view
        self._asking = asking
        self._offered: Altered | None = None
        talk.altered.connect(self._on_altered)
        talk.recalled.connect(self._show)
        talk.shown.connect(lambda _shown: self._withdraw())
        asking.began.connect(lambda _words, _kind: self._withdraw())
        view.meaning_taken.connect(self._on_taken)

    def _on_altered(self, altered: Altered) -> None:
        if altered.edited.chance < SURE and altered.otherwise:
            self._offered = altered
            self._show()

    def _show(self) -> None:
        """Show them below their turn; it may not stand there yet, where another branch is shown now."""
        turn = self._turn()
        if self._offered is not None and turn is not None:
            self._view.show_meanings(turn, self._offered.otherwise)

    def _turn(self) -> Turn | None:
        """The newest turn, if it is the one that they are about."""
        offered, project, turns = self._offered, self._asking.project, self._view.turns
        if offered is None or project is None or project.folder != offered.project.folder:
            return None
        return turns[-1] if turns and turns[-1].number == offered.number else None

    def _on_taken(self, turn: Turn, meaning: Meaning) -> None:
        altered = self._offered
        if altered is None or self._turn() is not turn:
            return
        request = altered.edited.request
        if self._view.box.text == request:
            self._view.box.put_text("")  # it was given back when nothing came of it
        job = Instead(altered.project, request, meaning.script, take_back=altered.changed)
        self._asking.do(job, request, "change")

    def _withdraw(self) -> None:
        turn = self._turn()
        self._offered = None
        if turn is not None:
            self._view.show_meanings(turn, ())
