"""What can be done with an app from its card."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.messages import say
from desktop.shell.look import Look, icon
from desktop.shell.start.card import Card

_ENTRIES = (
    ("open", "play"),
    ("rename", "rename"),
    ("duplicate", "duplicate"),
    ("show_folder", "folder"),
    ("pack", "export"),
    ("pack_with_data", "data"),
    ("bin", "bin"),
)
_FOR_WHOLE = frozenset({"open", "rename", "duplicate", "pack", "pack_with_data"})
_APART = frozenset({"show_folder", "bin"})


class AppMenu(QObject):
    """Opens the menu of a card.

    Signals:
        picked: A card, and the key of the entry that was picked.
    """

    picked = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._look = Look("light")

    def dress(self, look: Look) -> None:
        """Draw the signs in the colours of this look."""
        self._look = look

    def open_for(self, card: Card, spot: QPoint) -> None:
        """Open the menu; it closes by itself.

        Args:
            card: The app.
            spot: Where on the screen.
        """
        menu = QMenu(self._widget)
        menu.setAccessibleName(say("shell_start.menu_name", app=card.name))
        for key, sign in _ENTRIES:
            if (card.trouble and key in _FOR_WHOLE) or (not card.own and key == "bin"):
                continue
            if key in _APART and menu.actions():
                menu.addSeparator()
            menu.addAction(self._action(menu, card, key, sign))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def _action(self, menu: QMenu, card: Card, key: str, sign: str) -> QAction:
        action = QAction(icon(sign, self._look.colour("ink_soft")), say(f"shell_start.menu_{key}"), menu)
        action.triggered.connect(lambda: self.picked.emit(card, key))
        return action
