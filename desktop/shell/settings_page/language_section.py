"""The language of the window. What is on screen was said already, so it needs a new start."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop.messages import languages, say, spoken
from desktop.settings import Settings
from desktop.shell.look import XS
from desktop.shell.settings_page.section import Section


class LanguageSection(Section):
    """One of six, or the computer's own."""

    def __init__(self, own: str) -> None:
        """Make it; `own` is the code of the computer's language, or of what stands in for it."""
        super().__init__("language")
        self._own = own
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        names = dict(languages())
        list_of_them = QWidget()
        rows = QVBoxLayout(list_of_them)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(XS)
        for code, name in [("", say("shell_settings.language_own", language=names[own])), *names.items()]:
            button = QRadioButton(name)
            button.clicked.connect(lambda _down, code=code: self._on_chosen(code))
            self._group.addButton(button)
            self._buttons[code] = button
            rows.addWidget(button)
        self.add_row(say("shell_settings.language_label"), list_of_them)
        self._later = self.add_later(say("shell_settings.language_later"))
        self.end_rows()

    def show_settings(self, settings: Settings) -> None:
        """Show the language, and whether it waits for a new start."""
        super().show_settings(settings)
        self._buttons[settings.language if settings.language in self._buttons else ""].setChecked(True)
        self._later.setVisible((settings.language or self._own) != spoken())

    def _on_chosen(self, code: str) -> None:
        self.changed.emit(replace(self._settings, language=code))
