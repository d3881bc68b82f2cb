"""Turns of a conversation: which of them were taken back, and what is said of them."""

from __future__ import annotations

from desktop.shell.conversation.ask import Ask
from desktop.shell.conversation.turn import CHANGED, INSTEAD, MADE, RESTORED, UNDONE, Turn, taken_back
from desktop.shell.plain_words import Line


def turn(kind: str, number: int) -> Turn:
    return Turn(kind, "words", number=number, before=number - 1)


def test_undo_takes_back_the_newest_change_that_stands():
    """Two changes and two undos: first the second one is gone, then the first."""
    turns = (turn(MADE, 1), turn(CHANGED, 2), turn(CHANGED, 3), turn(UNDONE, 4), turn(UNDONE, 5))
    assert taken_back(turns[:4]) == {3}
    assert taken_back(turns) == {2, 3}


def test_a_change_after_an_undo_stands():
    """What is asked for after an undo is not what was taken back."""
    turns = (turn(MADE, 1), turn(CHANGED, 2), turn(UNDONE, 3), turn(CHANGED, 4))
    assert taken_back(turns) == {2}


def test_another_meaning_takes_the_place_of_the_change_before():
    """That one is gone with it; an undo then takes the other meaning back, and the next one what was before."""
    turns = (turn(MADE, 1), turn(CHANGED, 2), turn(CHANGED, 3), turn(INSTEAD, 4), turn(UNDONE, 5))
    assert taken_back(turns[:4]) == {3}
    assert taken_back(turns) == {3, 4}
    assert taken_back((*turns, turn(UNDONE, 6))) == {2, 3, 4}


def test_changes_before_another_version_came_back_are_not_judged():
    """After a restore an undo takes back a change of the version that came back."""
    turns = (turn(MADE, 1), turn(CHANGED, 2), turn(RESTORED, 3), turn(UNDONE, 4))
    assert taken_back(turns) == frozenset()


def test_a_turn_says_its_lines_and_its_notes():
    """One line for each; a label stands before its words."""
    said = Turn(MADE, "plants", (Line("Keeps", "Plant: name"), Line("", "and more")), ("no e-mail",))
    assert said.words == "Keeps Plant: name\nand more\nno e-mail"


def test_an_ask_about_something_names_it():
    """The model reads what was pointed at with the words; without it the words alone."""
    assert (
        Ask("make it red", "the button Water of Plant").request == "in the button Water of Plant, make it red"
    )
    assert Ask("make it red").request == "make it red"
