"""The turns below each other, the newest last and in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.conversation.offer_row import Proposal
from desktop.shell.conversation.turn import BRANCHED, MADE, Turn, taken_back
from desktop.shell.conversation.turn_view import TurnView
from desktop.shell.conversation.working import WorkingView
from desktop.shell.look import L, font
from desktop.shell.results import Meaning

MOST_SHOWN = 200
"""Turns that are drawn at once; older ones leave, and are in the history."""


class TurnList(QScrollArea):
    """Shows turns, and the one that is worked on below them.

    Signals:
        undo_requested, again_requested, takes_requested, meaning_taken, offer_taken: As each `TurnView` tells
            them.
        earlier_requested: The person wants to see turns before the first.
    """

    undo_requested = Signal(object)
    again_requested = Signal(object)
    takes_requested = Signal(object)
    earlier_requested = Signal()
    meaning_taken = Signal(object, object)
    offer_taken = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("shell_conversation.list_name"))
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(L, L, L, L)
        self._column.setSpacing(L + 4)
        self._earlier = QPushButton(say("shell_conversation.earlier"))
        self._earlier.setProperty("role", "link")
        self._earlier.setFont(font("small"))
        self._earlier.setAccessibleName(say("shell_conversation.earlier"))
        self._earlier.clicked.connect(self.earlier_requested)
        self._earlier.hide()
        self.working = WorkingView()
        self._column.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._column.addWidget(self.working)
        self.setWidget(inside)
        self._views: list[TurnView] = []
        self._undoable: Turn | None = None
        self._follow = True
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What is shown, the oldest first."""
        return tuple(view.turn for view in self._views)

    def show_turns(self, turns: tuple[Turn, ...], *, more: bool) -> None:
        """Show these turns in place of the old ones.

        Args:
            turns: The oldest first.
            more: Whether there are earlier ones.
        """
        for view in self._views:
            self._drop(view)
        self._views = []
        self._follow = True
        for turn in turns[-MOST_SHOWN:]:
            self._add(turn, len(self._views))
        self._earlier.setVisible(more)
        self._offer()

    def show_earlier(self, turns: tuple[Turn, ...], *, more: bool) -> None:
        """Put earlier turns before those that are shown."""
        self._follow = False
        for place, turn in enumerate(turns):
            self._add(turn, place)
        self._earlier.setVisible(more)
        self._offer()

    def add(self, turn: Turn) -> None:
        """Add the newest turn and bring it into sight."""
        self._follow = True
        view = self._add(turn, len(self._views))
        if len(self._views) > MOST_SHOWN:
            self._drop(self._views.pop(0))
        self._offer()
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.Alert))

    def show_undo(self, turn: Turn | None) -> None:
        """Offer Undo on this turn alone; on none with None."""
        self._undoable = turn
        self._offer()

    def propose(self, turn: Turn, proposal: Proposal | None) -> None:
        """Offer something more below a turn, if it is still there; None takes that away."""
        for view in self._views:
            if view.turn is turn:
                view.propose(proposal)
                self._set_tab_order()

    def show_meanings(self, turn: Turn, meanings: tuple[Meaning, ...]) -> None:
        """Show what a turn may have meant as well, if it is still there; none takes that away."""
        for view in self._views:
            if view.turn is turn:
                view.show_meanings(meanings)
                self._set_tab_order()

    def meanings(self, turn: Turn) -> tuple[Meaning, ...]:
        """What is shown that a turn may have meant as well."""
        return next((view.meanings for view in self._views if view.turn is turn), ())

    def offered(self, turn: Turn) -> str:
        """What is offered below a turn; "" for nothing."""
        return next((view.offered for view in self._views if view.turn is turn), "")

    def rest(self, resting: bool) -> None:
        """Let nobody press anything in the turns while work goes on."""
        for view in self._views:
            view.rest(resting)

    def _add(self, turn: Turn, place: int) -> TurnView:
        view = TurnView(turn)
        view.undo_requested.connect(self.undo_requested)
        view.again_requested.connect(self.again_requested)
        view.takes_requested.connect(self.takes_requested)
        view.meaning_taken.connect(self.meaning_taken)
        view.offer_taken.connect(self.offer_taken)
        # The button for earlier ones and the room above them come first.
        self._column.insertWidget(place + 2, view)
        view.show()  # Qt would do it a moment later, and what is not shown takes no press
        self._views.insert(place, view)
        return view

    def _drop(self, view: TurnView) -> None:
        view.setParent(None)
        view.deleteLater()

    def _offer(self) -> None:
        gone = taken_back(self.turns)
        untouched = not any(turn.number for turn in self.turns if turn.kind not in (MADE, BRANCHED))
        for view in self._views:
            view.offer(
                newest=view is self._views[-1],
                undo=view.turn is self._undoable,
                takes=view.turn.kind == MADE and bool(view.turn.request) and untouched,
                taken_back=view.turn.number in gone,
            )
        self._set_tab_order()

    def _set_tab_order(self) -> None:
        """Let Tab walk down the turns; what is made later would come after everything else."""
        before: QWidget = self._earlier
        for view in self._views:
            for button in view.buttons:
                QWidget.setTabOrder(before, button)
                before = button

    def _on_scrolled(self, value: int) -> None:
        self._follow = value >= self.verticalScrollBar().maximum() - L

    def _on_range_changed(self, _least: int, most: int) -> None:
        # The layout settles after the turn was added; who has scrolled up to read is left alone.
        if self._follow:
            self.verticalScrollBar().setValue(most)
