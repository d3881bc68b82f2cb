"""The blueprint, to read and to write: the person's own text, and what is wrong with it as they type."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.blueprint import Diagnostic
from desktop.messages import say
from desktop.shell.look import LIGHT, XXL, Look, S, font
from desktop.shell.source.checker import Checked, Checker
from desktop.shell.source.editor_foot import EditorFoot
from desktop.shell.source.find_bar import FindBar
from desktop.shell.source.notice import BAD, WARN, Notice
from desktop.shell.source.own_text import Means, OwnText, same
from desktop.shell.source.writing_area import WritingArea
from desktop.shell.source.wrong_places import said_at, show_wrong
from desktop.shell.wrapped_label import WrappedLabel

SMALLEST_PX = 160
AT_ONCE_MS = 0


class BlueprintEditor(QFrame):
    """Shows a blueprint and lets the person write in it.

    What they type is checked while they type. It is saved by nobody here: `rewrite_requested` asks for it.
    What they have typed survives a new version of the app and a look at another one, until they save it, put
    it back, or take the new version in its place.

    Signals:
        rewrite_requested: The whole text, without problems, that the person wants to save.
        line_entered: The person has moved the cursor to another line, from 1.
        changed_by_hand: Whether there is something typed and not saved.
        diagnostics_changed: What is wrong with the text as it is now, a tuple of `Diagnostic`.
    """

    rewrite_requested = Signal(str)
    line_entered = Signal(int)
    changed_by_hand = Signal(bool)
    diagnostics_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look(LIGHT)
        self._own = OwnText()
        self._changed = False
        self._save_when_read = False
        self._led = False
        self._diagnostics: tuple[Diagnostic, ...] = ()
        self.setProperty("role", "card")
        self.setMinimumHeight(SMALLEST_PX)
        self._area = WritingArea(self._look, self._problem_at)
        self._find = FindBar(self._area)
        self._empty = QWidget()
        self._notice = Notice()
        self._foot = EditorFoot()
        self._lay_out()
        self._checker = Checker(lambda: self.text, self)
        self._checker.checked.connect(self._on_checked)
        self._area.typed.connect(self._on_typed)
        self._area.line_changed.connect(self._on_line_changed)
        self._foot.save_wished.connect(self.save)
        self._foot.put_back_wished.connect(self.put_back)
        for keys, act in (("Ctrl+F", self._find.open_bar), ("Ctrl+S", self.save)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._show_there("")
        self.dress(self._look)

    def _lay_out(self) -> None:
        words = WrappedLabel(say("shell_source.empty"))
        words.setProperty("role", "faint")
        words.setFont(font("body"))
        inside = QVBoxLayout(self._empty)
        inside.setContentsMargins(XXL, XXL, XXL, 0)
        inside.addWidget(words)
        around = QVBoxLayout()
        around.setContentsMargins(S, 0, S, 0)
        around.addWidget(self._notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._find)
        layout.addWidget(self._empty)
        layout.addWidget(self._area, 1)
        layout.addLayout(around)
        layout.addWidget(self._foot)
        layout.addStretch(0)

    # --- what it shows -----------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The text as it is now, with what the person typed."""
        return self._area.words

    @property
    def changed(self) -> bool:
        """Whether the person has typed something that is not saved."""
        return self._changed

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was wrong with the text when it was last read."""
        return self._diagnostics

    def show_text(self, text: str, app: object = None) -> None:
        """Show the saved blueprint of an app.

        What the person has typed and not saved stays: if the saved text is another one now, they are asked.

        Args:
            text: The blueprint as it is saved.
            app: Which app it belongs to, such as its folder: what is typed into one is kept while another is
                shown, and comes back with it.
        """
        self._area.end_growing()
        if app != self._own.app:
            self._show_other(text, app)
            return
        match self._own.arrives(text, self.text):
            case Means.TAKE:
                self._take_over(text)
            case Means.KEEP:
                self._say_nothing()
            case Means.ASK:
                self._ask()
        self._show_changed()

    def show_growing(self, text: str) -> None:
        """Show what the model has written so far and keep its end in sight; only the new words are drawn.

        Nobody can type meanwhile. Where something is typed and not saved, that stays in sight instead.
        """
        if self._changed:
            return
        if not self._area.growing:
            self._checker.stop()
            self._show_wrong(())
        self._show_there(text)
        self._area.grow(text)
        self._own.take(text)

    def go_to_line(self, line: int) -> None:
        """Put the cursor on a line, counted from 1, show it, and take the keyboard."""
        self._led = True
        self._area.go_to_line(line)
        self._led = False
        self.take_focus()

    def mark_line(self, line: int) -> None:
        """Light a line up, counted from 1, as when something is pointed at; 0 for none."""
        self._area.mark_line(line)

    def take_focus(self) -> None:
        """Put the keyboard into the text."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        self._area.dress(look)
        self._find.dress(look)
        self._foot.dress(look)
        self._show_wrong(self._diagnostics)

    # --- what the person wants ---------------------------------------------------------------------

    def save(self) -> None:
        """Ask for the text to be saved; with problems it is not, and the first of them is selected."""
        if self._own.newer is not None:
            self._notice.take_focus()
        elif self._changed:
            self._save_when_read = True
            self._checker.check_soon(AT_ONCE_MS)

    def put_back(self) -> None:
        """Have the saved text again; Undo brings back what was typed."""
        self._area.type_over(self._own.base, self._area.line)
        self._say_nothing()
        self.take_focus()

    # --- versions ----------------------------------------------------------------------------------

    def _show_other(self, text: str, app: object) -> None:
        """Show another app; what is typed into this one waits for it to come back."""
        draft = self._own.leave(app, self.text, self._area.line)
        self._own.take(text)
        self._area.put_text(text)
        self._take_over(text)
        if draft is not None and not same(draft.text, text):
            self._area.type_over(draft.text, draft.line)
            if not same(draft.base, text):
                self._own.newer = text
                self._ask()
        self._show_changed()

    def _take_over(self, text: str) -> None:
        """Have this text as the saved one; where it is the same the cursor and Undo stay."""
        self._own.take(text)
        self._say_nothing()
        if not same(text, self.text):
            self._area.put_text(text, self._area.line if self.text else 1)
        self._show_there(text)
        self._show_changed()
        self._checker.check_soon(AT_ONCE_MS)

    def _ask(self) -> None:
        """Tell that the app has changed under what was typed, and offer both."""
        newer = self._own.newer or ""
        self._notice.say_this(
            say("shell_source.newer"),
            WARN,
            (say("shell_source.keep_mine"), self._keep_mine),
            (say("shell_source.take_newer"), lambda: self._take_over(newer)),
        )

    def _keep_mine(self) -> None:
        self._own.keep_mine()
        self._say_nothing()
        self._show_changed()
        self.take_focus()

    # --- while the person types --------------------------------------------------------------------

    def _on_typed(self) -> None:
        self._save_when_read = False
        self._show_changed()
        self._checker.check_soon()

    def _show_changed(self) -> None:
        changed = self._own.changed(self.text)
        self._foot.show_buttons(changed and self._own.newer is None)
        if changed != self._changed:
            self._changed = changed
            self.changed_by_hand.emit(changed)

    def _on_checked(self, checked: Checked) -> None:
        if self._area.growing:
            return
        reading = checked.reading
        if checked.known is not None:
            self._area.learn(checked.known)
        self._show_wrong(reading.diagnostics)
        if reading.ok and self._own.newer is None:
            self._say_nothing()
        wished, self._save_when_read = self._save_when_read, False
        if wished and reading.ok:
            self._own.send(self.text)
            self.rewrite_requested.emit(self.text)
        elif wished:
            self._refuse([each for each in reading.diagnostics if each.severity == "error"])

    def _refuse(self, errors: list[Diagnostic]) -> None:
        self._notice.say_this(say("shell_source.refused", count=len(errors)), BAD)
        if errors and errors[0].span.line:
            span = errors[0].span
            self._area.select(span.line, span.start, max(span.end, span.start + 1))
        self.take_focus()

    # --- what is wrong -----------------------------------------------------------------------------

    def _show_wrong(self, found: tuple[Diagnostic, ...]) -> None:
        told = found != self._diagnostics
        self._diagnostics = found
        show_wrong(self._area, found, self._look)
        self._foot.show_wrong(found, self._area.line)
        if told:
            self.diagnostics_changed.emit(found)

    def _problem_at(self, line: int, column: int) -> str:
        return said_at(self._diagnostics, self._area.line_text(line), line, column)

    def _on_line_changed(self, line: int) -> None:
        self._foot.show_wrong(self._diagnostics, line)
        if self._area.by_hand and not self._led:
            self.line_entered.emit(line)

    def _say_nothing(self) -> None:
        self._notice.say_this("", WARN)

    def _show_there(self, text: str) -> None:
        """Show the text, or in its place what will stand there."""
        there = bool(text)
        self._empty.setVisible(not there)
        self._area.setVisible(there)
        self._foot.setVisible(there)
