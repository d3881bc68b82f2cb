"""The running app alone on the whole screen; Esc or F11 leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.messages import say

HINT_MS = 3000


class FullScreen(QWidget):
    """A window of its own that is lent the app and gives it back.

    Signals:
        leaving: Before it closes; take the app back now.
    """

    leaving = Signal()

    def __init__(self, lent: QWidget, title: str) -> None:
        """Make it, and show the app on the screen on which it is now.

        Args:
            lent: What is shown.
            title: The app's name.
        """
        screen = lent.screen()
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(say("shell_stage.full_screen_name", title=title))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(lent)
        lent.show()
        for keys in ("Esc", "F11"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self._hint = QLabel(say("shell_stage.full_screen_leave"), self)
        self._hint.setProperty("role", "key")
        self._hint.adjustSize()
        self._hint.move((self.width() - self._hint.width()) // 2, 24)
        self._hint.show()
        QTimer.singleShot(HINT_MS, self._hint, self._hint.hide)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Give the app back before it is gone."""
        self.leaving.emit()
        super().closeEvent(event)
