"""The views of an app, side by side as words to press: the preview alone, or with one panel beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.messages import say
from desktop.shell.look import font

PREVIEW, BLUEPRINT, CODE, DATA, HISTORY, PROBLEMS = (
    "preview",
    "blueprint",
    "code",
    "data",
    "history",
    "problems",
)
VIEWS = (PREVIEW, BLUEPRINT, CODE, DATA, HISTORY, PROBLEMS)
GROWING = (PREVIEW, BLUEPRINT)
"""Those that have something to show while an app is made."""
ICONS = {
    PREVIEW: "eye",
    BLUEPRINT: "blueprint",
    CODE: "code",
    DATA: "data",
    HISTORY: "history",
    PROBLEMS: "problem",
}
"""The icon of each view, by name."""


class ViewStrip(QWidget):
    """One button a view; one of them is down.

    Signals:
        view_chosen: One of `VIEWS`.
    """

    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons = {view: self._button(view) for view in VIEWS}
        self._badge = QLabel()
        self._badge.setProperty("role", "badge")
        self._badge.setProperty("tone", "bad")
        self._badge.setFont(font("small"))
        self._badge.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addWidget(self._badge)
        self.show_view(PREVIEW)

    def show_view(self, view: str) -> None:
        """Put the button of this view down."""
        self._buttons[view].setChecked(True)

    def show_app(self, there: bool) -> None:
        """Offer all views of an app that is there; of one that is being made those that grow."""
        for view, button in self._buttons.items():
            button.setEnabled(there or view in GROWING)

    def show_count(self, count: int) -> None:
        """Show how many problems there are."""
        self._badge.setText(str(count))
        self._badge.setVisible(bool(count))
        name = (
            say("shell_workbench.problems_count", count=count) if count else say("shell_workbench.problems")
        )
        self._buttons[PROBLEMS].setAccessibleName(name)

    def _button(self, view: str) -> QPushButton:
        button = QPushButton(say(f"shell_workbench.{view}"))
        button.setProperty("role", "quiet")
        button.setCheckable(True)
        button.setAccessibleName(say(f"shell_workbench.{view}"))
        button.setToolTip(say("shell_workbench.view_tip", keys=f"Ctrl + {VIEWS.index(view) + 1}"))
        button.clicked.connect(lambda: self.view_chosen.emit(view))
        self._group.addButton(button)
        return button
