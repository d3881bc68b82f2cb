"""Other versions of an app that was just built: made on demand, looked at over the window, one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.messages import say
from desktop.shell.jobs import ChooseTake, MakeTakes
from desktop.shell.overlay import Overlay
from desktop.shell.takes import TakesPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.outcomes import Built
    from desktop.shell.asking import Asking
    from desktop.shell.errands import Errands
    from desktop.shell.look import Look
    from desktop.shell.results import Taken

WIDTH_PX = 1080


class TryingTakes(QObject):
    """Shows takes and turns the app into the one that is chosen.

    Attributes:
        panel: Where they are looked at.
    """

    def __init__(self, window: QWidget, asking: Asking, errands: Errands) -> None:
        """Make it.

        Args:
            window: They are shown over it.
            asking: Has them made.
            errands: Write them, so that pictures can be taken.
        """
        super().__init__(window)
        self._asking = asking
        self._takes: tuple[Built, ...] = ()
        self.panel = TakesPanel(errands)
        self._overlay = Overlay(window, width_px=WIDTH_PX)
        self._overlay.body.addWidget(self.panel)
        self.panel.take_chosen.connect(self._on_take_chosen)
        self.panel.takes_dismissed.connect(self._overlay.close_overlay)
        self._overlay.closed.connect(self.panel.let_go)

    def make(self, request: str, seed: int) -> None:
        """Have takes on this request made."""
        self._asking.do(MakeTakes(request, seed), say("shell_conversation.takes_request"), "takes")

    def show_taken(self, taken: Taken) -> None:
        """Show what was made."""
        self._takes = taken.takes
        self._overlay.open()
        self.panel.show_takes(taken.takes)
        self._overlay.place_again()
        self.panel.take_focus()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._overlay.dress(look)
        self.panel.dress(look)

    def let_go(self) -> None:
        """Take no more pictures; before the window goes."""
        self.panel.let_go()

    def _on_take_chosen(self, number: int) -> None:
        self._overlay.close_overlay()
        chosen = next((take for take in self._takes if take.take == number), None)
        project = self._asking.project
        if chosen is not None and project is not None and chosen.text != project.blueprint_text:
            words = say("shell_conversation.take_request", number=number)
            self._asking.do(ChooseTake(project, chosen, words), words, "take")
