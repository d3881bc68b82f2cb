"""Where the person says what should be different. Enter sends; Shift + Enter begins a new line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.conversation.ask import Ask
from desktop.shell.conversation.chip import Chip
from desktop.shell.growing_text import GrowingText
from desktop.shell.look import Look, M, S, font, icon, restyle

FEWEST_LINES, MOST_LINES = 2, 7


class AskBox(QFrame):
    """A text box that grows with its words, and the buttons below it.

    Signals:
        asked: An `Ask`.
        stop_requested: The work shall be stopped.
        text_rested: The text, a moment after the last change; it wants to be kept.
        about_dropped: The words are not about what was pointed at any more.
    """

    asked = Signal(object)
    stop_requested = Signal()
    text_rested = Signal(str)
    about_dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._about = self._read = ""
        self._since, self._instead = 0, ""
        self._part, self._part_name = False, ""
        self._text = GrowingText(FEWEST_LINES, MOST_LINES)
        self._text.setPlaceholderText(say("shell_conversation.box_placeholder"))
        self._text.setAccessibleName(say("shell_conversation.box_name"))
        self.setFocusProxy(self._text)
        self._about_chip = Chip(say("shell_conversation.about_drop_name"))
        self._part_chip = Chip(say("shell_models.part_drop_name"))
        self._since_chip = Chip(say("shell_conversation.since_drop_name"))
        self._hint = QLabel()
        self._hint.setProperty("role", "faint")
        self._hint.setFont(font("small"))
        self._stop = QPushButton(say("shell_conversation.stop"))
        self._stop.setProperty("role", "quiet")
        self._stop.setAccessibleName(say("shell_conversation.stop_name"))
        self._stop.setToolTip(say("shell_conversation.stop_tip"))
        self._send = QPushButton(say("shell_conversation.send"))
        self._send.setProperty("role", "main")
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 0, 0)  # as far in as the words above
        foot.setSpacing(S)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._stop)
        foot.addWidget(self._send)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, S + 2, S + 2, S + 2)
        column.setSpacing(S)
        column.addWidget(self._since_chip)
        column.addWidget(self._about_chip)
        column.addWidget(self._part_chip)
        column.addWidget(self._text)
        column.addLayout(foot)
        self._text.rested.connect(self.text_rested)
        self._text.entered.connect(self.wish)
        self._text.focus_changed.connect(self._on_focus_changed)
        self._about_chip.dropped.connect(self._on_about_dropped)
        self._since_chip.dropped.connect(lambda: self.show_since(0, ""))
        self._part_chip.dropped.connect(lambda: self.show_part(False))
        self._stop.clicked.connect(self.stop_requested)
        self._send.clicked.connect(self.wish)
        self.show_busy(False)

    @property
    def text(self) -> str:
        """What is written in the box."""
        return self._text.text

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is in here."""
        return any(part.hasFocus() for part in (self._text, self._send, self._stop))

    @property
    def about(self) -> str:
        """What the words are about, "" for nothing."""
        return self._about

    def put_text(self, text: str) -> None:
        """Put words in the box, with the cursor behind them; Ctrl+Z brings the old ones back."""
        self._text.put_text(text)

    def begin(self, text: str) -> None:
        """Start with these words; what another app's box held cannot be brought back here."""
        self._text.setPlainText(text)
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._drop_chips()

    def take_focus(self) -> None:
        """Put the cursor in the box."""
        self._text.setFocus()

    def wish(self) -> None:
        """Emit what is written, as if the button had been pressed; an empty box wishes nothing."""
        if self.text.strip():
            ask = Ask(
                self.text,
                self._about,
                self._since,
                self._instead,
                self._read,
                self._part,
                self._part_name,
            )
            self._drop_chips()
            self.put_text("")
            self.asked.emit(ask)

    def give_back(self, ask: Ask) -> None:
        """Put an ask that came to nothing back as it was, unless other words are here already."""
        if not self.text:
            self.put_text(ask.words)
            self.show_about(ask.about, ask.read)
            self.show_since(ask.since, ask.instead)
            self.show_part(ask.part, ask.part_name)

    def show_about(self, target: str, read: str = "") -> None:
        """Show what the words are about; "" for nothing.

        Args:
            target: In words that name it to the person.
            read: The same in words that the model reads best; "" if those are the person's.
        """
        self._about, self._read = target, read or target
        self._about_chip.say_this(say("shell_conversation.about", target=target) if target else "")

    def show_since(self, version: int, words: str) -> None:
        """Show that an earlier request is said otherwise.

        Args:
            version: From which to go on; 0 for none.
            words: The earlier request.
        """
        self._since, self._instead = version, words
        self._since_chip.say_this(say("shell_conversation.since", words=words) if version else "")

    def show_part(self, wanted: bool, name: str = "") -> None:
        """Show that the words wish for a part of one's own.

        Args:
            wanted: Whether they do.
            name: What it is called, if it is there already.
        """
        self._part, self._part_name = wanted, name if wanted else ""
        words = say("shell_models.part_named", name=name) if name else say("shell_models.part_new")
        self._part_chip.say_this(words if wanted else "")

    def show_busy(self, busy: bool) -> None:
        """Offer Stop while work goes on; what is sent then waits for its turn."""
        if not busy and self._stop.hasFocus():
            self._text.setFocus()
        self._stop.setVisible(busy)
        self._hint.setText(say("shell_conversation.box_hint_busy" if busy else "shell_conversation.box_hint"))
        kind = "queue" if busy else "send"
        self._send.setAccessibleName(say(f"shell_conversation.{kind}_name"))
        self._send.setToolTip(say(f"shell_conversation.{kind}_tip"))

    def dress(self, look: Look) -> None:
        """Draw the icons in the colours of this look."""
        self._stop.setIcon(icon("stop", look.colour("ink_soft")))
        self._about_chip.dress(look)
        self._since_chip.dress(look)
        self._part_chip.dress(look)

    def _on_focus_changed(self, here: bool) -> None:
        # The card is what the eye sees, so the card shows where the keyboard is.
        self.setProperty("focused", here)
        restyle(self)

    def _on_about_dropped(self) -> None:
        self.show_about("")
        self.about_dropped.emit()

    def _drop_chips(self) -> None:
        if self._about:
            self._on_about_dropped()
        self.show_since(0, "")
        self.show_part(False)
