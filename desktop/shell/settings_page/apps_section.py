"""Where new apps go. Those that are there stay where they are, and that is said."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.messages import say
from desktop.paths import program_folders, usual_apps_folder
from desktop.settings import Settings
from desktop.shell.elided_label import ElidedLabel
from desktop.shell.look import M, S
from desktop.shell.settings_page.section import Section, soft_words


class AppsSection(Section):
    """The folder of the apps."""

    def __init__(self) -> None:
        super().__init__("apps")
        self._folder = ElidedLabel()
        choose = QPushButton(say("shell_settings.choose_folder"))
        choose.setAccessibleName(say("shell_settings.choose_folder_name"))
        choose.clicked.connect(self._on_choose_clicked)
        look = QPushButton(say("shell_settings.open"))
        look.setProperty("role", "quiet")
        look.setAccessibleName(say("shell_settings.open_apps_name"))
        look.clicked.connect(self._on_open_clicked)
        self._usual = QPushButton(say("shell_settings.usual_folder"))
        self._usual.setProperty("role", "quiet")
        self._usual.clicked.connect(lambda: self._take(""))
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        for button in (choose, look, self._usual):
            row.addWidget(button)
        row.addStretch(1)
        well = QFrame()
        well.setProperty("role", "well")
        line = QHBoxLayout(well)
        line.setContentsMargins(M, S, M, S)
        line.addWidget(self._folder)
        self.add_row(say("shell_settings.apps_folder"), well)
        self.rows.addWidget(place)
        self.rows.addWidget(soft_words(say("shell_settings.apps_stay")))
        self._fixed = soft_words(say("shell_settings.apps_fixed"))
        self._fixed.setVisible("HOMESPUN_APPS" in os.environ)
        self.rows.addWidget(self._fixed)
        self.end_rows()

    @property
    def folder(self) -> str:
        """The folder that is shown."""
        return self._folder.whole_text

    def show_settings(self, settings: Settings) -> None:
        """Show the folder."""
        super().show_settings(settings)
        self._folder.say_this(settings.apps_folder or str(usual_apps_folder()))
        self._usual.setVisible(bool(settings.apps_folder))

    def choose_folder(self, folder: Path) -> None:
        """Let new apps go there, if they can."""
        place = folder.absolute()
        if any(place == ours or ours in place.parents for ours in program_folders()):
            self.failed.emit(say("shell_settings.apps_in_program"))
        elif not os.access(place, os.W_OK):
            self.failed.emit(say("shell_settings.apps_read_only", folder=place))
        else:
            self._take("" if place == usual_apps_folder() else str(place))

    def _take(self, folder: str) -> None:
        self.changed.emit(replace(self._settings, apps_folder=folder))

    def _on_choose_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, say("shell_settings.choose_folder_name"), self._folder.whole_text
        )
        if chosen:
            self.choose_folder(Path(chosen))

    def _on_open_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder.whole_text))
