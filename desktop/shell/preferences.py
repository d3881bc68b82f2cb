"""The settings while the program runs: in one hand, at work at once, and kept a moment later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import settings
from desktop.settings import Settings
from desktop.shell.look import Dresser

KEPT_AFTER_MS = 400
"""A slider that is drawn tells of many sizes; the disk hears of the last."""


class Preferences(QObject):
    """Holds the settings.

    Signals:
        changed: The new `Settings`.
    """

    changed = Signal(object)

    def __init__(self, kept: Settings, dresser: Dresser) -> None:
        """Hold these.

        Args:
            kept: What was loaded at the start.
            dresser: Is told of the look and the size of type.
        """
        super().__init__(dresser)
        self._settings = kept
        self._dresser = dresser
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(KEPT_AFTER_MS)
        self._rest.timeout.connect(self.keep)

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def change(self, wanted: Settings) -> None:
        """Let these be the settings from now on."""
        if wanted == self._settings:
            return
        self._settings = wanted
        self._rest.start()
        self._dresser.wear(wanted.theme, wanted.font_percent)
        self.changed.emit(wanted)

    def put(self, **entries: Any) -> None:  # noqa: ANN401 - whatever the entries' types are
        """Change some entries, by their names in `Settings`."""
        self.change(replace(self._settings, **entries))

    def keep(self) -> None:
        """Write them down now; call it before the program ends."""
        self._rest.stop()
        try:
            settings.save(self._settings)
        except OSError:
            # They are a convenience; a folder that cannot be written is no reason to fail.
            return
