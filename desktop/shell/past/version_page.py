"""One version, or two that are compared: what it was, what changed, and what can be done with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.history import Comparison, Version
from desktop.messages import say
from desktop.shell.look import L, Look, M, S, font, icon
from desktop.shell.past import in_words
from desktop.shell.past.button_rows import ButtonRows
from desktop.shell.past.difference_view import DifferenceView
from desktop.shell.past.name_field import NameField
from desktop.shell.past.reading import Seen
from desktop.shell.wrapped_label import WrappedLabel

_PICTURE = QSize(216, 144)


class VersionPage(QScrollArea):
    """Shows a version.

    Signals:
        restore_requested: Its number.
        branch_requested: (name, number)
        name_requested: (number, name)
        resend_requested: The words that made it.
        compare_requested: Its number: with what the app is like now.
    """

    restore_requested = Signal(int)
    branch_requested = Signal(str, int)
    name_requested = Signal(int, str)
    resend_requested = Signal(str)
    compare_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version: Version | None = None
        self._picture = QLabel()
        self._picture.setProperty("role", "picture")
        self._title = WrappedLabel()
        self._title.setFont(font("lead", strong=True))
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._when = WrappedLabel()
        self._when.setProperty("role", "faint")
        self._when.setFont(font("small"))
        self._name = NameField(say("shell_past.name_hint"), say("shell_past.name_done"), may_be_empty=True)
        self._branch = NameField(say("shell_past.branch_hint"), say("shell_past.branch_done"))
        self._restore = self._button("restore", "")
        self._resend = self._button("resend", "")
        self._go_on = self._button("go_on", "quiet")
        self._rename = self._button("rename", "quiet")
        self._compare = self._button("compare", "quiet")
        self._promise = WrappedLabel()
        self._promise.setProperty("role", "faint")
        self._promise.setFont(font("small"))
        self._heading = QLabel(say("shell_past.changes"))
        self._heading.setProperty("role", "section")
        self._heading.setFont(font("small", strong=True))
        self._difference = DifferenceView()
        self._arrange()
        self._connect()

    @property
    def words(self) -> str:
        """Everything that is said of it."""
        parts = (self._title, self._when, self._promise)
        return "\n".join((*(each.text() for each in parts), self._difference.words))

    @property
    def lines(self) -> str:
        """The difference line by line, while it is shown."""
        return self._difference.lines

    def show_version(self, seen: Seen, *, is_now: bool, today: date) -> None:
        """Show a version; what changed with it comes with `show_difference`."""
        version = self._version = seen.version
        self._close_fields()
        self._title.setText(version.name or in_words.title_of(version))
        when = in_words.when(version, today)
        what = in_words.title_of(version) if version.name else in_words.what_happened(version)
        self._when.setText(say("shell_past.line", number=version.number, when=when, what=what))
        self._show_picture(seen)
        self._heading.setText(say("shell_past.changes"))
        self._difference.say_this(say("shell_past.looking"))
        self._restore.setVisible(not is_now)
        self._compare.setVisible(not is_now)
        self._resend.setVisible(in_words.can_be_resent(version))
        self._go_on.show()
        self._rename.setText(say("shell_past.rename" if version.name else "shell_past.name"))
        self._rename.show()
        self._promise.setText(say("shell_past.is_now" if is_now else "shell_past.promise"))

    def show_pair(self, older: Seen, newer: Seen, today: date) -> None:
        """Show that two versions are compared; what is different comes with `show_difference`."""
        self._version = None
        self._close_fields()
        self._picture.hide()
        numbers = {"older": older.version.number, "newer": newer.version.number}
        self._title.setText(say("shell_past.pair", **numbers))
        times = [in_words.when(each.version, today) for each in (older, newer)]
        self._when.setText(say("shell_past.pair_when", older=times[0], newer=times[1]))
        self._heading.setText(say("shell_past.pair_changes"))
        self._difference.say_this(say("shell_past.looking"))
        for each in (self._restore, self._resend, self._go_on, self._rename, self._compare):
            each.hide()
        self._promise.setText("")

    def show_difference(self, found: Comparison | None) -> None:
        """Show what is different; None for the first version, of which nothing is."""
        if found is None:
            self._difference.say_this(say("shell_past.first"))
        else:
            self._difference.show_difference(found)

    def show_problem(self, sentence: str) -> None:
        """Say why it cannot be told what is different."""
        self._difference.say_this(sentence)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        for button, drawing in (
            (self._restore, "restore"),
            (self._resend, "send"),
            (self._go_on, "branch"),
            (self._rename, "rename"),
            (self._compare, "compare"),
        ):
            button.setIcon(icon(drawing, look.colour("ink_soft")))
        self._difference.dress(look)

    def _show_picture(self, seen: Seen) -> None:
        self._picture.setVisible(seen.picture is not None)
        if seen.picture is None:
            return
        scaled = seen.picture.scaled(
            _PICTURE * 2, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown = QPixmap.fromImage(scaled)
        shown.setDevicePixelRatio(2)
        self._picture.setPixmap(shown)
        self._picture.setAccessibleName(say("shell_past.picture", number=seen.version.number))

    def _close_fields(self) -> None:
        self._name.hide()
        self._branch.hide()

    def _button(self, key: str, role: str) -> QPushButton:
        button = QPushButton(say(f"shell_past.{key}"))
        button.setProperty("role", role)
        button.setToolTip(say(f"shell_past.{key}_tip"))
        return button

    def _connect(self) -> None:
        self._restore.clicked.connect(lambda: self._tell(self.restore_requested.emit))
        self._compare.clicked.connect(lambda: self._tell(self.compare_requested.emit))
        self._resend.clicked.connect(self._on_resend)
        self._go_on.clicked.connect(lambda: self._branch.open_field())
        self._rename.clicked.connect(
            lambda: self._name.open_field(self._version.name if self._version else "")
        )
        self._branch.written.connect(
            lambda name: self._tell(lambda number: self.branch_requested.emit(name, number))
        )
        self._name.written.connect(
            lambda name: self._tell(lambda number: self.name_requested.emit(number, name))
        )
        self._branch.left.connect(self._go_on.setFocus)
        self._name.left.connect(self._rename.setFocus)

    def _on_resend(self) -> None:
        if self._version is not None:
            self.resend_requested.emit(self._version.request)

    def _tell(self, tell: object) -> None:
        if self._version is not None:
            tell(self._version.number)  # type: ignore[operator]

    def _arrange(self) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(L, M, L, L)
        rows.setSpacing(S)
        rows.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._title)
        rows.addWidget(self._when)
        rows.addSpacing(S)
        rows.addWidget(ButtonRows((self._restore, self._resend)))
        rows.addWidget(self._promise)
        rows.addWidget(ButtonRows((self._go_on, self._rename, self._compare)))
        rows.addWidget(self._name)
        rows.addWidget(self._branch)
        rows.addSpacing(M)
        rows.addWidget(self._heading)
        rows.addWidget(self._difference, 1)
        rows.addStretch(0)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(say("shell_past.page_name"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
