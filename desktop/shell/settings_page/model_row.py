"""One model in a list: its name, how it fits in a word and in a sentence, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.amounts import large_size, whole_seconds
from desktop.shell.fetching import MOVING, Fetch
from desktop.shell.look import XS, M, S, font, restyle
from desktop.shell.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from desktop.fitting import Fit

TONES = {"green": "good", "yellow": "warn", "red": "bad"}
STEPS = 1000
"""Of a bar: finer than anybody sees."""


class ModelRow(QFrame):
    """Shows one model.

    Attributes:
        key: By which its list knows it again.
    """

    def __init__(self, key: str, title: str, facts: str = "", words: str = "") -> None:
        """Make it.

        Args:
            key: By which its list knows it again.
            title: The model's name.
            facts: Size, packing, licence, in one short line.
            words: A sentence.
        """
        super().__init__()
        self.key = key
        self.title = title
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        name = QLabel(title)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setFont(font("body", strong=True))
        self._badge = QLabel()
        self._badge.setProperty("role", "badge")
        self._badge.setFont(font("small"))
        self._badge.hide()
        self._facts = WrappedLabel(facts)
        self._facts.setProperty("role", "faint")
        self._facts.setFont(font("small"))
        self._facts.setVisible(bool(facts))
        self._words = WrappedLabel(words)
        self._words.setProperty("role", "soft")
        self._words.setVisible(bool(words))
        self._bar = QProgressBar()
        self._bar.setProperty("role", "track")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say("shell_models.progress_name", name=title))
        self._bar.hide()
        self._news = WrappedLabel()
        self._news.setFont(font("small"))
        self._news.hide()
        self._deeds = QHBoxLayout()
        self._deeds.setSpacing(S)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(name, 1)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(XS)
        column.addLayout(head)
        said = QVBoxLayout()
        said.setSpacing(XS)
        for part in (self._facts, self._words, self._bar, self._news):
            said.addWidget(part)
        said.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(M)
        both.addLayout(said, 1)
        both.addLayout(self._deeds)
        column.addLayout(both)

    def show_fit(self, fit: Fit) -> None:
        """Say how it fits: in a word with a colour, and in a sentence."""
        self._badge.setText(say(f"shell_models.fit_{fit.colour}"))
        self._badge.setProperty("tone", TONES[fit.colour])
        restyle(self._badge)
        self._badge.show()
        self._words.setText(fit.sentence())
        self._words.show()
        self.setAccessibleName(f"{self.title}: {self._badge.text()}. {self._words.text()}")

    def offer(
        self, word: str, done: Callable[[], object], *, role: str = "", name: str = "", first: bool = False
    ) -> QPushButton:
        """Add a button below the words.

        Args:
            word: Of its entry in the catalogue of sentences.
            done: Called when it is pressed.
            role: Of a button, see the style.
            name: For readers; "" for its text with the model's name.
            first: Whether the keyboard goes there now.
        """
        button = QPushButton(say(f"shell_models.{word}"))
        if role:
            button.setProperty("role", role)
        button.setObjectName(word)
        button.setAccessibleName(name or say("shell_models.deed_name", deed=button.text(), name=self.title))
        button.clicked.connect(lambda: done())
        self._deeds.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        button.show()
        if first:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button

    def clear_offers(self) -> None:
        """Take all buttons away."""
        while (item := self._deeds.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()

    def ask(self, question: str, word: str, done: Callable[[], object], back: Callable[[], object]) -> None:
        """Ask in place whether something is meant, before it is done.

        Args:
            question: What is asked.
            word: The entry of the button that says yes.
            done: Called then.
            back: Called for no.
        """
        self.say_news(question)
        self.clear_offers()
        self.offer("keep", back, role="quiet", first=True)
        self.offer(word, done, role="danger")

    def say_news(self, sentence: str, *, wrong: bool = False) -> None:
        """Say something below the words; "" says nothing."""
        self._news.setText(sentence)
        self._news.setVisible(bool(sentence))
        if wrong != (self.property("tone") == "bad"):
            self.setProperty("role", "banner" if wrong else "card")
            self.setProperty("tone", "bad" if wrong else None)
            restyle(self)

    def show_fetch(self, fetch: Fetch | None) -> None:
        """Show how far a model on its way is; None if it is not."""
        self._bar.setVisible(fetch is not None and fetch.stage in (*MOVING, "paused"))
        if fetch is None:
            self.say_news("")
            return
        known = fetch.total_bytes > 0
        self._bar.setRange(0, STEPS if known or fetch.stage == "paused" else 0)
        self._bar.setValue(fetch.done_bytes * STEPS // fetch.total_bytes if known else 0)
        self.say_news(_progress(fetch), wrong=fetch.stage == "failed")

    @property
    def news(self) -> str:
        """What is said below the words."""
        return self._news.text()

    def focused(self) -> str:
        """The word of the button that has the keyboard; "" for none."""
        held = QWidget.focusWidget(self)
        return held.objectName() if held is not None and held.hasFocus() else ""

    def take_focus(self, word: str) -> None:
        """Put the keyboard on the button of this word, or on the first."""
        buttons = [one for one in self.findChildren(QPushButton) if one.isVisibleTo(self)]
        same = next((one for one in buttons if one.objectName() == word), None)
        if same is not None or buttons:
            (same or buttons[0]).setFocus(Qt.FocusReason.OtherFocusReason)


def _progress(fetch: Fetch) -> str:
    if fetch.stage == "failed":
        return fetch.problem or say("shell_models.failed")
    if fetch.stage not in ("fetching", "copying") or not fetch.total_bytes:
        return say(f"shell_models.stage_{fetch.stage}")
    facts = {"done": large_size(fetch.done_bytes), "total": large_size(fetch.total_bytes)}
    if fetch.bytes_per_s <= 0:
        return say("shell_models.progress", **facts)
    left_s = (fetch.total_bytes - fetch.done_bytes) / fetch.bytes_per_s
    return say("shell_models.progress_left", **facts, time=whole_seconds(left_s))
