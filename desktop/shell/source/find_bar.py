"""Searching in one text: a bar above it, with all places lit up and the next one selected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.messages import say
from desktop.shell.look import XS, Look, S, font, icon
from desktop.shell.source.code_area import CodeArea

MOST_LIT = 500
"""More places than this are counted as “500+” and not lit up; nobody looks at them one by one."""

REST_MS = 80


class FindBar(QFrame):
    """Finds words in a `CodeArea`; not there until it is opened.

    Signals:
        closed: It was closed; the keyboard belongs to the text again.
    """

    closed = Signal()

    def __init__(self, area: CodeArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._places: list[QTextCursor] = []
        self.setProperty("role", "bar")
        self._words = QLineEdit()
        self._words.setPlaceholderText(say("shell_source.find"))
        self._words.setAccessibleName(say("shell_source.find"))
        self._words.setClearButtonEnabled(False)
        self._words.installEventFilter(self)
        self._count = QLabel()
        self._count.setProperty("role", "faint")
        self._count.setFont(font("small"))
        self._before = _button(say("shell_source.find_before"))
        self._next = _button(say("shell_source.find_next"))
        self._close = _button(say("shell_source.find_close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(S, XS, S, XS)
        row.setSpacing(XS)
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        for button in (self._before, self._next, self._close):
            row.addWidget(button)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._search)
        self._words.textChanged.connect(self._on_words_changed)
        self._before.clicked.connect(lambda: self._step(back=True))
        self._next.clicked.connect(lambda: self._step(back=False))
        self._close.clicked.connect(self.close_bar)
        area.edited.connect(self._on_edited)
        self.hide()

    def open_bar(self) -> None:
        """Show the bar, with the words that are selected, ready to be typed over."""
        chosen = self._area.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self._words.setText(chosen)
        self.show()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide the bar and light nothing up."""
        self.hide()
        self._places = []
        self._area.show_found([])
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        soft = look.colour("ink_soft")
        for button, name in (
            (self._before, "chevron-up"),
            (self._next, "chevron-down"),
            (self._close, "close"),
        ):
            button.setIcon(icon(name, soft))
        if self.isVisible():
            self._area.show_found(self._places[:MOST_LIT])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter goes on, Shift+Enter back, Esc closes."""
        if watched is self._words and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._step(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _on_words_changed(self) -> None:
        self._rest.start()

    def _on_edited(self) -> None:
        if self.isVisible():
            self._rest.start()

    def _search(self) -> None:
        words = self._words.text()
        self._places = []
        document = self._area.document()
        if words:
            cursor = document.find(words, 0)
            while not cursor.isNull() and len(self._places) <= MOST_LIT:
                self._places.append(cursor)
                cursor = document.find(words, cursor)
        self._area.show_found(self._places[:MOST_LIT])
        self._say_count()

    def _step(self, *, back: bool) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self._search()
        words = self._words.text()
        if not self._places:
            return
        document, here = self._area.document(), self._area.textCursor()
        flag = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        found = document.find(words, here, flag)
        if found.isNull():
            edge = QTextCursor(document)
            edge.movePosition(QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start)
            found = document.find(words, edge, flag)
        self._area.setTextCursor(found)
        self._area.centerCursor()
        self._say_count()

    def _say_count(self) -> None:
        if not self._words.text():
            self._count.setText("")
        elif not self._places:
            self._count.setText(say("shell_source.find_none"))
        elif len(self._places) > MOST_LIT:
            self._count.setText(say("shell_source.find_many", count=MOST_LIT))
        else:
            start = self._area.textCursor().selectionStart()
            at = next((n for n, one in enumerate(self._places, 1) if one.selectionStart() == start), 0)
            key = "shell_source.find_at" if at else "shell_source.find_count"
            self._count.setText(say(key, at=at, count=len(self._places)))


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "icon")
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
