"""One turn, drawn: the person's words in a bubble, below them what came of it and what can be done now."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.amounts import seconds
from desktop.shell.conversation.meanings_row import MeaningsRow
from desktop.shell.conversation.offer_row import OfferRow, Proposal
from desktop.shell.conversation.turn import FAILED, MADE, NOTHING, Turn
from desktop.shell.look import font, restyle
from desktop.shell.plain_words import Line
from desktop.shell.results import Meaning
from desktop.shell.wrapped_label import WrappedLabel

_PART = re.compile(r': add custom "')
TONES = {NOTHING: "warn", FAILED: "bad"}


class TurnView(QFrame):
    """Shows a turn.

    Signals:
        undo_requested, again_requested, takes_requested: What the person wants done about this `Turn`.
        meaning_taken: This turn, and the `Meaning` that it shall have instead.
        offer_taken: This turn, and the deed that was pressed of what was offered below it.
    """

    undo_requested = Signal(object)
    again_requested = Signal(object)
    takes_requested = Signal(object)
    meaning_taken = Signal(object, object)
    offer_taken = Signal(object, str)

    def __init__(self, turn: Turn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.turn = turn
        self._undo = self._button("undo")
        self._again = self._button("again")
        self._takes = self._button("takes")
        if turn.kind == MADE:
            self._again.setToolTip(say("shell_conversation.remake_tip"))
        self._meanings = MeaningsRow()
        self._meanings.taken.connect(lambda meaning: self.meaning_taken.emit(self.turn, meaning))
        self._offer = OfferRow()
        self._offer.taken.connect(lambda deed: self.offer_taken.emit(self.turn, deed))
        self._foot = QLabel()
        self._foot.setProperty("role", "faint")
        self._foot.setFont(font("small"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if turn.request:
            column.addWidget(bubble(turn.request))
        if turn.problems:
            column.addWidget(_problems(turn.problems))
        if turn.lines or turn.notes:
            column.addWidget(self._answer())
        if turn.use:
            column.addWidget(_quiet(turn.use))
        column.addLayout(self._actions())
        column.addWidget(self._meanings)
        column.addWidget(self._offer)
        self.setAccessibleName(
            say("shell_conversation.turn_name", request=turn.request, answer=turn.words)
            if turn.request
            else turn.words
        )
        self._undo.clicked.connect(lambda: self.undo_requested.emit(self.turn))
        self._again.clicked.connect(lambda: self.again_requested.emit(self.turn))
        self._takes.clicked.connect(lambda: self.takes_requested.emit(self.turn))
        self.offer(newest=True, undo=False, takes=False, taken_back=False)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be pressed, from left to right."""
        return (self._undo, self._again, self._takes, *self._meanings.buttons, *self._offer.buttons)

    @property
    def offered(self) -> str:
        """What is offered below it; "" for nothing."""
        return self._offer.words

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What it may have meant as well."""
        return self._meanings.meanings

    def show_meanings(self, meanings: tuple[Meaning, ...]) -> None:
        """Show what it may have meant as well; none takes that away."""
        self._meanings.show_meanings(meanings, instead=self.turn.kind != NOTHING)

    def propose(self, proposal: Proposal | None) -> None:
        """Offer something more below the answer; None takes that away."""
        self._offer.propose(proposal)

    def offer(self, *, newest: bool, undo: bool, takes: bool, taken_back: bool) -> None:
        """Say what can be done about the turn now.

        Args:
            newest: Whether it is the last one: what can be done about others is shown more calmly.
            undo: Whether it can be taken back.
            takes: Whether there may be other versions of it to see.
            taken_back: Whether it was taken back already.
        """
        self._undo.setVisible(undo)
        self._takes.setVisible(takes)
        self._again.setVisible(
            bool(self.turn.request)
            and (self.turn.kind == MADE or bool(self.turn.before and self.turn.script))
            and not _PART.search(self.turn.script)  # said again, that would be no part any more
        )
        for button in (self._again, self._takes):
            if button.property("calm") != (not newest):
                button.setProperty("calm", not newest)
                restyle(button)
        said = [say("shell_conversation.taken_back")] if taken_back else []
        if self.turn.took_s is not None:
            said.append(seconds(self.turn.took_s))
        self._foot.setText(" · ".join(said))

    def rest(self, resting: bool) -> None:
        """Let nobody press while work goes on."""
        for button in self.buttons:
            button.setEnabled(not resting)

    def _answer(self) -> QWidget:
        tone = TONES.get(self.turn.kind)
        answer = QFrame()
        if tone:
            answer.setProperty("role", "bubble")
            answer.setProperty("tone", tone)
        grid = QGridLayout(answer)
        grid.setContentsMargins(*((12, 8, 12, 8) if tone else (2, 0, 2, 0)))
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        lines = self.turn.lines
        if self.turn.unsure:
            lines = (Line("", say("shell_conversation.unsure")), *lines)
        notes = tuple(Line("" if tone else say("shell_conversation.note"), note) for note in self.turn.notes)
        # A list of what an app has reads best beside its labels; sentences read best in one column.
        beside = bool(lines and lines[0].label)
        row = 0
        for line in (*lines, *notes):
            words = WrappedLabel(line.words)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label = QLabel(line.label)
            label.setProperty("role", "faint")
            label.setFont(font("small"))
            label.setVisible(bool(line.label))
            if beside:
                grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(words, row, 1)
                row += 1
                continue
            if line.label:
                grid.addWidget(label, row, 0, 1, 2)
                row += 1
            grid.addWidget(words, row, 0, 1, 2)
            row += 1
        return answer

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self._undo, self._again, self._takes):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._foot)
        return row

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(say(f"shell_conversation.{name}"))
        button.setProperty("role", "link")
        button.setFont(font("small"))
        button.setAccessibleName(say(f"shell_conversation.{name}_name"))
        button.setToolTip(say(f"shell_conversation.{name}_tip"))
        return button


def _quiet(words: str) -> WrappedLabel:
    """Who did it and what it cost, for whoever wants to know."""
    label = WrappedLabel(words)
    label.setProperty("role", "faint")
    label.setFont(font("small"))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _problems(problems: tuple[str, ...]) -> QFrame:
    """What is still wrong, before everything else: Undo stands right below."""
    frame = QFrame()
    frame.setProperty("role", "bubble")
    frame.setProperty("tone", "warn")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(4)
    for words in (say("shell_models.part_problems"), *problems):
        column.addWidget(WrappedLabel(words))
    return frame


def bubble(words: str) -> QFrame:
    """The person's own words, as something said."""
    frame = QFrame()
    frame.setProperty("role", "bubble")
    frame.setProperty("who", "person")
    label = WrappedLabel(words)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    inside = QHBoxLayout(frame)
    inside.setContentsMargins(12, 8, 12, 8)
    inside.addWidget(label)
    return frame
