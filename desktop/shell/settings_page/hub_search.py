"""Search on the hub: it asks nothing before the button is pressed, and says what leaves the computer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.amounts import large_size, number
from desktop.shell.errands import Errands
from desktop.shell.fetching import Fetching
from desktop.shell.look import S, font
from desktop.shell.models_seen import ModelsLook
from desktop.shell.settings_page.model_row import ModelRow
from desktop.shell.settings_page.section import soft_words

if TYPE_CHECKING:
    from desktop.fitting import Fit
    from desktop.hub import Found, HubFile

    Files = tuple[tuple[HubFile, Fit], ...]


class HubSearch(QWidget):
    """A line for words, a button, and what was found."""

    def __init__(self, errands: Errands, fetching: Fetching, look: ModelsLook) -> None:
        """Make it; nothing is asked.

        Args:
            errands: Ask beside the window's thread.
            fetching: Fetches what is chosen, and knows the hub.
            look: Says how a file would fit.
        """
        super().__init__()
        self._errands = errands
        self._fetching = fetching
        self._look = look
        self._cancelled = threading.Event()
        self._asked = 0
        heading = QLabel(say("shell_models.search"))
        heading.setFont(font("lead", strong=True))
        self._words = QLineEdit()
        self._words.setPlaceholderText(say("shell_models.search_placeholder"))
        self._words.setAccessibleName(say("shell_models.search_name"))
        self._words.setMaxLength(200)
        self._words.returnPressed.connect(self.search)
        self._press = QPushButton(say("shell_models.search_press"))
        self._press.clicked.connect(self.search)
        line = QHBoxLayout()
        line.setSpacing(S)
        line.addWidget(self._words, 1)
        line.addWidget(self._press)
        self._news = soft_words("")
        self._news.hide()
        self._found = QVBoxLayout()
        self._found.setSpacing(S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(heading)
        column.addWidget(soft_words(say("shell_models.search_words")))
        column.addLayout(line)
        column.addWidget(self._news)
        column.addLayout(self._found)

    def search(self) -> None:
        """Ask the hub what it has for these words."""
        words = self._words.text().strip()
        if not words:
            self._words.setFocus()
            return
        self._clear()
        cancelled = self._begin()

        def ask() -> tuple[Found, ...]:
            from desktop.hub import search

            return search(self._fetching.hub(), words, cancelled=cancelled)

        self._run(ask, lambda found: self._show_found(found, words))

    def let_go(self) -> None:
        """Ask no more."""
        self._cancelled.set()

    def _begin(self) -> threading.Event:
        """What was asked before is not wanted any more."""
        self._cancelled.set()
        self._cancelled = threading.Event()
        self._say(say("shell_models.searching"))
        return self._cancelled

    def _run(self, ask: Callable[[], object], show: Callable[..., object]) -> None:
        self._asked += 1
        asked = self._asked

        def done(found: object) -> None:
            if asked == self._asked:
                self._say("")
                show(found)

        def failed(sentence: str) -> None:
            if asked == self._asked:
                self._say(sentence)

        self._errands.run(ask, done, failed)

    def _show_found(self, found: tuple[Found, ...], words: str) -> None:
        if not found:
            self._say(say("shell_models.search_none", words=words))
        for one in found:
            licence = one.licence or say("shell_models.no_licence")
            facts = say("shell_models.found_facts", count=number(one.downloads), licence=licence)
            row = ModelRow(one.repository, one.repository, facts)
            if one.gated:
                row.say_news(say("shell_models.found_gated"))
            else:
                row.offer("show_files", partial(self._ask_files, row))
            self._found.addWidget(row)
            row.show()

    def _ask_files(self, row: ModelRow) -> None:
        repository = row.key
        cancelled = self._begin()

        def ask() -> Files:
            from desktop.hub import files_of

            return self._look.fits(files_of(self._fetching.hub(), repository, cancelled=cancelled))

        self._run(ask, lambda files: self._show_files(repository, files))

    def _show_files(self, repository: str, files: Files) -> None:
        self._clear()
        if not files:
            self._say(say("errors.hub_no_file", repository=repository))
        for file, fit in files:
            licence = file.licence or say("shell_models.no_licence")
            facts = " · ".join(
                fact for fact in (large_size(file.size_bytes), file.quantisation, licence) if fact
            )
            name = f"{repository}/{file.file}"
            row = ModelRow(name, file.name, facts)
            row.show_fit(fit)
            if file.sha256:
                row.offer("fetch", partial(self._fetch, name, file.name))
            else:
                row.say_news(say("errors.hub_unchecked", file=file.name))
            self._found.addWidget(row)
            row.show()

    def _fetch(self, name: str, title: str) -> None:
        self._clear()
        self._say(say("shell_models.on_its_way", name=title))
        self._fetching.fetch(name, title)

    def _say(self, sentence: str) -> None:
        self._news.setText(sentence)
        self._news.setVisible(bool(sentence))

    def _clear(self) -> None:
        while (item := self._found.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
