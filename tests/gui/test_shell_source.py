"""Writing in the blueprint by hand: seen, checked, completed, saved or put back, and never lost."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.messages import say
from desktop.shell.look import DARK, Look
from desktop.shell.source import BlueprintEditor
from desktop.shell.source.wrong_places import said_at
from desktop.shell.wrapped_label import WrappedLabel

SHED = """\
app "Shed"
  icon 🪚

entity Tool
  name: text, required
  lent: date

page Tools
  table of Tool showing name
"""
NEWER = SHED.replace("lent: date", "given: date")


class Hand:
    """Does with an editor what a person does, and sees what they see."""

    def __init__(self, editor: BlueprintEditor, qtbot: QtBot) -> None:
        self.editor = editor
        self.qtbot = qtbot
        self.saved: list[str] = []
        self.lines: list[int] = []
        editor.rewrite_requested.connect(self.saved.append)
        editor.line_entered.connect(self.lines.append)

    @property
    def page(self) -> QPlainTextEdit:
        """Where one writes."""
        return self.named(QPlainTextEdit, say("shell_source.editor_name"))

    def named(self, kind: type, name: str):
        """The control of that accessible name."""
        found = [each for each in self.editor.findChildren(kind) if each.accessibleName() == name]
        assert len(found) == 1, name
        return found[0]

    def go(self, line: int) -> None:
        """Put the cursor at the end of a line, from 1."""
        self.editor.go_to_line(line)
        self.press(Qt.Key.Key_End)

    def type(self, words: str) -> None:
        """Type words where the keyboard is."""
        self.qtbot.keyClicks(self.page, words)

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        """Press a key in the text."""
        modifiers = Qt.KeyboardModifier.NoModifier
        for each in held:
            modifiers |= each
        self.qtbot.keyClick(self.page, key, modifiers)

    def sees(self, kind: type, name: str) -> bool:
        """Whether a control is to be seen."""
        return bool(self.named(kind, name).isVisible())

    def offers_to_save(self) -> bool:
        """Whether Save and Put back are there."""
        save = self.sees(QPushButton, say("shell_source.save_name"))
        assert save == self.sees(QPushButton, say("shell_source.put_back_name"))
        return save

    def click(self, words: str) -> None:
        """Click a button by its words."""
        buttons = [
            each
            for each in self.editor.findChildren(QPushButton)
            if each.text() == words and each.isVisible()
        ]
        self.qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)

    def is_told(self, words: str) -> bool:
        """Whether a sentence is to be seen."""
        labels = self.editor.findChildren(WrappedLabel)
        return any(each.isVisible() and each.text() == words for each in labels)

    def wait_checked(self) -> None:
        """Wait until the text as it is now has been read."""
        with self.qtbot.waitSignal(self.editor.diagnostics_changed, timeout=10_000):
            pass

    def squiggles(self) -> list[str]:
        """The words that are underlined."""
        wave = QTextCharFormat.UnderlineStyle.WaveUnderline
        return [
            each.cursor.selectedText()
            for each in self.page.extraSelections()
            if each.format.underlineStyle() == wave
        ]


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[BlueprintEditor]:
    editor = BlueprintEditor()
    qtbot.addWidget(editor)
    editor.resize(700, 500)
    editor.show()
    qtbot.waitExposed(editor)
    editor.show_text(SHED)
    yield editor
    qtbot.wait(20)  # an errand that still reads tells nobody any more


@pytest.fixture
def hand(editor: BlueprintEditor, qtbot: QtBot) -> Hand:
    return Hand(editor, qtbot)


# --- reading -----------------------------------------------------------------------------------------


def test_without_an_app_it_says_what_will_stand_here(qtbot: QtBot) -> None:
    empty = BlueprintEditor()
    qtbot.addWidget(empty)
    empty.show()
    hand = Hand(empty, qtbot)
    assert hand.is_told(say("shell_source.empty"))
    assert not hand.page.isVisible()


def test_a_blueprint_is_shown_and_nothing_is_offered_to_be_saved(hand: Hand) -> None:
    assert hand.editor.text == SHED
    assert not hand.offers_to_save()


def test_while_it_is_written_it_grows_and_nobody_can_type(hand: Hand) -> None:
    hand.editor.show_growing('app "Sh')
    hand.editor.show_growing('app "Shop"\n  about "')
    hand.type("x")
    assert hand.editor.text == 'app "Shop"\n  about "'
    hand.editor.show_text(SHED)
    hand.go(1)
    hand.type("x")
    assert hand.editor.text.startswith('app "Shed"x')


def test_a_line_is_shown_when_somebody_points_at_its_element(hand: Hand) -> None:
    hand.editor.mark_line(5)
    marked = [each.cursor.blockNumber() + 1 for each in hand.page.extraSelections()]
    assert 5 in marked
    hand.editor.mark_line(0)
    assert hand.page.extraSelections() == [] or 5 not in [
        each.cursor.blockNumber() + 1
        for each in hand.page.extraSelections()
        if not each.cursor.hasSelection()
    ]


def test_only_the_person_s_own_steps_are_told(hand: Hand) -> None:
    hand.editor.show_text(NEWER)
    hand.editor.mark_line(3)
    hand.editor.go_to_line(4)
    hand.editor.go_to_line(1)
    assert hand.lines == []
    hand.press(Qt.Key.Key_Down)
    assert hand.lines == [2]


def test_it_can_be_dressed_for_the_night(hand: Hand) -> None:
    hand.editor.dress(Look(DARK))
    assert hand.editor.text == SHED


# --- writing -----------------------------------------------------------------------------------------


def test_what_is_typed_is_saved_with_one_key(hand: Hand, qtbot: QtBot) -> None:
    hand.go(6)
    hand.type(", required")
    assert hand.offers_to_save()
    hand.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(hand.saved), timeout=10_000)
    assert hand.saved == [SHED.replace("lent: date", "lent: date, required")]
    hand.editor.show_text(hand.saved[0])
    assert not hand.offers_to_save()


def test_what_is_typed_is_put_back_and_undo_brings_it_again(hand: Hand) -> None:
    hand.go(6)
    hand.type(", required")
    hand.click(say("shell_source.put_back"))
    assert hand.editor.text == SHED
    assert not hand.offers_to_save()
    hand.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ", required" in hand.editor.text.splitlines()[5]
    assert hand.offers_to_save()


def test_blanks_that_will_not_be_kept_are_nothing_to_save(hand: Hand) -> None:
    hand.go(6)
    hand.type("  ")
    assert not hand.offers_to_save()


def test_blanks_that_keep_words_together_are_kept(hand: Hand) -> None:
    """A blank that does not break is part of a person's words, and nothing that was typed here."""
    hand.editor.show_text(SHED.replace('"Shed"', '"Our\u00a0shed"'))
    assert not hand.offers_to_save()
    assert "Our\u00a0shed" in hand.editor.text


def test_what_is_wrong_is_said_where_the_pointer_rests(hand: Hand) -> None:
    hand.go(6)
    hand.press(Qt.Key.Key_Backspace)
    hand.wait_checked()
    found = hand.editor.diagnostics[0]
    line = SHED.splitlines()[5][:-1]
    assert said_at(hand.editor.diagnostics, line, 6, len(line)) == f"{found.message}\n{found.hint}"
    assert said_at(hand.editor.diagnostics, line, 6, 2) == ""


def test_what_is_wrong_is_underlined_and_said_below(hand: Hand) -> None:
    hand.go(6)
    hand.press(Qt.Key.Key_Backspace)
    hand.wait_checked()
    assert hand.squiggles() == ["dat"]
    found = hand.editor.diagnostics[0]
    told = [each.toolTip() for each in hand.editor.findChildren(QWidget) if found.message in each.toolTip()]
    assert told == [f"{found.message} {found.hint}"]


def test_a_squiggle_behind_an_icon_stands_under_the_right_words(hand: Hand) -> None:
    hand.go(2)
    hand.type(" wood")
    hand.wait_checked()
    assert hand.squiggles() == ["🪚 wood"]


def test_with_problems_nothing_is_saved_and_the_first_is_selected(hand: Hand, qtbot: QtBot) -> None:
    hand.go(6)
    hand.press(Qt.Key.Key_Backspace)
    hand.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    sentence = say("shell_source.refused", count=1)
    qtbot.waitUntil(lambda: hand.is_told(sentence), timeout=10_000)
    assert hand.page.textCursor().selectedText() == "dat"
    assert hand.saved == []
    hand.type("date")
    qtbot.waitUntil(lambda: not hand.is_told(sentence), timeout=10_000)


def test_the_tab_key_indents_and_escape_lets_it_leave(hand: Hand, qtbot: QtBot) -> None:
    hand.go(3)
    hand.press(Qt.Key.Key_Tab)
    assert hand.editor.text.splitlines()[2] == "  "
    hand.press(Qt.Key.Key_Backtab)
    assert hand.editor.text == SHED
    hand.type("x")
    hand.press(Qt.Key.Key_Escape)
    hand.press(Qt.Key.Key_Tab)
    assert not hand.page.hasFocus()
    assert "Esc" in hand.page.accessibleDescription()


def test_a_new_line_stands_where_it_belongs(hand: Hand) -> None:
    hand.go(4)
    hand.press(Qt.Key.Key_Return)
    hand.type("size: number")
    hand.press(Qt.Key.Key_Return)
    assert hand.editor.text.splitlines()[4:6] == ["  size: number", "  "]
    hand.press(Qt.Key.Key_Backspace)
    assert hand.editor.text.splitlines()[5] == ""


def test_lines_become_comments_with_one_key_and_one_undo(hand: Hand) -> None:
    hand.go(6)
    hand.press(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    hand.press(Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    assert hand.editor.text.splitlines()[4:6] == ["  # name: text, required", "  # lent: date"]
    hand.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.editor.text == SHED


def test_a_word_that_is_begun_is_completed(hand: Hand, qtbot: QtBot) -> None:
    hand.go(6)
    hand.type(", requ")
    qtbot.waitUntil(lambda: "required" in hand.page.offered)  # type: ignore[attr-defined]
    hand.press(Qt.Key.Key_Return)
    assert hand.editor.text.splitlines()[5] == "  lent: date, required"
    assert hand.page.offered == ()  # type: ignore[attr-defined]


def test_all_words_of_a_place_are_offered_when_asked_for(hand: Hand, qtbot: QtBot) -> None:
    hand.go(9)
    hand.type(", ")

    def all_are_offered() -> None:
        hand.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        assert {"name", "lent"} <= set(hand.page.offered)  # type: ignore[attr-defined]

    qtbot.waitUntil(all_are_offered, timeout=10_000)
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Tab)
    assert hand.editor.text.splitlines()[8] == "  table of Tool showing name, lent"


def test_enter_behind_a_whole_word_begins_a_line(hand: Hand) -> None:
    """`date` is a word; that there is `date and time` as well does not matter to who has written it."""
    hand.go(6)
    hand.press(Qt.Key.Key_Return)
    hand.type("since: dat")
    assert hand.page.offered  # type: ignore[attr-defined]
    hand.type("e")
    hand.press(Qt.Key.Key_Return)
    assert hand.editor.text.splitlines()[6:8] == ["  since: date", "  "]


def test_escape_sends_the_suggestions_away(hand: Hand) -> None:
    hand.go(6)
    hand.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    hand.type(", re")
    assert hand.page.offered  # type: ignore[attr-defined]
    hand.press(Qt.Key.Key_Escape)
    assert not hand.page.offered  # type: ignore[attr-defined]
    assert hand.page.hasFocus()


def test_a_name_is_followed_with_a_key_and_with_a_click(hand: Hand, qtbot: QtBot) -> None:
    hand.go(9)

    def it_leads_to_the_field() -> None:
        hand.press(Qt.Key.Key_F12)
        assert hand.lines[-1:] == [5]

    qtbot.waitUntil(it_leads_to_the_field, timeout=10_000)
    hand.editor.go_to_line(9)
    cursor = hand.page.textCursor()
    cursor.setPosition(cursor.position() + len("  table of To"))
    place = hand.page.cursorRect(cursor).center()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(hand.page.viewport(), Qt.MouseButton.LeftButton, control, QPoint(place))
    assert hand.lines[-1] == 4


def test_words_are_found_one_after_the_other(hand: Hand, qtbot: QtBot) -> None:
    hand.go(1)
    hand.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = hand.named(QLineEdit, say("shell_source.find"))
    assert field.hasFocus()
    qtbot.keyClicks(field, "tool")
    places = []
    for _ in range(4):
        qtbot.keyClick(field, Qt.Key.Key_Return)
        places.append(hand.page.textCursor().blockNumber() + 1)
    assert places == [4, 8, 9, 4]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert hand.page.hasFocus()


# --- versions ----------------------------------------------------------------------------------------


def test_a_new_version_does_not_overwrite_what_was_typed(hand: Hand) -> None:
    hand.go(1)
    hand.press(Qt.Key.Key_Return)
    hand.type("# mine")
    mine = hand.editor.text
    hand.editor.show_text(NEWER)
    assert hand.editor.text == mine
    assert hand.is_told(say("shell_source.newer"))
    hand.click(say("shell_source.keep_mine"))
    assert hand.editor.text == mine
    assert hand.offers_to_save()
    hand.click(say("shell_source.put_back"))
    assert hand.editor.text == NEWER


def test_the_new_version_can_be_taken_instead(hand: Hand) -> None:
    hand.go(6)
    hand.type(", required")
    hand.editor.show_text(NEWER)
    assert not hand.offers_to_save()
    hand.click(say("shell_source.take_newer"))
    assert hand.editor.text == NEWER
    assert not hand.is_told(say("shell_source.newer"))
    assert not hand.offers_to_save()


def test_what_the_model_writes_does_not_cover_what_was_typed(hand: Hand) -> None:
    hand.go(6)
    hand.type(", required")
    mine = hand.editor.text
    hand.editor.show_growing('app "Shop"')
    assert hand.editor.text == mine


def test_what_is_typed_while_a_save_is_on_its_way_stays(hand: Hand, qtbot: QtBot) -> None:
    hand.go(6)
    hand.type(", required")
    hand.editor.save()
    qtbot.waitUntil(lambda: bool(hand.saved), timeout=10_000)
    hand.type(", unique")
    hand.editor.show_text(hand.saved[0])
    assert hand.editor.text.splitlines()[5] == "  lent: date, required, unique"
    assert not hand.is_told(say("shell_source.newer"))
    assert hand.offers_to_save()


def test_what_is_typed_into_one_app_waits_while_another_is_shown(hand: Hand) -> None:
    hand.editor.show_text(SHED, app="shed")
    hand.go(6)
    hand.type(", required")
    mine = hand.editor.text
    hand.editor.show_text(SHED.replace("Shed", "Shop"), app="shop")
    assert hand.editor.text.startswith('app "Shop"')
    assert not hand.offers_to_save()
    hand.editor.show_text(SHED, app="shed")
    assert hand.editor.text == mine
    assert hand.offers_to_save()


def test_an_app_that_changed_while_another_was_shown_asks(hand: Hand) -> None:
    hand.editor.show_text(SHED, app="shed")
    hand.go(6)
    hand.type(", required")
    mine = hand.editor.text
    hand.editor.show_text(SHED.replace("Shed", "Shop"), app="shop")
    hand.editor.show_text(NEWER, app="shed")
    assert hand.editor.text == mine
    assert hand.is_told(say("shell_source.newer"))


# --- size --------------------------------------------------------------------------------------------

FRAME_S = 0.016


def test_two_thousand_lines_stay_fluid(hand: Hand) -> None:
    """No key, and nothing that follows from it, holds the window's thread for longer than a frame."""
    entities = "".join(
        f"entity Thing {n}\n" + "".join(f"  field {m}: number, default {m}\n" for m in range(19))
        for n in range(100)
    )
    hand.editor.show_text(f'app "Long"\n\n{entities}\npage All\n  table of Something else\n')
    hand.wait_checked()
    hand.go(1000)
    spent_s = []
    for letter in ", required":
        started_s = time.thread_time()  # not the wall: the machine may be busy with other things
        hand.type(letter)
        spent_s.append(time.thread_time() - started_s)
    assert sorted(spent_s)[len(spent_s) // 2] < FRAME_S
