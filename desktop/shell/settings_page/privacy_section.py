"""What is kept, and where: every place can be opened. The list of connections, and reports of failures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.paths import apps_folder, settings_folder
from desktop.settings import Settings
from desktop.shell.crash_reports import list_reports, reports_folder
from desktop.shell.elided_label import ElidedLabel
from desktop.shell.errands import Errands
from desktop.shell.look import M, S, font
from desktop.shell.settings_page.section import Section, soft_words

_PLACES = ("apps", "memory", "reports")


class PrivacySection(Section):
    """Places, connections, reports.

    Signals:
        ledger_requested: The person wants to see the connections.
    """

    ledger_requested = Signal()

    def __init__(self, errands: Errands) -> None:
        """Make it; `errands` look for reports."""
        super().__init__("privacy")
        self._errands = errands
        self._paths: dict[str, ElidedLabel] = {}
        kept = QWidget()
        grid = QGridLayout(kept)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(M)
        grid.setColumnStretch(0, 1)
        for row, name in enumerate(_PLACES):
            grid.addLayout(self._place(name), row, 0)
            grid.addWidget(self._open_button(name), row, 1, Qt.AlignmentFlag.AlignTop)
        self.add_row(say("shell_settings.kept"), kept)
        self._reports = soft_words("")
        self.rows.addWidget(self._reports)
        connections = QPushButton(say("shell_settings.connections_show"))
        connections.clicked.connect(self.ledger_requested)
        line = QHBoxLayout()
        line.addWidget(connections)
        line.addStretch(1)
        self.rows.addLayout(line)
        self.end_rows()

    def show_settings(self, settings: Settings) -> None:
        """Show the places as they are now."""
        super().show_settings(settings)
        for name, label in self._paths.items():
            label.say_this(str(_folder(name)))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look for reports."""
        super().showEvent(event)
        self._errands.run(list_reports, done=self._show_reports)

    def _show_reports(self, reports: tuple[Path, ...]) -> None:
        self._reports.setText(
            say("shell_settings.reports_count", count=len(reports))
            if reports
            else say("shell_settings.reports_none")
        )

    def _place(self, name: str) -> QVBoxLayout:
        heading = QLabel(say(f"shell_settings.place_{name}"))
        path = ElidedLabel()
        path.setProperty("role", "soft")
        path.setFont(font("small"))
        self._paths[name] = path
        column = QVBoxLayout()
        column.setSpacing(S // 2)
        column.addWidget(heading)
        column.addWidget(soft_words(say(f"shell_settings.place_{name}_words")))
        column.addWidget(path)
        return column

    def _open_button(self, name: str) -> QPushButton:
        button = QPushButton(say("shell_settings.open"))
        button.setAccessibleName(say("shell_settings.open_name", place=say(f"shell_settings.place_{name}")))
        button.clicked.connect(lambda: self._open(_folder(name)))
        return button

    def _open(self, folder: Path) -> None:
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self.failed.emit(say("shell_settings.place_empty"))


def _folder(name: str) -> Path:
    if name == "apps":
        return apps_folder()
    return settings_folder() if name == "memory" else reports_folder()
