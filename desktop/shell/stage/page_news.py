"""What is said above the app when its page does not answer, or has ended, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.messages import say
from desktop.shell.stage.notice import BAD, WARN, Notice, Way

if TYPE_CHECKING:
    from desktop.preview.problem import Problem
    from desktop.preview.view import PreviewView


class PageNews(Notice):
    """Listens to a page.

    Signals:
        reload_wished: The page is to be loaded again.
        page_ended: There is no page any more.
    """

    reload_wished = Signal()
    page_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PreviewView | None = None

    def watch(self, view: PreviewView) -> None:
        """Listen to this page."""
        self._view = view
        view.problem_found.connect(self._on_problem_found)
        view.silent_changed.connect(self._on_silent_changed)

    def _on_problem_found(self, problem: Problem) -> None:
        if problem.ends_page:
            self.page_ended.emit()
            again = Way(say("shell_stage.again"), self.reload_wished.emit)
            self.say_this(problem.message, BAD, (again,))

    def _on_silent_changed(self, silent: bool) -> None:
        if self._view is None or not silent:
            if self.words == say("shell_stage.silent"):
                self.end()
            return
        ways = (
            Way(say("shell_stage.silent_wait"), self._view.wait_for_page),
            Way(say("shell_stage.silent_stop"), self._view.stop_page),
        )
        self.say_this(say("shell_stage.silent"), WARN, ways)
