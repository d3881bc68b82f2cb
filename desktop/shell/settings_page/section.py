"""One section: a heading, a sentence, and rows of a label, a hint and a control."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.settings import Settings
from desktop.shell.look import L, Look, M, S, font
from desktop.shell.wrapped_label import WrappedLabel


class Section(QWidget):
    """The base of all sections.

    Attributes:
        rows: Where rows go, below the heading.

    Signals:
        changed: The settings as the person wants them now (`Settings`).
        failed: Something could not be done; a sentence.
        restart_requested: The window shall start anew, so that a change counts.
    """

    changed = Signal(object)
    failed = Signal(str)
    restart_requested = Signal()

    def __init__(self, name: str) -> None:
        """Make it with its heading.

        Args:
            name: Of its entries in the catalogue: `NAME` is the heading, `NAME_words` the sentence.
        """
        super().__init__()
        self._settings = Settings()
        heading = QLabel(say(f"shell_settings.{name}"))
        heading.setFont(font("title", strong=True))
        words = soft_words(say(f"shell_settings.{name}_words"))
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, S, 0)
        self.rows.setSpacing(L)
        self.rows.addWidget(heading)
        self.rows.addWidget(words)
        self.setAccessibleName(heading.text())

    def show_settings(self, settings: Settings) -> None:
        """Show these; sections that have controls set them, without telling of a change."""
        self._settings = settings

    def dress(self, look: Look) -> None:
        """Use the colours of this look, where a section draws with some itself."""

    def let_go(self) -> None:
        """Before the window goes: stop what goes on elsewhere."""

    def add_row(self, label: str, control: QWidget, hint: str = "") -> None:
        """Add a control with its label above it, and a hint below."""
        name = QLabel(label)
        name.setFont(font("body", strong=True))
        name.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        row = QVBoxLayout()
        row.setSpacing(S)
        row.addWidget(name)
        row.addWidget(control)
        if hint:
            row.addWidget(soft_words(hint))
        self.rows.addLayout(row)

    def add_later(self, sentence: str) -> QFrame:
        """Add news, hidden at first, that a change waits for a new start, with a way to have it at once."""
        again = QPushButton(say("shell_settings.restart"))
        again.clicked.connect(self.restart_requested)
        later = banner("calm", WrappedLabel(sentence), again)
        later.hide()
        self.rows.addWidget(later)
        return later

    def end_rows(self) -> None:
        """Let the room that is left over lie below the last row."""
        self.rows.addStretch(1)


def soft_words(text: str) -> WrappedLabel:
    """A sentence of second importance, over as many lines as it needs."""
    words = WrappedLabel(text)
    words.setProperty("role", "soft")
    return words


def banner(tone: str, words: WrappedLabel, *controls: QWidget) -> QFrame:
    """News in place, with what can be done about it at its right."""
    frame = QFrame()
    frame.setProperty("role", "banner")
    frame.setProperty("tone", tone)
    row = QHBoxLayout(frame)
    row.setContentsMargins(M, M, M, M)
    row.setSpacing(M)
    row.addWidget(words, 1)
    for control in controls:
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
    return frame
