"""What stands where the app will be: an invitation with four examples, and how far a first build is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import font
from desktop.shell.wrapped_label import WrappedLabel

EXAMPLES = ("example_tools", "example_plants", "example_reading", "example_homework")
WIDEST_PX = 620


class Welcome(QWidget):
    """An empty state that says what to do.

    Signals:
        example_chosen: The text of an example.
    """

    example_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = WrappedLabel(say("shell.welcome_title"))
        self._title.setFont(font("display", strong=True))
        self._words = WrappedLabel(say("shell.welcome_words"))
        self._words.setProperty("role", "soft")
        self._words.setFont(font("lead"))
        self._try = QLabel(say("shell.welcome_try"))
        self._try.setProperty("role", "faint")
        self._try.setFont(font("body", strong=True))
        self._examples = tuple(self._example(key) for key in EXAMPLES)
        grid = QGridLayout()
        grid.setSpacing(12)
        for index, button in enumerate(self._examples):
            grid.addWidget(button, index // 2, index % 2)

        middle = QWidget()
        middle.setMaximumWidth(WIDEST_PX)
        column = QVBoxLayout(middle)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addSpacing(10)
        column.addWidget(self._words)
        column.addSpacing(30)
        column.addWidget(self._try)
        column.addSpacing(10)
        column.addLayout(grid)
        column.addStretch(3)
        layout = QGridLayout(self)
        layout.setContentsMargins(36, 20, 36, 20)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 100)
        layout.setColumnStretch(2, 1)
        layout.addWidget(middle, 0, 1)

    def show_stage(self, sentence: str) -> None:
        """Show how far a first build is; "" brings the invitation back."""
        building = bool(sentence)
        self._title.setText(say("shell.building_title") if building else say("shell.welcome_title"))
        self._words.setText(sentence or say("shell.welcome_words"))
        self._try.setVisible(not building)
        for button in self._examples:
            button.setVisible(not building)

    def _example(self, key: str) -> QPushButton:
        text = say(f"shell.{key}")
        # A push button draws one line only, so a label inside it draws the words.
        button = QPushButton()
        button.setProperty("role", "example")
        button.setAccessibleName(say("shell.example_name", example=text))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        words = QLabel(text)
        words.setWordWrap(True)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QVBoxLayout(button)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.addWidget(words)
        button.clicked.connect(lambda: self.example_chosen.emit(text))
        return button
