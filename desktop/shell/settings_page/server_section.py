"""A stronger computer in the room: where it is, what it has, whether it is asked. Off until it is named."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import EngineError
from desktop.messages import say
from desktop.settings import Settings
from desktop.shell.amounts import number
from desktop.shell.errands import Errands
from desktop.shell.look import XS, S, restyle
from desktop.shell.settings_page.section import Section, banner, soft_words
from desktop.shell.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from desktop.remote import Server

NOT_NEAR = "remote_not_near"
MOST_SHOWN = 30
TEST_TOKENS = 32
_ADDRESS_LETTERS = 200


class ServerSection(Section):
    """Address, key, the models that were found there, a trial, and the way to stop using it."""

    def __init__(self, errands: Errands) -> None:
        """Make it; nobody is asked before the button is pressed.

        Args:
            errands: Ask beside the window's thread.
        """
        super().__init__("server")
        self._errands = errands
        self._cancelled = threading.Event()
        self._asked = 0
        self._server: Server | None = None
        self._address = QLineEdit()
        self._address.setPlaceholderText("192.168.1.20:8080")
        self._address.setMaxLength(_ADDRESS_LETTERS)
        self._address.returnPressed.connect(self.look)
        self._find = QPushButton(say("shell_models.server_find"))
        self._find.clicked.connect(self.look)
        line = QWidget()
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(S)
        inside.addWidget(self._address, 1)
        inside.addWidget(self._find)
        line.setFocusProxy(self._address)
        self._key = QLineEdit()
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.setMaxLength(_ADDRESS_LETTERS)
        self._address.setAccessibleName(say("shell_models.server_address"))
        self._state = WrappedLabel()
        self._stop = QPushButton(say("shell_models.server_stop"))
        self._stop.clicked.connect(self._on_stop_clicked)
        self._try = QPushButton(say("shell_models.server_try"))
        self._try.clicked.connect(self._on_try_clicked)
        self._used = banner("calm", self._state, self._try, self._stop)
        self._news = WrappedLabel()
        self._anyway = QPushButton(say("shell_models.server_anyway"))
        self._anyway.setProperty("role", "danger")
        self._anyway.clicked.connect(lambda: self.look(confirmed=True))
        self._said: QFrame = banner("calm", self._news, self._anyway)
        self._said.hide()
        self._models = QVBoxLayout()
        self._models.setSpacing(XS)
        self._group = QButtonGroup(self)
        self.rows.addWidget(self._used)
        self.add_row(say("shell_models.server_address"), line, say("shell_models.server_address_hint"))
        self.add_row(say("shell_models.server_key"), self._key, say("shell_models.server_key_hint"))
        self.rows.addWidget(self._said)
        self.rows.addLayout(self._models)
        self.rows.addWidget(soft_words(say("shell_models.server_how")))
        self.end_rows()

    def show_settings(self, settings: Settings) -> None:
        """Show the server that is used, if one is."""
        before = self._settings
        super().show_settings(settings)
        if settings.server != before.server or not self._address.text():
            self._address.setText(settings.server)
            self._key.setText(settings.server_key)
        self._used.setVisible(bool(settings.server))
        model = settings.server_model or say("shell_models.server_first")
        self._state.setText(say("shell_models.server_used", address=settings.server, model=model))

    def look(self, *, confirmed: bool = False) -> None:
        """Ask the address that is written what it has.

        Args:
            confirmed: Whether the person wants it although it is not on their own network.
        """
        address, key = self._address.text().strip(), self._key.text()
        if not address:
            self._address.setFocus()
            return
        confirmed = confirmed or self._settings.server_confirmed == address
        cancelled = self._begin(say("shell_models.server_looking"))

        def ask() -> Server | EngineError:
            from desktop.remote import RemoteEngine

            try:
                return RemoteEngine(address, key=key, confirmed=confirmed).server(cancelled)
            except EngineError as problem:
                if problem.key == NOT_NEAR:
                    return problem  # the one problem that the person may decide about
                raise

        def show(found: Server | EngineError) -> None:
            if isinstance(found, EngineError):
                self._say(f"{found} {say('shell_models.server_far')}", "warn", anyway=True)
            else:
                self._show_models(found, address, key, confirmed=confirmed)

        self._run(ask, show)

    def let_go(self) -> None:
        """Ask no more; before the window goes."""
        self._cancelled.set()

    def _show_models(self, server: Server, address: str, key: str, *, confirmed: bool) -> None:
        if not server.models:
            self._say(say("shell_models.server_empty"), "warn")
            return
        self._say(say("shell_models.server_found", count=len(server.models)), "good")
        for model in server.models[:MOST_SHOWN]:
            words = say("shell_models.server_model", name=model.name, tokens=number(model.context_tokens))
            # A lone & would mark the letter after it as a key.
            button = QRadioButton(words.replace("&", "&&"))
            button.setAccessibleName(words)
            at_work = self._settings.server == address and self._settings.server_model == model.name
            button.setChecked(at_work)
            button.clicked.connect(
                lambda _down=False, name=model.name: self._use(address, name, key, confirmed=confirmed)
            )
            self._group.addButton(button)
            self._models.addWidget(button)
            button.show()
        if self._group.checkedButton() is None:
            self._group.buttons()[0].setFocus()

    def _use(self, address: str, model: str, key: str, *, confirmed: bool) -> None:
        confirmation = address if confirmed else ""
        self.changed.emit(
            replace(
                self._settings,
                server=address,
                server_model=model,
                server_key=key,
                server_confirmed=confirmation,
            )
        )

    def _on_stop_clicked(self) -> None:
        self._cancelled.set()
        self._asked += 1
        self._clear()
        self._said.hide()
        self._address.setFocus()
        self.changed.emit(
            replace(self._settings, server="", server_model="", server_key="", server_confirmed="")
        )

    def _on_try_clicked(self) -> None:
        """Have it write a few words, and say how fast that was."""
        settings = self._settings
        cancelled = self._begin(say("shell_models.server_trying"))

        def ask() -> str:
            from desktop.engine.completion import Message
            from desktop.remote import chosen_server

            engine = chosen_server(settings)
            assert engine is not None  # the button is there only while one is used
            words = [Message("user", "Say hello in one short sentence.")]
            done = engine.chat(words, max_tokens=TEST_TOKENS, cancelled=cancelled)
            speed = done.tokens / done.decode_s if done.decode_s > 0 else 0.0
            text = " ".join(done.text.split())[:_ADDRESS_LETTERS]
            return say("shell_models.server_answer", text=text, rate=number(speed, 1))

        self._run(ask, lambda sentence: self._say(sentence, "good"))

    def _begin(self, sentence: str) -> threading.Event:
        self._cancelled.set()
        self._cancelled = threading.Event()
        self._clear()
        self._say(sentence, "calm")
        return self._cancelled

    def _run(self, ask: Callable[[], object], show: Callable[..., object]) -> None:
        self._asked += 1
        asked = self._asked

        def done(found: object) -> None:
            if asked == self._asked:
                show(found)

        def failed(sentence: str) -> None:
            if asked == self._asked:
                self._say(sentence, "bad")

        self._errands.run(ask, done, failed)

    def _say(self, sentence: str, tone: str, *, anyway: bool = False) -> None:
        self._news.setText(sentence)
        self._anyway.setVisible(anyway)
        self._said.setProperty("tone", tone)
        restyle(self._said)
        self._said.setVisible(bool(sentence))

    def _clear(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.setParent(None)
            button.deleteLater()
        while self._models.takeAt(0) is not None:
            pass
