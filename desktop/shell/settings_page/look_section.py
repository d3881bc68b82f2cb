"""Light or dark, and how large the letters are. The window itself is the preview."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from desktop.messages import say
from desktop.settings import THEMES, Settings
from desktop.shell.amounts import number
from desktop.shell.look import Look, M
from desktop.shell.settings_page.choices import Choices
from desktop.shell.settings_page.section import Section

SMALLEST, LARGEST, STEP = 80, 160, 10
_ICONS = {"system": "desktop", "light": "light", "dark": "dark"}


class LookSection(Section):
    """Theme and size of type."""

    def __init__(self) -> None:
        super().__init__("look")
        self._theme = Choices(
            say("shell_settings.theme"),
            [(theme, say(f"shell_settings.theme_{theme}"), _ICONS[theme]) for theme in THEMES],
        )
        self._theme.chosen.connect(self._on_theme_chosen)
        self.add_row(say("shell_settings.theme"), self._theme, say("shell_settings.theme_hint"))
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(SMALLEST // STEP, LARGEST // STEP)
        self._size.setPageStep(1)
        self._size.setAccessibleName(say("shell_settings.font_size"))
        self._size.valueChanged.connect(self._on_size_changed)
        self._percent = QLabel()
        self._percent.setMinimumWidth(56)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._size, 1)
        row.addWidget(self._percent)
        both.setFocusProxy(self._size)
        self.add_row(say("shell_settings.font_size"), both, say("shell_settings.font_size_hint"))
        self.end_rows()

    def show_settings(self, settings: Settings) -> None:
        """Show the theme and the size."""
        super().show_settings(settings)
        self._theme.choose(settings.theme)
        self._size.blockSignals(True)
        self._size.setValue(round(settings.font_percent / STEP))
        self._size.blockSignals(False)
        self._show_percent(settings.font_percent)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._theme.dress(look)

    def _on_theme_chosen(self, theme: str) -> None:
        self.changed.emit(replace(self._settings, theme=theme))

    def _on_size_changed(self, steps: int) -> None:
        self._show_percent(steps * STEP)
        self.changed.emit(replace(self._settings, font_percent=steps * STEP))

    def _show_percent(self, percent: int) -> None:
        self._percent.setText(say("shell_settings.percent", percent=number(percent)))
