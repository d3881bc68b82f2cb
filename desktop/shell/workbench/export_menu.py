"""The button for giving an app away, with the forms that it can have, each in a few words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.messages import say
from desktop.shell.look import Look, icon

FORMS = ("html", "zip", "folder", "bundle", "code")


class ExportMenu(QPushButton):
    """Opens a menu of forms.

    Signals:
        export_requested: The form (one of `FORMS`), and whether the records go along.
    """

    export_requested = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(f" {say('shell_workbench.export')}", parent)
        self.setProperty("role", "quiet")
        self.setAccessibleName(say("shell_workbench.export_name"))
        self.setToolTip(say("shell_workbench.export_tip"))
        menu = QMenu(self)
        self._with_data = QAction(say("shell_workbench.with_data"), menu)
        self._with_data.setCheckable(True)
        for form in FORMS:
            action = menu.addAction(say(f"shell_workbench.export_{form}"))
            action.triggered.connect(lambda _checked, form=form: self._wish(form))
        menu.addSeparator()
        menu.addAction(self._with_data)
        # Ticking it is no choice yet: the menu comes back for that.
        self._with_data.triggered.connect(self.showMenu)
        self.setMenu(menu)

    def dress(self, look: Look) -> None:
        """Draw the icon in the colours of this look."""
        self.setIcon(icon("export", look.colour("ink_soft")))

    def _wish(self, form: str) -> None:
        self.export_requested.emit(form, self._with_data.isChecked())
