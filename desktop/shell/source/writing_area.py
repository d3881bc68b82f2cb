"""The text of the editor: keys that indent, comment and complete, and names that can be followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.blueprint.vocabulary import BLOCKS
from desktop.messages import say
from desktop.shell.look import Look
from desktop.shell.source.columns import from_qt
from desktop.shell.source.completion import Suggestion, suggestions
from desktop.shell.source.growing_area import GrowingArea
from desktop.shell.source.known_names import Known, definition_at
from desktop.shell.source.line_changes import lines_changed
from desktop.shell.source.suggestion_list import SuggestionList
from desktop.shell.source.typing_aids import STEP, indented, next_depth, noted, outdented

FEWEST_TYPED = 2
"""Suggestions come by themselves after so many characters of a word; before that they would flicker."""

SEPARATORS = " ,;:=(|"


class WritingArea(GrowingArea):
    """A `GrowingArea` to write a blueprint in."""

    def __init__(
        self, look: Look, problem_at: Callable[[int, int], str], parent: QWidget | None = None
    ) -> None:
        """Make it.

        Args:
            look: Its colours.
            problem_at: What is wrong at a line, from 1, and a column, from 0; "" for nothing.
            parent: Qt's.
        """
        super().__init__(look, parent)
        self._problem_at = problem_at
        self._known = Known()
        self._leaves = False
        self._offers = SuggestionList(self, look)
        self._offers.chosen.connect(self._take)
        self.cursorPositionChanged.connect(self._on_cursor_left)
        self.setAccessibleName(say("shell_source.editor_name"))
        self.setAccessibleDescription(say("shell_source.editor_description"))
        self.viewport().setMouseTracking(True)

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        super().dress(look)
        self._offers.dress(look)

    @property
    def offered(self) -> tuple[str, ...]:
        """The words that are suggested now."""
        return self._offers.words

    def learn(self, known: Known) -> None:
        """Know these names from now on."""
        self._known = known

    def suggest(self, *, wished: bool) -> None:
        """Offer what could stand at the cursor.

        Args:
            wished: Whether the person asked for it: then also where nothing is typed yet.
        """
        if self.isReadOnly():
            return
        block, cursor = self.textCursor().block(), self.textCursor()
        before = block.text()[: from_qt(block.text(), cursor.positionInBlock())]
        found = suggestions(self._lines_above(block), before, self._known)
        if not wished and any(each.typed == len(each.text) for each in found):
            found = ()  # a whole word stands there: Enter is for the next line, not for a longer word
        found = tuple(each for each in found if each.typed < len(each.text))
        typed = [each for each in found if each.typed >= (1 if wished else FEWEST_TYPED)]
        offered = typed or (list(found) if wished else [])
        back = offered[0].typed if offered else 0
        cursor.setPosition(cursor.position() - min(back, cursor.positionInBlock()))
        at = self.cursorRect(cursor).translated(self.viewport().pos())
        self._offers.show_suggestions(offered, at)

    def jump(self) -> None:
        """Go to where the name under the cursor is said."""
        cursor = self.textCursor()
        self._jump_from(cursor.block(), cursor.positionInBlock())

    def put_text(self, text: str, line: int = 1) -> None:
        """Have another text; what was offered fits it no more."""
        self._offers.hide()
        super().put_text(text, line)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The cursor stands elsewhere now."""
        self._offers.hide()
        super().resizeEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Offer nothing to who is elsewhere."""
        self._offers.hide()
        super().focusOutEvent(event)

    # --- keys --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Our own keys first; what is left is Qt's."""
        if self._offers.isVisible() and self._key_for_offers(event):
            return
        leaves, self._leaves = self._leaves, False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self._leaves = True
                event.ignore()  # it may close something else as well
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab if leaves or self.isReadOnly():
                self._leave(onward=event.key() == Qt.Key.Key_Tab)
            case Qt.Key.Key_Tab if not control:
                self._indent()
            case Qt.Key.Key_Backtab if not control:
                self._change_lines(outdented)
            case Qt.Key.Key_Space if control:
                self.suggest(wished=True)
            case Qt.Key.Key_F12:
                self.jump()
            case Qt.Key.Key_Slash if control and not self.isReadOnly():
                self._change_lines(noted)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not control and not self.isReadOnly():
                self._break_line()
            case Qt.Key.Key_Backspace if not control and self._step_back():
                pass
            case _:
                super().keyPressEvent(event)
                if event.text() and event.text().isprintable() and not control:
                    self.suggest(wished=False)

    def _leave(self, *, onward: bool) -> None:
        """Give the keyboard to the control after this one, or to the one before."""
        self.setTabChangesFocus(True)  # else Qt keeps it here
        self.focusNextPrevChild(onward)
        self.setTabChangesFocus(False)

    def _key_for_offers(self, event: QKeyEvent) -> bool:
        """Steer the suggestions; False if the key is not for them."""
        match event.key():
            case Qt.Key.Key_Down:
                self._offers.step(1)
            case Qt.Key.Key_Up:
                self._offers.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                chosen = self._offers.current()
                if chosen is not None:
                    self._take(chosen)
            case Qt.Key.Key_Escape:
                self._offers.hide()
            case _:
                return False
        return True

    def _take(self, suggestion: Suggestion) -> None:
        self._offers.hide()
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, suggestion.typed)
        cursor.insertText(suggestion.text)
        self.setTextCursor(cursor)
        self._offers.hide()

    def _indent(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._change_lines(indented)
        else:
            cursor.insertText(STEP[cursor.positionInBlock() % len(STEP) :])

    def _break_line(self) -> None:
        cursor = self.textCursor()
        line = cursor.block().text()[: from_qt(cursor.block().text(), cursor.positionInBlock())]
        cursor.insertText("\n" + " " * next_depth(line, BLOCKS))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _step_back(self) -> bool:
        """Take a whole step of indentation away; False if the cursor does not stand behind one."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        if self.isReadOnly() or cursor.hasSelection() or before.strip(" ") or len(before) < len(STEP):
            return False
        count = len(before) % len(STEP) or len(STEP)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, count)
        cursor.removeSelectedText()
        return True

    def _change_lines(self, change: Callable[[Sequence[str]], list[str]]) -> None:
        if not self.isReadOnly():
            self.setTextCursor(lines_changed(self.textCursor(), change))

    # --- the mouse ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+click follows a name."""
        self._offers.hide()
        if event.button() == Qt.MouseButton.LeftButton and _with_control(event):
            cursor = self.cursorForPosition(event.position().toPoint())
            if self._jump_from(cursor.block(), cursor.positionInBlock()):
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A name that can be followed looks like it while Ctrl is held."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.IBeamCursor
        if _with_control(event):
            cursor = self.cursorForPosition(event.position().toPoint())
            if self._place_of(cursor.block(), cursor.positionInBlock()):
                shape = Qt.CursorShape.PointingHandCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Say what is wrong where the pointer rests."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cursor = self.cursorForPosition(event.pos())
            column = from_qt(cursor.block().text(), cursor.positionInBlock())
            QToolTip.showText(event.globalPos(), self._problem_at(cursor.blockNumber() + 1, column), self)
            return True
        return super().viewportEvent(event)

    # --- names -------------------------------------------------------------------------------------

    def _jump_from(self, block: QTextBlock, units: int) -> bool:
        line = self._place_of(block, units)
        if not line:
            return False
        self.go_to_line(line)
        return True

    def _place_of(self, block: QTextBlock, units: int) -> int:
        """The line where the name at a place is said, 0 if there is none."""
        lines = [*self._lines_above(block), block.text()]
        place = definition_at(lines, len(lines), from_qt(block.text(), units), self._known)
        return place.line if place is not None else 0

    def _lines_above(self, block: QTextBlock) -> list[str]:
        """The lines from the one at the margin down to the one above; the others say nothing here."""
        above: list[str] = []
        block = block.previous()
        while block.isValid():
            text = block.text()
            above.append(text)
            if text and not text[0].isspace() and text[0] != "#":
                break
            block = block.previous()
        return above[::-1]

    def _on_cursor_left(self) -> None:
        # What is typed moves the cursor too, and then the list is made anew at once.
        self._offers.hide()


def _with_control(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
