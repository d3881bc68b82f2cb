"""The slim bar over the workbench: home, the app's name, its views, and what is done with the whole of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.messages import say
from desktop.shell.look import Look, icon
from desktop.shell.workbench.app_name import AppName
from desktop.shell.workbench.export_menu import ExportMenu
from desktop.shell.workbench.views import ViewStrip


class TopBar(QFrame):
    """Joins its parts.

    Signals:
        home_requested, settings_requested: Another place is wanted.
        rename_requested: A new name for the app.
        view_chosen: One of `views.VIEWS`.
        export_requested: The form, and whether the records go along.
    """

    home_requested = Signal()
    settings_requested = Signal()
    rename_requested = Signal(str)
    view_chosen = Signal(str)
    export_requested = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self._home = self._button("home")
        self.name = AppName()
        self.views = ViewStrip()
        self.export = ExportMenu()
        self._settings = self._button("settings")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(4)
        row.addWidget(self._home)
        row.addWidget(self.name, 8)
        row.addStretch(1)
        row.addWidget(self.views)
        row.addStretch(1)
        row.addWidget(self.export)
        row.addWidget(self._settings)
        self._home.clicked.connect(self.home_requested)
        self._settings.clicked.connect(self.settings_requested)
        self.name.rename_requested.connect(self.rename_requested)
        self.views.view_chosen.connect(self.view_chosen)
        self.export.export_requested.connect(self.export_requested)

    def show_app(self, there: bool) -> None:
        """Offer what needs an app that is there; while the first version is made, only to look on."""
        self.name.setEnabled(there)
        self.export.setEnabled(there)
        self.views.show_app(there)

    def dress(self, look: Look) -> None:
        """Draw the icons in the colours of this look."""
        self._home.setIcon(icon("home", look.colour("ink_soft")))
        self._settings.setIcon(icon("settings", look.colour("ink_soft")))
        self.export.dress(look)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "icon")
        button.setAccessibleName(say(f"shell_workbench.{name}_name"))
        button.setToolTip(say(f"shell_workbench.{name}_tip"))
        return button
