"""What stands below the tools: the table with its sheet, a word in its place, or a file that may come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from desktop.messages import say
from desktop.shell.data.empty_page import EmptyPage, Step
from desktop.shell.look import Look, S


class Pages(QStackedWidget):
    """Shows one of them.

    Args:
        table: The table.
        sheet: What stands beside it for a single cell.
        file_page: What is said of a file.
    """

    def __init__(self, table: QWidget, sheet: QWidget, file_page: QWidget) -> None:
        super().__init__()
        self._empty, self._no_rows, self._file_page = EmptyPage("data"), EmptyPage("table"), file_page
        card = QFrame()
        card.setProperty("role", "card")
        inside = QHBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(table)
        self._board = QWidget()
        line = QHBoxLayout(self._board)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(S)
        line.addWidget(card, 1)
        line.addWidget(sheet)
        for page in (self._empty, self._board, self._no_rows, file_page):
            self.addWidget(page)

    @property
    def has_file(self) -> bool:
        """Whether a file is looked at."""
        return self.currentWidget() is self._file_page

    @property
    def has_tables(self) -> bool:
        """Whether anything is shown but a word."""
        return self.currentWidget() is not self._empty

    def show_board(self) -> None:
        """Show the table."""
        self.setCurrentWidget(self._board)

    def show_file(self) -> None:
        """Show what is said of a file."""
        self.setCurrentWidget(self._file_page)

    def show_empty(self, key: str) -> None:
        """Say why there is no table at all."""
        self._empty.say_words(say(f"shell_data.{key}_title"), say(f"shell_data.{key}_words"))
        self.setCurrentWidget(self._empty)

    def show_trouble(self, sentence: str, again: Callable[[], object]) -> None:
        """Say why nothing can be read."""
        steps = ((say("shell_data.try_again"), again),)
        self._empty.say_words(say("shell_data.unreadable_title"), sentence, steps)
        self.setCurrentWidget(self._empty)

    def show_no_rows(self, key: str, steps: Sequence[Step], **facts: object) -> None:
        """Say why the table has no rows, and what to do."""
        title, words = say(f"shell_data.{key}_title", **facts), say(f"shell_data.{key}_words", **facts)
        self._no_rows.say_words(title, words, steps)
        self.setCurrentWidget(self._no_rows)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._empty.dress(look)
        self._no_rows.dress(look)
