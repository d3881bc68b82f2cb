"""The left side of the workbench: the turns, what waits, and the box."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.shell.conversation.ask import Ask
from desktop.shell.conversation.ask_box import AskBox
from desktop.shell.conversation.offer_row import Proposal
from desktop.shell.conversation.turn import MADE, Turn
from desktop.shell.conversation.turn_list import TurnList
from desktop.shell.conversation.waiting import WaitingList
from desktop.shell.look import Look, M
from desktop.shell.results import Meaning


class Conversation(QWidget):
    """Shows the turns of one app.

    Signals:
        asked: An `Ask`.
        stop_requested: The work shall be stopped.
        undo_requested, takes_requested: What is wanted about a `Turn`.
        meaning_taken: A `Turn`, and the `Meaning` that it shall have instead.
        offer_taken: A `Turn`, and the deed that was pressed of what was offered below it.
        remake_requested: The words of an app's first request, to be said otherwise.
        dropped: The place of a waiting ask that is not wanted any more.
        go_on_requested: What waits shall be done.
        earlier_requested: The number of the version before which turns are wanted.
        text_rested: What is in the box, a moment after the last key.
        about_dropped: Nothing is meant any more of what was pointed at.
    """

    asked = Signal(object)
    stop_requested = Signal()
    undo_requested = Signal(object)
    takes_requested = Signal(object)
    meaning_taken = Signal(object, object)
    offer_taken = Signal(object, str)
    remake_requested = Signal(str)
    dropped = Signal(int)
    go_on_requested = Signal()
    earlier_requested = Signal(int)
    text_rested = Signal(str)
    about_dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._list = TurnList()
        self._waiting = WaitingList()
        self.box = AskBox()
        self._before = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, M)
        column.setSpacing(0)
        column.addWidget(self._list, 1)
        low = QVBoxLayout()
        low.setContentsMargins(M, 0, M, 0)
        low.setSpacing(8)
        low.addWidget(self._waiting)
        low.addWidget(self.box)
        column.addLayout(low)
        self._list.undo_requested.connect(self.undo_requested)
        self._list.takes_requested.connect(self.takes_requested)
        self._list.meaning_taken.connect(self.meaning_taken)
        self._list.offer_taken.connect(self.offer_taken)
        self._list.again_requested.connect(self._on_again_requested)
        self._list.earlier_requested.connect(lambda: self.earlier_requested.emit(self._before))
        self._waiting.dropped.connect(self.dropped)
        self._waiting.go_on_requested.connect(self.go_on_requested)
        self.box.asked.connect(self.asked)
        self.box.stop_requested.connect(self.stop_requested)
        self.box.text_rested.connect(self.text_rested)
        self.box.about_dropped.connect(self.about_dropped)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What is shown, the oldest first."""
        return self._list.turns

    @property
    def last_words(self) -> str:
        """What the newest turn says below the request; "" if there is none."""
        return self.turns[-1].words if self.turns else ""

    def show_turns(self, turns: tuple[Turn, ...], before: int = 0) -> None:
        """Show these turns in place of the old ones.

        Args:
            turns: The oldest first.
            before: The number of the version before which there are more; 0 for none.
        """
        self._before = before
        self._list.show_turns(turns, more=bool(before))

    def show_earlier(self, turns: tuple[Turn, ...], before: int) -> None:
        """Put earlier turns before those that are shown; `before` as above."""
        self._before = before
        self._list.show_earlier(turns, more=bool(before))

    def add_turn(self, turn: Turn) -> None:
        """Add the newest turn."""
        self._list.add(turn)

    def show_undo(self, turn: Turn | None) -> None:
        """Offer Undo on this turn alone."""
        self._list.show_undo(turn)

    def propose(self, turn: Turn, proposal: Proposal | None) -> None:
        """Offer something more below a turn; None takes that away."""
        self._list.propose(turn, proposal)

    def show_meanings(self, turn: Turn, meanings: tuple[Meaning, ...]) -> None:
        """Show what a turn may have meant as well; none takes that away."""
        self._list.show_meanings(turn, meanings)

    def meanings(self, turn: Turn) -> tuple[Meaning, ...]:
        """What is shown that a turn may have meant as well."""
        return self._list.meanings(turn)

    def offered(self, turn: Turn) -> str:
        """What is offered below a turn; "" for nothing."""
        return self._list.offered(turn)

    def show_working(self, request: str) -> None:
        """Show that these words are worked on."""
        self._list.working.begin(request)
        self._list.rest(True)
        self.box.show_busy(True)

    def show_stage(self, sentence: str) -> None:
        """Show how far the work is."""
        self._list.working.show_stage(sentence)

    def show_rest(self) -> None:
        """Show that nothing is worked on."""
        self._list.working.end()
        self._list.rest(False)
        self.box.show_busy(False)

    def show_waiting(self, asks: tuple[Ask, ...], *, resting: bool) -> None:
        """Show what waits; `resting` if it waits for the person."""
        self._waiting.show_asks(asks, resting=resting)

    def say_again(self, request: str) -> None:
        """Put an earlier request in the box, to be said otherwise in its place if its turn is shown."""
        turn = next((each for each in reversed(self.turns) if each.request == request and each.before), None)
        if turn is not None:
            self._on_again_requested(turn)
        else:
            self.box.put_text(request)
            self.box.take_focus()

    def dress(self, look: Look) -> None:
        """Draw what is drawn with colours in those of this look."""
        self.box.dress(look)
        self._waiting.dress(look)

    def _on_again_requested(self, turn: Turn) -> None:
        if turn.kind == MADE:
            self.remake_requested.emit(turn.request)
            return
        self.box.put_text(turn.request)
        self.box.show_since(turn.before, turn.request)
        self.box.take_focus()
