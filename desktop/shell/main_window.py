"""The window: joins the parts and decides what each piece of news changes. It holds no other logic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from desktop.library.recent import remember_opened
from desktop.messages import say
from desktop.shell.arrangement import arrange
from desktop.shell.asking import Asking
from desktop.shell.commands import bind_shortcuts
from desktop.shell.conversation import Conversation
from desktop.shell.errands import Errands
from desktop.shell.exporting import Exporting
from desktop.shell.jobs import Build
from desktop.shell.open_app import OpenApp
from desktop.shell.opening import Opened, Opening
from desktop.shell.overlays import Overlays
from desktop.shell.start.start_screen import StartScreen
from desktop.shell.status_line import StatusLine
from desktop.shell.talking import Talk
from desktop.shell.tour_stops import window_steps
from desktop.shell.trying_takes import TryingTakes
from desktop.shell.unsent import keep_unsent, load_unsent
from desktop.shell.window_commands import window_commands
from desktop.shell.wishes import Wishes
from desktop.shell.word_panel import BAD, CALM, WARN, WordPanel
from desktop.shell.work_news import WorkNews
from desktop.shell.workbench import TopBar, Workbench

if TYPE_CHECKING:
    from desktop.exports import Form
    from desktop.outcomes import Progress
    from desktop.shell.bridge import Bridge
    from desktop.shell.look import Look
    from desktop.shell.preferences import Preferences
    from desktop.shell.results import Altered, Failure, Made, Shown
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
        self._asking = Asking(bridge, self)
        self._project: Project | None = None
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
        self.bench = Workbench(self.bar, self.conversation, self.stage, self.app.panels)
        self._places = QStackedWidget()
        self._places.addWidget(self.start)
        self._places.addWidget(self.bench)
        self.setCentralWidget(arrange(self._places, self.word, self.status))
        self.talk = Talk(self.conversation, self._asking, bridge, self._errands)
        self._takes = TryingTakes(self, self._asking, self._errands)
        self._news = WorkNews(self.status, self._asking, bridge, self._errands, self)
        self._wishes = Wishes(self._asking)
        self._opening = Opening(self._errands, self)
        self._exporting = Exporting(self._errands, self.word, self)
        self._connect()
        commands = window_commands(self)
        bind_shortcuts(self, commands)
        self.overlays = Overlays(
            self, commands, window_steps(self), self._errands, self.app.visits, preferences
        )
        self.overlays.settings_changed.connect(self.settings_changed)
        self.overlays.restart_requested.connect(self.restart_requested)
        self.start.tour_requested.connect(self.overlays.start_tour)
        self.bar.settings_requested.connect(self.overlays.open_settings)
        self.status.ledger_requested.connect(self.overlays.open_ledger)
        self.dress(look)
        self.start.put_text(load_unsent())
        self.start.take_focus()

    # --- what others may ask ---------------------------------------------------------------------

    @property
    def project(self) -> Project | None:
        """The app that is open; None before the first."""
        return self._project

    def has_app(self) -> bool:
        """Whether an app is open and in sight."""
        return self._project is not None and self._places.currentWidget() is self.bench

    def open_project(self, project: Project) -> None:
        """Show an app that was opened already."""
        if self._may_leave():
            self._opening.open_project(project)

    def open_folder(self, folder: Path) -> None:
        """Open the app in a folder and show it."""
        if self._may_leave():
            self._opening.open_folder(folder)

    def go_home(self) -> None:
        """Go to the start screen; work that goes on goes on."""
        self.talk.keep()
        self._places.setCurrentWidget(self.start)
        self.start.refresh()
        self.start.take_focus()

    def make_takes(self) -> None:
        """Show what else the first request of the app may mean."""
        made = self._project.provenance if self._project is not None else None
        if made is not None and made.request:
            self._takes.make(made.request, made.seed)

    def greet(self) -> None:
        """Offer the tour to somebody who is here for the first time."""
        QTimer.singleShot(GREET_AFTER_MS, self, self.overlays.start_tour)

    def let_go(self) -> None:
        """End the work and the page in order; once is enough."""
        self._takes.let_go()
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
        for above in (self.overlays, self._takes):
            above.dress(look)

    def _connect(self) -> None:
        self.start.build_requested.connect(self._on_build_requested)
        self.start.stop_requested.connect(self._bridge.stop)
        self.start.text_rested.connect(keep_unsent)
        self.start.open_requested.connect(self.open_folder)
        self.start.remix_requested.connect(self._on_remix_requested)
        self._opening.opened.connect(self._on_opened)
        self._opening.failed.connect(self._on_not_opened)
        self.bar.home_requested.connect(self.go_home)
        self.bar.rename_requested.connect(self._wishes.rename)
        self.bar.view_chosen.connect(self.bench.show_view)
        self.bar.export_requested.connect(self._on_export_requested)
        self.conversation.remake_requested.connect(self._on_remake_requested)
        self.conversation.takes_requested.connect(lambda _turn: self.make_takes())
        self._bridge.progressed.connect(self._on_progressed)
        self._bridge.failed.connect(lambda _failure: self._fall_back())
        self._bridge.stopped.connect(self._on_stopped)
        self._bridge.collapsed.connect(self._fall_back)
        self.talk.made.connect(self._on_made)
        self.talk.altered.connect(self._on_altered)
        self.talk.shown.connect(self._on_shown)
        self.talk.taken.connect(self._takes.show_taken)
        self.talk.failed.connect(self._on_talk_failed)
        self._asking.began.connect(self._on_began)
        self._asking.rested.connect(self._on_rested)
        self._asking.refused.connect(lambda: self.word.say_this(say("shell.busy"), CALM))
        self.stage.script_wished.connect(self._wishes.change_by_script)
        self.stage.ask_wished.connect(self._on_ask_wished)
        self._asking.listen()
        # Enabled only while there is work: otherwise Esc belongs to the app in the preview.
        self._escape = QShortcut(QKeySequence("Esc"), self)
        self._escape.activated.connect(self._bridge.stop)
        self._escape.setEnabled(False)

    # --- Qt asks ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Start the model and, a moment later, the browser, once the window can be seen."""
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            self._bridge.prepare()
            self.start.refresh()
            self._news.start()
            QTimer.singleShot(BROWSER_AFTER_MS, self.stage.prepare)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the words, and end the work and the page in order."""
        keep_unsent(self.start.text)
        self.talk.keep()
        self.closing.emit()
        self.let_go()
        super().closeEvent(event)

    # --- wishes ----------------------------------------------------------------------------------

    def _on_build_requested(self, request: str) -> None:
        if not self._bridge.busy:
            keep_unsent(request)
            self._opening.forget()
            self._project = None
            self.talk.begin()
            self.app.show_nothing()
            self.bar.name.show_name("")
            self._places.setCurrentWidget(self.bench)
            self.conversation.box.take_focus()
            self._asking.do(Build(request), request)

    def _on_remix_requested(self, blueprint: Path) -> None:
        if self._may_leave():
            self._opening.open_example(blueprint)

    def _on_remake_requested(self, request: str) -> None:
        self.go_home()
        self.start.put_text(request)

    def _on_export_requested(self, form: Form, with_data: bool) -> None:
        if self._project is not None:
            self._exporting.export(self._project, form, with_data=with_data)

    def _on_ask_wished(self, target: str, _line: int) -> None:
        self.conversation.box.show_about(target)
        self.conversation.box.take_focus()

    # --- news ------------------------------------------------------------------------------------

    def _on_began(self) -> None:
        self.word.say_this("", CALM)
        self.start.show_busy(True)
        self._escape.setEnabled(True)
        self.stage.show_stage(say("shell.stage_starting"))

    def _on_rested(self) -> None:
        self.start.show_busy(False)
        self._escape.setEnabled(False)
        self.stage.show_stage("")

    def _on_progressed(self, news: Progress) -> None:
        self.stage.show_stage(say(f"shell.stage_{news.stage}"))
        if news.text:
            self.app.show_growing(news.text)

    def _on_made(self, made: Made) -> None:
        self._show_project(made.project, made.built.app.name)
        self.app.show(made.project, made.built.app.name, made.built.diagnostics)
        self.start.put_text("")
        keep_unsent("")
        self.conversation.box.take_focus()

    def _on_altered(self, altered: Altered) -> None:
        if altered.changed:
            self._show_project(altered.project, altered.edited.app.name)
            self.app.show(altered.project, altered.edited.app.name)

    def _on_shown(self, shown: Shown) -> None:
        self._show_project(shown.project, shown.title)
        self.app.show(shown.project, shown.title)

    def _on_talk_failed(self, failure: Failure) -> None:
        project = self._project
        if project is not None and failure.key == "folder_changed":
            load = say("shell.load_it")
            self.word.say_this(failure.sentence, WARN, load, lambda: self.open_folder(project.folder))
            return
        self.show_trouble(failure.sentence)
        self._leave_if_gone()

    def _on_stopped(self) -> None:
        self._fall_back()
        self.word.say_this(say("errors.cancelled"), CALM)

    # --- parts of it -----------------------------------------------------------------------------

    def _may_leave(self) -> bool:
        """Whether another app can be shown now; says so if not."""
        if self._bridge.busy:
            self.word.say_this(say("shell.busy"), CALM)
        return not self._bridge.busy

    def _on_opened(self, opened: Opened) -> None:
        self.talk.show_project(opened.project, opened.recalled)
        self._show_project(opened.project, opened.title)
        self.app.show(opened.project, opened.title, opened.diagnostics)
        self.word.say_this(opened.note, WARN)
        self.conversation.box.take_focus()

    def _on_not_opened(self, sentence: str) -> None:
        self.show_trouble(sentence)
        self._leave_if_gone()

    def _show_project(self, project: Project, title: str) -> None:
        if self._project is None or self._project.folder != project.folder:
            remember_opened(project.folder)
        self._project = project
        self.bar.name.show_name(title)
        self.setWindowTitle(say("shell.window_title_app", app=title))
        self._places.setCurrentWidget(self.bench)

    def _fall_back(self) -> None:
        """After work that came to nothing: back to what was there before."""
        if self._project is None:
            self.go_home()

    def _leave_if_gone(self) -> None:
        """Go home for good if the app that is open is not there any more."""
        if self._project is not None and not self._project.start_page.exists():
            self._project = None
            self._asking.show_project(None)
            self.go_home()
