"""The page in the window's preview, for the tests that ask it something."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.shell.main_window import MainWindow


class Page:
    """Asks the live page questions, and waits for answers while Qt's events go on."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self._window = window
        self._qtbot = qtbot

    def wait_until_loaded(self, timeout_ms: int = 15_000) -> None:
        """Wait until the app that was built last is shown."""
        self._qtbot.waitUntil(lambda: self._window.stage.view is not None, timeout=timeout_ms)
        view = self._window.stage.view
        assert view is not None
        self._qtbot.waitUntil(lambda: view.folder is not None, timeout=timeout_ms)
        assert view.wait_until_loaded(timeout_ms)
        # Qt makes a window anew that gets its first live page, and without a window manager nobody gives the
        # keyboard back to it.
        if QApplication.activeWindow() is None:
            self._window.activateWindow()
            self._qtbot.waitUntil(self._window.isActiveWindow)

    def ask(self, script: str) -> object:
        """Run a script in the page; give back what its last expression is."""
        view = self._window.stage.view
        assert view is not None
        answers: list[object] = []
        view.page().runJavaScript(script, 0, answers.append)
        self._qtbot.waitUntil(lambda: bool(answers), timeout=5000)
        return answers[0]

    def wait_for(self, script: str, timeout_ms: int = 5000) -> None:
        """Wait until a script gives true."""
        self._qtbot.waitUntil(lambda: self.ask(script) is True, timeout=timeout_ms)
