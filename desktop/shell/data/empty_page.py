"""What stands where a table would be: why there is none, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.shell.look import LIGHT, XL, L, Look, S, font, icon
from desktop.shell.wrapped_label import WrappedLabel

WIDEST_PX = 420
_ICON_PX = 40

Step = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


class EmptyPage(QWidget):
    """A title, a sentence, and at most two buttons.

    Args:
        drawing: The name of an icon.
    """

    def __init__(self, drawing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = WrappedLabel()
        self._title.setFont(font("lead", strong=True))
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = WrappedLabel()
        self._words.setProperty("role", "soft")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(S)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST_PX)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._sign)
        column.addSpacing(S)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(L)
        column.addLayout(self._buttons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(XL, XL, XL, XL)
        rows.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        rows.addLayout(across)
        rows.addStretch(3)
        self.dress(Look(LIGHT))

    @property
    def words(self) -> str:
        """Everything that is said."""
        return f"{self._title.text()}\n{self._words.text()}"

    def say_words(self, title: str, words: str, steps: Sequence[Step] = ()) -> None:
        """Say why there is nothing.

        Args:
            title: In a few words.
            words: What to do, in a sentence or two.
            steps: Buttons for it; the first is the next step.
        """
        self._title.setText(title)
        self._words.setText(words)
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self._buttons.addStretch(1)
        for place, (text, step) in enumerate(steps):
            button = QPushButton(text)
            button.setProperty("role", "" if place == 0 else "quiet")
            button.clicked.connect(lambda _checked=False, step=step: step())
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        drawn = icon(self._drawing, look.colour("line_strong"), _ICON_PX)
        self._sign.setPixmap(drawn.pixmap(_ICON_PX, _ICON_PX))
