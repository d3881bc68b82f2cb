"""Where the tour leads in this window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from desktop.messages import say
from desktop.shell.start.tour_step import Stops, tour_steps

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.shell.main_window import MainWindow
    from desktop.shell.start.tour_step import Step


def window_steps(window: MainWindow) -> tuple[Step, ...]:
    """Return the stops of the tour, joined to a window."""
    box = window.conversation.box

    def put_request(words: str) -> None:
        window.go_home()
        if not window.start.text.strip():
            window.start.put_text(words)

    def put_change(words: str) -> None:
        if not box.text.strip():
            box.put_text(words)

    return tour_steps(
        Stops(
            ask=lambda: window.start.box,
            build=lambda: window.start.box.button,
            app=lambda: window.stage,
            change=lambda: box,
            undo=lambda: _button(window, say("shell_conversation.undo_name")),
            point=lambda: _button(window, say("shell_stage.point_name")),
            place=lambda: window.bar.export,
            put_request=put_request,
            put_change=put_change,
            built=window.talk.made,
            changed=window.talk.altered,
            undone=window.talk.undone,
            pointed=window.stage.line_pointed,
        )
    )


def _button(window: QWidget, name: str) -> QPushButton | None:
    """A button that can be seen, by the name that readers of the screen know it by."""
    found = (each for each in window.findChildren(QPushButton) if each.accessibleName() == name)
    return next((each for each in found if each.isVisible()), None)
