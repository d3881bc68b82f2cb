"""A cell that needs more room than a cell has: a long text, or a picture, beside the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.look import L, Look, M, S, font, icon
from desktop.shell.wrapped_label import WrappedLabel

WIDTH_PX = 320


class SideSheet(QFrame):
    """Shows one cell at a time, or is not there.

    Signals:
        written: The text as it is now, when the person is done with it.
        picture_wanted: Another picture shall be chosen.
        picture_removed: The picture shall go.
        closed: The sheet was closed.
    """

    written = Signal(str)
    picture_wanted = Signal()
    picture_removed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH_PX)
        self._title = WrappedLabel()
        self._title.setFont(font("body", strong=True))
        self._close = QPushButton()
        self._close.setProperty("role", "icon")
        self._close.setAccessibleName(say("shell_data.sheet_close"))
        self._close.setToolTip(say("shell_data.sheet_close"))
        self._close.clicked.connect(self.leave)
        self._text = QPlainTextEdit()
        self._text.setProperty("role", "input")
        self._text.setTabChangesFocus(True)
        self._text.installEventFilter(self)
        self._hint = WrappedLabel(say("shell_data.sheet_hint"))
        self._hint.setProperty("role", "faint")
        self._hint.setFont(font("small"))
        self._picture = QLabel()
        self._picture.setProperty("role", "picture")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setMinimumHeight(160)
        self._choose = QPushButton(say("shell_data.picture_choose"))
        self._choose.clicked.connect(self.picture_wanted)
        self._remove = QPushButton(say("shell_data.picture_remove"))
        self._remove.setProperty("role", "quiet")
        self._remove.clicked.connect(self.picture_removed)
        self._done = QPushButton(say("shell_data.sheet_done"))
        self._done.clicked.connect(self.leave)
        self._before = ""
        self._arrange()
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.leave)
        self.hide()

    @property
    def is_text(self) -> bool:
        """Whether a text is shown, and not a picture."""
        return not self._text.isHidden()

    def show_text(self, title: str, words: str) -> None:
        """Show a long text to be written in."""
        self._begin(title, is_text=True)
        self._before = words
        self._text.setAccessibleName(title)
        self._text.setPlainText(words)
        self.show()
        self._text.setFocus()

    def show_picture(self, title: str, picture: QImage | None) -> None:
        """Show a picture; None if there is none yet."""
        self._begin(title, is_text=False)
        self._remove.setVisible(picture is not None)
        if picture is None:
            self._picture.setText(say("shell_data.picture_none"))
        else:
            room = QSize(WIDTH_PX - 2 * L, 420)
            scaled = picture.scaled(
                room * 2, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            shown = QPixmap.fromImage(scaled)
            shown.setDevicePixelRatio(2)
            self._picture.setPixmap(shown)
        self._picture.setAccessibleName(title)
        self.show()
        self._choose.setFocus()

    def leave(self) -> None:
        """Hand over what was written, and go."""
        if self.isHidden():
            return
        self.hand_over()
        self.hide()
        self.closed.emit()

    def hand_over(self) -> None:
        """Tell what was written, if it is another text than before."""
        if self.is_text and self._text.toPlainText() != self._before:
            self._before = self._text.toPlainText()
            self.written.emit(self._before)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._close.setIcon(icon("close", look.colour("ink_soft")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ctrl+Enter is done; leaving the text keeps it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.leave()
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hand_over()
        return super().eventFilter(watched, event)

    def _begin(self, title: str, *, is_text: bool) -> None:
        self._title.setText(title)
        for each in (self._text, self._hint):
            each.setVisible(is_text)
        for other in (self._picture, self._choose, self._remove):
            other.setVisible(not is_text)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(S)
        foot.addWidget(self._choose)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        foot.addWidget(self._done)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(L, M, M, M)
        rows.setSpacing(S)
        rows.addLayout(head)
        rows.addWidget(self._text, 1)
        rows.addWidget(self._hint)
        rows.addWidget(self._picture)
        rows.addLayout(foot)
        rows.addStretch(0)
