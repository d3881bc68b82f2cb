"""The window: where its parts lie, and how it begins and ends. What they do is decided in `steering`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from desktop import settings
from desktop.messages import say
from desktop.shell.amounts import number
from desktop.shell.arrangement import arrange
from desktop.shell.commands import bind_shortcuts
from desktop.shell.conversation import Conversation
from desktop.shell.errands import Errands
from desktop.shell.fetching import Fetching
from desktop.shell.open_app import OpenApp
from desktop.shell.overlays import Overlays
from desktop.shell.start.start_screen import StartScreen
from desktop.shell.status_line import StatusLine
from desktop.shell.steering import Steering
from desktop.shell.tour_stops import window_steps
from desktop.shell.unsent import keep_unsent, load_unsent
from desktop.shell.window_commands import window_commands
from desktop.shell.word_panel import BAD, GOOD, WordPanel
from desktop.shell.workbench import TopBar, Workbench

if TYPE_CHECKING:
    from desktop.shell.bridge import Bridge
    from desktop.shell.look import Look
    from desktop.shell.preferences import Preferences
    from desktop.workspace import Project

SMALLEST_PX = (900, 600)
BROWSER_AFTER_MS = 150
"""How long after the window is drawn the browser engine is started, so that drawing comes first."""
GREET_AFTER_MS = 600


class MainWindow(QMainWindow):
    """The start screen, or an app with all that belongs to it.

    Attributes:
        start: Where a new app begins.
        bench: The workbench: `bar` and `conversation` lie in it, and the parts of `app`.
        app: What shows the app that is open; `stage`, `editor` and `problems` are its parts.
        talk: The conversation of that app.
        word: One sentence above the last line.
        status: The last line.
        fetching: Fetches models by others, while the window stands.

    Signals:
        settings_changed: The person wants these `Settings`.
        restart_requested: A new window shall take this one's place.
        closing: The window is about to go, and can still be asked how it lies.
    """

    settings_changed = Signal(object)
    restart_requested = Signal()
    closing = Signal()

    def __init__(
        self, bridge: Bridge, storage: Path | None, look: Look, preferences: Preferences | None = None
    ) -> None:
        """Make the window.

        Args:
            bridge: Builds and changes the apps; the window closes it with itself.
            storage: Where previewed apps keep their records; None for memory only.
            look: The colours to start with.
            preferences: The settings as they are now; None for those on the disk.
        """
        super().__init__()
        self._bridge = bridge
        self._errands = Errands(self)
        self.fetching = Fetching(parent=self)
        self._shown_once = False
        self.setWindowTitle(say("shell.window_title"))
        self.setMinimumSize(*SMALLEST_PX)
        self.status = StatusLine()
        self.word = WordPanel()
        self.start = StartScreen(self._errands)
        self.conversation = Conversation()
        self.bar = TopBar()
        self.app = OpenApp(storage, self._errands, self.status, self)
        self.stage, self.editor, self.problems = self.app.stage, self.app.editor, self.app.problems
        self.bench = Workbench(self.bar, self.conversation, self.stage, self.app.panel)
        self._places = QStackedWidget()
        self._places.addWidget(self.start)
        self._places.addWidget(self.bench)
        self.setCentralWidget(arrange(self._places, self.word, self.status))
        self.steering = Steering(self, bridge, self._errands)
        self.talk = self.steering.talk
        commands = window_commands(self)
        bind_shortcuts(self, commands)
        self.overlays = Overlays(
            self,
            commands,
            window_steps(self),
            self._errands,
            self.app.visits,
            preferences,
            self.fetching,
            bridge.helpers,
        )
        self.steering.helping.models_wanted.connect(lambda: self.overlays.open_settings("models"))
        self.overlays.settings_changed.connect(self.settings_changed)
        self.overlays.settings_changed.connect(lambda changed: self.status.show_server(changed.server))
        self.status.show_server((preferences.settings if preferences else settings.load()).server)
        self.fetching.changed.connect(self._on_fetching_changed)
        self.fetching.came.connect(
            lambda title: self.word.say_this(say("shell_models.came", name=title), GOOD)
        )
        self.overlays.restart_requested.connect(self.restart_requested)
        self.start.tour_requested.connect(self.overlays.start_tour)
        self.bar.settings_requested.connect(lambda: self.overlays.open_settings())
        self.status.ledger_requested.connect(self.overlays.open_ledger)
        self.dress(look)
        self.start.put_text(load_unsent())
        self.start.take_focus()

    # --- what others may ask ---------------------------------------------------------------------

    @property
    def project(self) -> Project | None:
        """The app that is open; None before the first."""
        return self.steering.project

    def has_app(self) -> bool:
        """Whether an app is open and in sight."""
        return self.project is not None and self._places.currentWidget() is self.bench

    def open_project(self, project: Project) -> None:
        """Show an app that was opened already."""
        self.steering.open_project(project)

    def open_folder(self, folder: Path) -> None:
        """Open the app in a folder and show it."""
        self.steering.open_folder(folder)

    def go_home(self) -> None:
        """Go to the start screen; work that goes on goes on."""
        self.talk.keep()
        self._places.setCurrentWidget(self.start)
        self.setWindowTitle(say("shell.window_title"))
        self.start.refresh()
        self.start.take_focus()

    def go_to_work(self) -> None:
        """Go to the workbench."""
        self._places.setCurrentWidget(self.bench)

    def greet(self) -> None:
        """Offer the tour to somebody who is here for the first time."""
        QTimer.singleShot(GREET_AFTER_MS, self, self.overlays.start_tour)

    def let_go(self) -> None:
        """End the work and the page in order; once is enough."""
        self.steering.let_go()
        self.overlays.let_go()
        self.fetching.close()
        self.app.let_go()
        self._errands.close()
        self._bridge.close()

    def show_trouble(self, sentence: str) -> None:
        """Show what went wrong, in place; everything else stays as it is."""
        self.word.say_this(sentence, BAD)

    def dress(self, look: Look) -> None:
        """Use the colours of this look where the style sheet does not reach."""
        self.start.dress(look)
        for part in (self.bar, self.conversation, self.app, self.word, self.status):
            part.dress(look)
        for above in (self.overlays, self.steering.takes):
            above.dress(look)

    def _on_fetching_changed(self) -> None:
        fetch = self.fetching.moving
        percent = fetch.done_bytes * 100 // fetch.total_bytes if fetch and fetch.total_bytes else 0
        facts = {"name": fetch.title if fetch else "", "percent": number(percent)}
        self.status.show_fetch(say("shell_models.fetch_sign", **facts) if fetch else "")

    # --- Qt asks ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Start the model and, a moment later, the browser, once the window can be seen."""
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            self._bridge.prepare()
            self.start.refresh()
            self.steering.start()
            QTimer.singleShot(BROWSER_AFTER_MS, self.stage.prepare)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the words, and end the work and the page in order."""
        keep_unsent(self.start.text)
        self.talk.keep()
        self.closing.emit()
        self.let_go()
        super().closeEvent(event)
