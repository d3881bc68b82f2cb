"""What can be done with a table, above it; where the window is narrow, the rarer things are in a menu."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from desktop.messages import say
from desktop.shell.look import Look, S, icon

WIDE_PX = 640
_FIND_AFTER_MS = 250


class Toolbar(QWidget):
    """Find, add, delete, bring in, hand out, check.

    Signals:
        words_rested: What is looked for, a moment after the last key.
        add_wanted, delete_wanted, import_wanted: Wishes.
        export_table_wanted, export_all_wanted, check_wanted: Wishes.
    """

    words_rested = Signal(str)
    add_wanted = Signal()
    delete_wanted = Signal()
    import_wanted = Signal()
    export_table_wanted = Signal()
    export_all_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("shell_data.find"))
        self.search.setAccessibleName(say("shell_data.find_name"))
        self.search.setMinimumWidth(120)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_FIND_AFTER_MS)
        self._rest.timeout.connect(lambda: self.words_rested.emit(self.search.text()))
        self.search.textChanged.connect(lambda _: self._rest.start())
        self.search.returnPressed.connect(self._on_return)
        self._add = self._button("add", self.add_wanted, "")
        self._delete = self._button("delete", self.delete_wanted, "quiet")
        self._import = self._button("import", self.import_wanted, "quiet")
        self._export = self._button("export", None, "quiet")
        self._check = self._button("check", self.check_wanted, "quiet")
        self._more = self._button("more", None, "icon")
        self._more.setText("")
        self._export.setMenu(self._menu("export_table", "export_all"))
        self._more.setMenu(self._menu("import", "export_table", "export_all", "check"))
        self._always = (self._add, self._delete, self._more)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(S)
        line.addWidget(self.search, 1)
        for each in (self._add, self._delete, self._import, self._export, self._check, self._more):
            line.addWidget(each)
        self._more.hide()

    def show_selected(self, count: int) -> None:
        """Say whether there is something to delete."""
        self._delete.setEnabled(count > 0)
        name = say("shell_data.delete_count", count=count) if count > 1 else say("shell_data.delete_name")
        self._delete.setAccessibleName(name)
        self._delete.setToolTip(name)

    def allow(self, on: bool) -> None:
        """Whether there is a table at all."""
        for each in (self.search, self._add, self._import, self._export, self._check, self._more):
            each.setEnabled(on)

    def clear_words(self) -> None:
        """Look for nothing any more."""
        self.search.clear()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        for button, name in (
            (self._add, "plus"),
            (self._delete, "bin"),
            (self._import, "download"),
            (self._export, "export"),
            (self._check, "check"),
            (self._more, "more"),
        ):
            button.setIcon(icon(name, look.colour("ink_soft")))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as what is left when the rarer things are put away."""
        kept = (self.search.minimumWidth(), *(each.sizeHint().width() for each in self._always))
        return QSize(sum(kept) + S * len(kept), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the rarer things away where there is no room."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE_PX
        for each in (self._import, self._export, self._check):
            each.setVisible(wide)
        self._more.setVisible(not wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc looks for nothing any more."""
        if event.key() == Qt.Key.Key_Escape and self.search.hasFocus() and self.search.text():
            self.search.clear()
            return
        super().keyPressEvent(event)

    def _on_return(self) -> None:
        self._rest.stop()
        self.words_rested.emit(self.search.text())

    def _button(self, key: str, wish: object, role: str) -> QPushButton:
        button = QPushButton(say(f"shell_data.{key}"))
        button.setProperty("role", role)
        button.setAccessibleName(say(f"shell_data.{key}_name"))
        button.setToolTip(say(f"shell_data.{key}_name"))
        if wish is not None:
            button.clicked.connect(wish)
        return button

    def _menu(self, *keys: str) -> QMenu:
        menu = QMenu(self)
        wishes = {
            "import": self.import_wanted,
            "export_table": self.export_table_wanted,
            "export_all": self.export_all_wanted,
            "check": self.check_wanted,
        }
        for key in keys:
            menu.addAction(say(f"shell_data.menu_{key}")).triggered.connect(wishes[key])
        return menu
