"""Labels that fit their words: over as many lines as they need, or shortened in their middle."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.shell.elided_label import ElidedLabel
from desktop.shell.wrapped_label import WrappedLabel

SENTENCE = "Every connection that the program asks for is written down the moment it happens. " * 2
PATH = "/home/ada/Documents/School/Class 4b/Projects of the summer/Tool shed"


def test_larger_letters_get_more_height(qtbot: QtBot) -> None:
    """No line is cut off when somebody makes the letters larger while the label is there."""
    label = WrappedLabel(SENTENCE)
    qtbot.addWidget(label)
    label.resize(400, 10)
    label.show()
    before = label.height()
    larger = label.font()
    larger.setPointSizeF(larger.pointSizeF() * 1.5)
    label.setFont(larger)
    assert label.height() > before * 1.5


def test_space_around_the_words_takes_nothing_from_them(qtbot: QtBot) -> None:
    """Margins make the label higher, and lines break where the room between them ends."""
    plain, spaced = WrappedLabel(SENTENCE), WrappedLabel(SENTENCE)
    for label, width in ((plain, 300), (spaced, 340)):
        qtbot.addWidget(label)
        label.resize(width, 10)
        label.show()
    spaced.setContentsMargins(20, 5, 20, 10)
    spaced.setText(SENTENCE)
    assert spaced.height() == plain.height() + 15


def test_a_path_is_shortened_in_its_middle(qtbot: QtBot) -> None:
    """Its end, which tells most, stays; all of it is there for readers."""
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(240, 20)
    label.say_this(PATH)
    label.show()
    assert "…" in label.text()
    assert label.text().endswith("shed")
    assert label.accessibleName() == label.whole_text == PATH
    shown = len(label.text())
    larger = label.font()
    larger.setPointSizeF(larger.pointSizeF() * 1.5)
    label.setFont(larger)
    assert len(label.text()) < shown
