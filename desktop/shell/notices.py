"""Tells that long work is done to somebody who has gone to another window meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

LONG_S = 5.0
SHOWN_MS = 8000


class Notices(QObject):
    """Speaks up only when nobody is looking.

    Args:
        window: The window; its icon is shown with the words.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None

    def job_ended(self, title: str, sentence: str, took_s: float) -> bool:
        """Tell that some work has ended, if it took long and the window is not the one in use.

        Args:
            title: Two or three words, e.g. the app's name.
            sentence: What came of it.
            took_s: How long it took.

        Returns:
            Whether it was told.
        """
        if took_s < LONG_S or self._window.isActiveWindow():
            return False
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._show(title, sentence)
        return True

    def _show(self, title: str, sentence: str) -> None:
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self._come_forward)
            self._tray.activated.connect(self._come_forward)
        self._tray.show()
        self._tray.showMessage(title, sentence, self._window.windowIcon(), SHOWN_MS)

    def _come_forward(self) -> None:
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        if self._tray is not None:
            self._tray.hide()
