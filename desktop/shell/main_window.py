"""The window: joins the parts and decides what each piece of news changes. It holds no other logic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from desktop.library.recent import remember_opened
from desktop.messages import say
from desktop.shell.arrangement import arrange
from desktop.shell.asking import Asking
from desktop.shell.blueprint_panel import BlueprintPanel
from desktop.shell.conversation import Conversation
from desktop.shell.errands import Errands
from desktop.shell.exporting import Exporting
from desktop.shell.jobs import Build, Rename
from desktop.shell.opening import Opened, look_into, open_folder
from desktop.shell.preview_panel import PreviewPanel
from desktop.shell.problems_panel import ProblemsPanel, Trouble
from desktop.shell.prompt_box import PromptBox
from desktop.shell.status_line import StatusLine
from desktop.shell.talking import Talk
from desktop.shell.unsent import keep_unsent, load_unsent
from desktop.shell.visits import Visits
from desktop.shell.word_panel import BAD, CALM, WARN, WordPanel
from desktop.shell.workbench import VIEWS, TopBar, Workbench
from desktop.shell.workbench.views import BLUEPRINT, PROBLEMS

if TYPE_CHECKING:
    from desktop.blueprint.diagnostics import Diagnostic
    from desktop.exports import Form
    from desktop.outcomes import Progress
    from desktop.preview.problem import Problem
    from desktop.shell.bridge import Bridge
    from desktop.shell.look import Look
    from desktop.shell.results import Altered, Failure, Made, Shown
    from desktop.workspace import Project

SMALLEST_PX = (900, 600)
BROWSER_AFTER_MS = 150
"""How long after the window is drawn the browser engine is started, so that drawing comes first."""
NO_APP = ("folder_no_app", "folder_unreadable")
"""Errors of a project whose folder has vanished or cannot be read any more."""


class MainWindow(QMainWindow):
    """The start screen, or an app with all that belongs to it.

    Attributes:
        start: Where a new app begins.
        bench: The workbench; `bar`, `conversation`, `stage`, `editor` and `problems` are its parts.
        word: One sentence above the last line.
        status: The last line.
    """

    def __init__(self, bridge: Bridge, storage: Path | None, look: Look) -> None:
        """Make the window.

        Args:
            bridge: Builds and changes the apps; the window closes it with itself.
            storage: Where previewed apps keep their records; None for memory only.
            look: The colours to start with.
        """
        super().__init__()
        self._bridge = bridge
        self._errands = Errands(self)
        self._asking = Asking(bridge, self)
        self._project: Project | None = None
        self._opening = 0
        self._shown_once = False
        self.setWindowTitle(say("shell.window_title"))
        self.setMinimumSize(*SMALLEST_PX)
        self.start = PromptBox()
        self.conversation = Conversation()
        self.stage = PreviewPanel(storage)
        self.editor = BlueprintPanel()
        self.problems = ProblemsPanel()
        self.bar = TopBar()
        panels = {BLUEPRINT: self.editor, PROBLEMS: self.problems}
        self.bench = Workbench(self.bar, self.conversation, self.stage, panels)
        self.word = WordPanel()
        self.status = StatusLine()
        self._places = QStackedWidget()
        self._places.addWidget(self.start)
        self._places.addWidget(self.bench)
        self.setCentralWidget(arrange(self._places, self.word, self.status))
        self._talk = Talk(self.conversation, self._asking, bridge, self._errands)
        self._exporting = Exporting(self._errands, self.word, self)
        self._visits = Visits(self.stage, self.status)
        self._connect()
        self.dress(look)
        self.start.put_text(load_unsent())

    # --- what others may ask ---------------------------------------------------------------------

    @property
    def project(self) -> Project | None:
        """The app that is shown; None on the start screen before the first."""
        return self._project

    def open_project(self, project: Project) -> None:
        """Show an app that was opened already."""
        self._open(lambda: look_into(project))

    def open_folder(self, folder: Path) -> None:
        """Open the app in a folder and show it."""
        self._open(lambda: open_folder(folder))

    def go_home(self) -> None:
        """Go to the start screen; work that goes on goes on."""
        self._talk.keep()
        self._places.setCurrentWidget(self.start)
        self.start.take_focus()

    def show_trouble(self, sentence: str) -> None:
        """Show what went wrong, in place; everything else stays as it is."""
        self.word.say_this(sentence, BAD)

    def dress(self, look: Look) -> None:
        """Use the colours of this look where the style sheet does not reach."""
        for part in (self.bar, self.conversation, self.stage, self.editor, self.word, self.status):
            part.dress(look)

    def _connect(self) -> None:
        self.start.build_requested.connect(self._on_build_requested)
        self.start.stop_requested.connect(self._bridge.stop)
        self.start.text_rested.connect(keep_unsent)
        self.bar.home_requested.connect(self.go_home)
        self.bar.rename_requested.connect(self._on_rename_requested)
        self.bar.view_chosen.connect(self._on_view_chosen)
        self.bar.export_requested.connect(self._on_export_requested)
        self.conversation.remake_requested.connect(self._on_remake_requested)
        self.stage.problem_found.connect(self._on_problem_found)
        self.problems.line_wanted.connect(self._on_line_wanted)
        self._bridge.readied.connect(lambda: self.status.show_model(say("shell.model_ready")))
        self._bridge.progressed.connect(self._on_progressed)
        self._bridge.failed.connect(self._on_failed)
        self._bridge.stopped.connect(self._on_stopped)
        self._bridge.collapsed.connect(self._on_collapsed)
        self._talk.made.connect(self._on_made)
        self._talk.altered.connect(self._on_altered)
        self._talk.shown.connect(self._on_shown)
        self._talk.failed.connect(self._on_talk_failed)
        self._asking.began.connect(self._on_began)
        self._asking.rested.connect(self._on_rested)
        self._asking.refused.connect(lambda: self.word.say_this(say("shell.busy"), CALM))
        self._asking.listen()
        for number, view in enumerate(VIEWS, start=1):
            self._shortcut(f"Ctrl+{number}").activated.connect(lambda view=view: self._on_view_chosen(view))
        self._shortcut("Ctrl+Home").activated.connect(self.go_home)
        self._shortcut("F5").activated.connect(self._on_reload_wished)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys).activated.connect(self._on_main_wish)
        # Enabled only while there is work: otherwise Esc belongs to the app in the preview.
        self._escape = self._shortcut("Esc")
        self._escape.activated.connect(self._bridge.stop)
        self._escape.setEnabled(False)

    def _shortcut(self, keys: str) -> QShortcut:
        return QShortcut(QKeySequence(keys), self)

    # --- Qt asks ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Start the model and, a moment later, the browser, once the window can be seen."""
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            self._bridge.prepare()
            QTimer.singleShot(BROWSER_AFTER_MS, self.stage.prepare)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the words, and end the work and the page in order."""
        keep_unsent(self.start.text)
        self._talk.keep()
        self.stage.let_go()
        self._errands.close()
        self._bridge.close()
        super().closeEvent(event)

    # --- wishes ----------------------------------------------------------------------------------

    def _on_build_requested(self, request: str) -> None:
        if not self._bridge.busy:
            keep_unsent(request)
            self._begin_new()
            self._asking.do(Build(request), request)

    def _on_main_wish(self) -> None:
        if self._places.currentWidget() is self.start:
            self.start.wish_build()
        else:
            self.conversation.box.wish()

    def _on_remake_requested(self, request: str) -> None:
        self.go_home()
        self.start.put_text(request)

    def _on_rename_requested(self, name: str) -> None:
        if self._project is not None:
            self._asking.do(Rename(self._project, name), say("library.rename_request", name=name))

    def _on_export_requested(self, form: Form, with_data: bool) -> None:
        if self._project is not None:
            self._exporting.export(self._project, form, with_data=with_data)

    def _on_view_chosen(self, view: str) -> None:
        self.bench.show_view(view)

    def _on_reload_wished(self) -> None:
        self.problems.show_troubles(())
        self.stage.reload_page()

    def _on_line_wanted(self, line: int) -> None:
        self.bench.show_view(BLUEPRINT)
        self.editor.go_to_line(line)

    # --- news ------------------------------------------------------------------------------------

    def _on_began(self, _words: str) -> None:
        self.word.say_this("", CALM)
        self.start.show_busy(True)
        self._escape.setEnabled(True)
        self._show_stage("starting")

    def _on_rested(self) -> None:
        self.start.show_busy(False)
        self._escape.setEnabled(False)
        self.stage.show_stage("")

    def _on_progressed(self, news: Progress) -> None:
        self._show_stage(news.stage)
        if news.text:
            self.editor.show_growing(news.text)

    def _on_made(self, made: Made) -> None:
        self.status.show_doing(say("shell.built_in", seconds=f"{made.took_s:.1f}"))
        built = made.built
        version = built.model_version
        self.status.show_model(say("shell.model_named", name=built.model_name, version=version))
        self.problems.show_troubles(tuple(_trouble(found) for found in built.diagnostics))
        self.editor.show_text(built.text)
        self._show_project(made.project, built.app.name)

    def _on_altered(self, altered: Altered) -> None:
        if altered.edited.script:
            self.status.show_doing(say("shell.changed_in", seconds=f"{altered.took_s:.1f}"))
            self.problems.show_troubles(())
            self.editor.show_text(altered.project.blueprint_text)
            self._show_project(altered.project, altered.edited.app.name)

    def _on_shown(self, shown: Shown) -> None:
        # Its conversation goes on; what is shown of it may be of any version.
        self.open_project(shown.project)

    def _on_talk_failed(self, failure: Failure) -> None:
        project = self._project
        if project is not None and failure.key == "folder_changed":
            self.word.say_this(
                failure.sentence, WARN, say("shell.load_it"), lambda: self.open_folder(project.folder)
            )
            return
        self.show_trouble(failure.sentence)
        if project is not None and failure.key in NO_APP and not project.start_page.exists():
            self._leave()

    def _on_failed(self, _failure: Failure) -> None:
        self._fall_back()

    def _on_stopped(self) -> None:
        self._fall_back()
        self.word.say_this(say("errors.cancelled"), CALM)

    def _on_collapsed(self) -> None:
        # The application's excepthook says what happened; here the window becomes usable again.
        self._fall_back()

    def _on_problem_found(self, problem: Problem) -> None:
        where = say("shell.problem_place", file=problem.file, line=problem.line) if problem.line else ""
        self.problems.add_trouble(Trouble(say("shell.page_problem", message=problem.message, where=where)))

    # --- parts of it -----------------------------------------------------------------------------

    def _open(self, look: Callable[[], Opened]) -> None:
        """Look into a folder in an errand and show what was found, unless another was opened meanwhile."""
        if self._bridge.busy:
            self.word.say_this(say("shell.busy"), CALM)
            return
        self._opening += 1
        number = self._opening

        def show(opened: Opened) -> None:
            if number == self._opening and not self._bridge.busy:
                self._on_opened(opened)

        self._errands.run(look, show, self._on_not_opened)

    def _on_not_opened(self, sentence: str) -> None:
        self.show_trouble(sentence)
        if self._project is not None and not self._project.start_page.exists():
            self._leave()

    def _on_opened(self, opened: Opened) -> None:
        self.problems.show_troubles(tuple(_trouble(found) for found in opened.diagnostics))
        self.editor.show_text(opened.project.blueprint_text)
        self._talk.show_project(opened.project, opened.recalled)
        self._show_project(opened.project, opened.title)
        self.word.say_this(opened.note, WARN)

    def _fall_back(self) -> None:
        """After work that came to nothing: back to what was there before."""
        self.status.show_doing("")
        if self._project is None:
            self._places.setCurrentWidget(self.start)
            self.start.take_focus()

    def _begin_new(self) -> None:
        """Show the workbench, empty: an app is about to be in it."""
        self._talk.begin()
        self._project = None
        self.editor.show_text("")
        self.problems.show_troubles(())
        self.bar.name.show_name("")
        self._places.setCurrentWidget(self.bench)

    def _leave(self) -> None:
        """Go home for good: the app that was shown is not there any more."""
        self._project = None
        self._asking.show_project(None)
        self._places.setCurrentWidget(self.start)

    def _show_project(self, project: Project, title: str) -> None:
        if self._project is None or self._project.folder != project.folder:
            remember_opened(project.folder)
        self._project = project
        self.bar.name.show_name(title)
        self._places.setCurrentWidget(self.bench)
        self.stage.show_app(project.folder, title)

    def _show_stage(self, stage: str) -> None:
        sentence = say(f"shell.stage_{stage}")
        self.status.show_doing(sentence)
        self.stage.show_stage(sentence)


def _trouble(found: Diagnostic) -> Trouble:
    return Trouble(
        say("shell.blueprint_problem", message=found.message, hint=found.hint).strip(), found.span.line
    )
