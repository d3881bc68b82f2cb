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
        self._offered: tuple[Turn, Altered] | None = None
        talk.altered.connect(self._on_altered)
        talk.shown.connect(lambda _shown: self._withdraw())
        asking.began.connect(lambda _words, _kind: self._withdraw())
        view.meaning_taken.connect(self._on_taken)

    def _on_altered(self, altered: Altered) -> None:
        turn = self._view.turns[-1] if self._view.turns else None
        if turn is None or altered.edited.chance >= SURE or not altered.otherwise:
            return
        self._offered = (turn, altered)
        self._view.show_meanings(turn, altered.otherwise)

    def _on_taken(self, turn: Turn, meaning: Meaning) -> None:
        if self._offered is None or self._offered[0] is not turn:
            return
        altered = self._offered[1]
        request = altered.edited.request
        if self._view.box.text == request:
            self._view.box.put_text("")  # it was given back when nothing came of it
        job = Instead(altered.project, request, meaning.script, take_back=altered.changed)
        self._asking.do(job, request, "change")

    def _withdraw(self) -> None:
        offered, self._offered = self._offered, None
        if offered is not None:
            self._view.show_meanings(offered[0], ())
