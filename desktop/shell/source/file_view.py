"""One file of an app, to read: its name, its text in light colours, and what to do with it."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.elided_label import ElidedLabel
from desktop.shell.look import LIGHT, XS, XXL, Look, M, S, font, icon
from desktop.shell.source.app_texts import Hit, ReadFile
from desktop.shell.source.blueprint_colours import BlueprintColours
from desktop.shell.source.code_area import CodeArea
from desktop.shell.source.code_colours import LANGUAGES, PLAIN, CodeColours
from desktop.shell.source.columns import from_qt
from desktop.shell.source.find_bar import FindBar
from desktop.shell.wrapped_label import WrappedLabel
from desktop.workspace import BLUEPRINT_FILE

POINTING_FILES = ("app.js",)
"""Compiled files that name the blueprint's lines."""

_LINE = re.compile(r"\bline:? (\d+)\b")


class FileView(QWidget):
    """Shows one file, or in its place a sentence.

    Signals:
        blueprint_line_wanted: A place in the code was clicked that names a line of the blueprint, from 1.
        open_wished: The file shall be opened in another program.
    """

    blueprint_line_wanted = Signal(int)
    open_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look(LIGHT)
        self._path = ""
        self._area = CodeArea(self._look)
        self._area.setReadOnly(True)
        self._area.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._area.setLineWrapMode(CodeArea.LineWrapMode.NoWrap)
        self._area.setTabChangesFocus(True)
        self._area.viewport().setMouseTracking(True)
        self._area.viewport().installEventFilter(self)
        self._find = FindBar(self._area)
        self._name = ElidedLabel()
        self._name.setProperty("role", "soft")
        self._name.setFont(font("small", strong=True))
        self._copy = _button("shell_source.copy_file", "shell_source.copy_file_name")
        self._copy.clicked.connect(self._on_copy_wished)
        self._open = _button("shell_source.open_file", "shell_source.open_file_name")
        self._open.clicked.connect(self.open_wished)
        self._instead = WrappedLabel(say("shell_source.choose_file"))
        self._instead.setProperty("role", "faint")
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._find.open_bar)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(M, XS, S, XS)
        bar.setSpacing(XS)
        bar.addWidget(self._name, 1)
        bar.addWidget(self._copy)
        bar.addWidget(self._open)
        line = QFrame()
        line.setProperty("role", "line")
        self._instead_page = QWidget()
        around = QVBoxLayout(self._instead_page)
        around.setContentsMargins(XXL, XXL, XXL, XXL)
        around.addWidget(self._instead)
        around.addStretch(1)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._instead_page)
        self._pages.addWidget(self._area)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(bar)
        rows.addWidget(line)
        rows.addWidget(self._find)
        rows.addLayout(self._pages, 1)

    @property
    def path(self) -> str:
        """The file that is shown, "" for none."""
        return self._path

    @property
    def text(self) -> str:
        """What is shown of it."""
        return self._area.words

    @property
    def sentence(self) -> str:
        """What is said in place of a text, "" if there is one."""
        return self._instead.text() if self._pages.currentWidget() is self._instead_page else ""

    def show_nothing(self) -> None:
        """Show no file."""
        self._path = ""
        self._name.say_this("")
        self.say_instead(say("shell_source.choose_file"))
        self._open.setEnabled(False)

    def say_instead(self, sentence: str) -> None:
        """Say something in place of a text."""
        self._instead.setText(sentence)
        self._pages.setCurrentWidget(self._instead_page)
        self._copy.setEnabled(False)

    def show_read(self, read: ReadFile) -> None:
        """Show a file; one that is shown already stays where it was scrolled."""
        same = read.path == self._path
        self._path = read.path
        self._name.say_this(read.path)
        self._copy.setText(say("shell_source.copy_file"))
        self._copy.setEnabled(True)
        self._open.setEnabled(True)
        self._area.setAccessibleName(say("shell_source.file_name", file=read.path))
        if not same or read.text != self.text:
            place = self._area.verticalScrollBar().value() if same else 0
            self._put(read)
            self._area.verticalScrollBar().setValue(place)
        if read.sentence:
            self.say_instead(read.sentence)
        else:
            self._pages.setCurrentWidget(self._area)

    def show_end(self) -> None:
        """Have the last line in sight."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def select(self, hit: Hit) -> None:
        """Select a place in the file and have it in sight."""
        self._area.select(hit.line, hit.start, hit.end)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        self._area.dress(look)
        self._find.dress(look)
        soft = look.colour("ink_soft")
        self._copy.setIcon(icon("copy", soft))
        self._open.setIcon(icon("browser", soft))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A click on a place that names a line of the blueprint goes there; the pointer says so before."""
        if watched is self._area.viewport() and isinstance(event, QMouseEvent):
            line = self._line_under(event)
            if event.type() == QEvent.Type.MouseMove:
                shape = Qt.CursorShape.PointingHandCursor if line else Qt.CursorShape.IBeamCursor
                self._area.viewport().setCursor(shape)
                self._area.viewport().setToolTip(say("shell_source.line_tip", line=line) if line else "")
            elif event.type() == QEvent.Type.MouseButtonRelease and line and not self._has_selection():
                self.blueprint_line_wanted.emit(line)
        return super().eventFilter(watched, event)

    def _has_selection(self) -> bool:
        return self._area.textCursor().hasSelection()

    def _line_under(self, event: QMouseEvent) -> int:
        if self._path not in POINTING_FILES:
            return 0
        cursor = self._area.cursorForPosition(event.position().toPoint())
        text = cursor.block().text()
        return named_line(text, from_qt(text, cursor.positionInBlock()))

    def _put(self, read: ReadFile) -> None:
        document = self._area.document()
        if read.path == BLUEPRINT_FILE:
            self._area.colour_with(BlueprintColours(document, self._look))
        else:
            language = LANGUAGES.get(Path(read.path).suffix, PLAIN)
            self._area.colour_with(CodeColours(document, self._look, language))
        self._area.setPlainText(read.text)

    def _on_copy_wished(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._copy.setText(say("shell_source.copied"))


def named_line(text: str, column: int) -> int:
    """The blueprint's line that a line of the compiled code names at a column, from 1; 0 if it names none."""
    for found in _LINE.finditer(text):
        if found.start() <= column <= found.end():
            return int(found.group(1))
    return 0


def _button(label: str, name: str) -> QPushButton:
    button = QPushButton(say(label))
    button.setProperty("role", "quiet")
    button.setAccessibleName(say(name))
    button.setToolTip(say(name))
    button.setEnabled(False)
    return button
