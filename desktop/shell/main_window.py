"""The window: joins the parts and decides what each piece of news changes. It holds no other logic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QMainWindow,
)

from desktop.blueprint import read
from desktop.library.languages import opening_note
from desktop.library.recent import remember_opened
from desktop.messages import say
from desktop.shell.arrangement import arrange
from desktop.shell.blueprint_panel import BlueprintPanel
from desktop.shell.bridge import Altered, Bridge, Made
from desktop.shell.change_box import ChangeBox
from desktop.shell.export_place import free_place
from desktop.shell.look import Look
from desktop.shell.plain_words import describe, describe_change
from desktop.shell.preview_panel import PreviewPanel
from desktop.shell.problems_panel import ProblemsPanel, Trouble
from desktop.shell.prompt_box import PromptBox
from desktop.shell.status_line import StatusLine
from desktop.shell.understood_panel import UnderstoodPanel
from desktop.shell.unsent import keep_unsent, load_unsent
from desktop.shell.word_panel import BAD, CALM, WARN, WordPanel

if TYPE_CHECKING:
    from desktop.blueprint.diagnostics import Diagnostic
    from desktop.blueprint.nodes import App
    from desktop.preview.downloads import Download
    from desktop.preview.guard import Refusal
    from desktop.preview.problem import Problem
    from desktop.session import Progress
    from desktop.workspace import Project

SMALLEST_PX = (880, 600)
BROWSER_AFTER_MS = 150
"""How long after the window is drawn the browser engine is started, so that drawing comes first."""


class MainWindow(QMainWindow):
    """The words, the blueprint and the problems on the left, the running app on the right."""

    def __init__(self, bridge: Bridge, storage: Path | None, look: Look) -> None:
        """Make the window.

        Args:
            bridge: Builds and changes the apps; the window closes it with itself.
            storage: Where previewed apps keep their records; None for memory only.
            look: The colours to start with.
        """
        super().__init__()
        self._bridge = bridge
        self._project: Project | None = None
        self._refusals: tuple[Refusal, ...] = ()
        self._shown_once = False
        self.setWindowTitle(say("shell.window_title"))
        self.setMinimumSize(*SMALLEST_PX)
        self.prompt = PromptBox()
        self.change = ChangeBox()
        self.word = WordPanel()
        self.understood = UnderstoodPanel()
        self.blueprint = BlueprintPanel()
        self.problems = ProblemsPanel()
        self.preview = PreviewPanel(storage)
        self.status = StatusLine()
        words, answers = (
            (self.prompt, self.change, self.word),
            (self.problems, self.understood, self.blueprint),
        )
        self.setCentralWidget(arrange(words, answers, self.preview, self.status))
        self._connect()
        self.dress(look)
        self.prompt.put_text(load_unsent())

    # --- what others may ask ---------------------------------------------------------------------

    def open_project(self, project: Project) -> None:
        """Show an app that was built before."""
        app = read(project.blueprint_text).app
        self.blueprint.show_text(project.blueprint_text)
        if app is not None:
            self._show_summary(app, ())
        if project.provenance is not None and not self.prompt.text:
            self.prompt.put_text(project.provenance.request)
        self._show_project(project, app.name if app is not None else project.folder.name)
        note = opening_note(project)
        if note:
            self.word.say_this(note, WARN)

    def show_trouble(self, sentence: str) -> None:
        """Show what went wrong, in place; everything else stays as it is."""
        self.word.say_this(sentence, BAD)

    def dress(self, look: Look) -> None:
        """Use the colours of this look where the style sheet does not reach."""
        self.blueprint.dress(look)
        self.preview.dress(look)
        self.status.dress(look)

    def _connect(self) -> None:
        self.prompt.build_requested.connect(self._on_build_requested)
        self.prompt.stop_requested.connect(self._bridge.stop)
        self.prompt.text_rested.connect(keep_unsent)
        self.change.change_requested.connect(self._on_change_requested)
        self.change.undo_requested.connect(self._on_undo_requested)
        self.preview.example_chosen.connect(self.prompt.put_text)
        self.preview.problem_found.connect(self._on_problem_found)
        self.preview.refused.connect(self._on_refused)
        self.preview.download_offered.connect(self._on_download_offered)
        self.problems.line_wanted.connect(self.blueprint.go_to_line)
        self._bridge.readied.connect(self._on_readied)
        self._bridge.progressed.connect(self._on_progressed)
        self._bridge.finished.connect(self._on_finished)
        self._bridge.altered.connect(self._on_altered)
        self._bridge.failed.connect(self._on_failed)
        self._bridge.stopped.connect(self._on_stopped)
        self._bridge.collapsed.connect(self._on_collapsed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_main_wish)
        QShortcut(QKeySequence("F5"), self).activated.connect(self._on_reload_wished)
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
            QTimer.singleShot(BROWSER_AFTER_MS, self.preview.prepare)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the words, and end the work and the page in order."""
        keep_unsent(self.prompt.text)
        self.preview.let_go()
        self._bridge.close()
        super().closeEvent(event)

    # --- news ------------------------------------------------------------------------------------

    def _on_build_requested(self, request: str) -> None:
        if self._begin():
            keep_unsent(request)
            self._bridge.build(request)

    def _on_main_wish(self) -> None:
        # Whoever is at work on a change does not want the whole app built anew.
        if self.change.has_focus:
            self.change.wish_change()
        else:
            self.prompt.wish_build()

    def _on_change_requested(self, request: str) -> None:
        if self._project is not None and self._begin():
            self._bridge.change(self._project, request)

    def _on_undo_requested(self) -> None:
        if self._project is not None and self._begin():
            self._bridge.undo(self._project)

    def _on_readied(self) -> None:
        self.status.show_model(say("shell.model_ready"))

    def _on_progressed(self, news: Progress) -> None:
        self._show_stage(news.stage)
        if news.text:
            self.blueprint.show_growing(news.text)

    def _on_finished(self, made: Made) -> None:
        built = made.built
        self._show_busy(False)
        self.blueprint.show_text(built.text)
        self._show_summary(built.app, built.notes)
        self.problems.show_troubles(tuple(_trouble(found) for found in built.diagnostics))
        self.status.show_model(say("shell.model_named", name=built.model_name, version=built.model_version))
        self.status.show_doing(say("shell.built_in", seconds=f"{made.took_s:.1f}"))
        self._show_project(made.project, built.app.name)

    def _on_altered(self, altered: Altered) -> None:
        edited = altered.edited
        self._show_busy(False)
        if not edited.script:
            # The words stay in the box, to be said otherwise.
            self.word.say_this("\n".join(edited.notes), WARN)
            return
        if self.change.text == edited.request:
            self.change.put_text("")
        self.understood.show_summary(*describe_change(edited))
        self.blueprint.show_text(edited.text)
        self.problems.show_troubles(())
        self.status.show_doing(say("shell.changed_in", seconds=f"{altered.took_s:.1f}"))
        self._show_project(altered.project, edited.app.name)

    def _on_failed(self, sentence: str) -> None:
        self._show_busy(False)
        self.show_trouble(sentence)
        if not self.change.has_focus:
            self.prompt.take_focus()

    def _on_stopped(self) -> None:
        self._show_busy(False)
        self.word.say_this(say("errors.cancelled"), CALM)

    def _on_collapsed(self) -> None:
        # The application's excepthook says what happened; here the window becomes usable again.
        self._show_busy(False)

    def _on_reload_wished(self) -> None:
        self.problems.show_troubles(())
        self.preview.reload_page()

    def _on_problem_found(self, problem: Problem) -> None:
        where = say("shell.problem_place", file=problem.file, line=problem.line) if problem.line else ""
        self.problems.add_trouble(Trouble(say("shell.page_problem", message=problem.message, where=where)))

    def _on_refused(self, refusal: Refusal) -> None:
        self._refusals = (*self._refusals, refusal)[-1000:]
        self.status.show_refusals(len(self._refusals), f"{refusal.url}\n{refusal.why}")

    def _on_download_offered(self, download: Download) -> None:
        downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        place = free_place(Path(downloads), download.name)
        download.finished.connect(lambda worked: self._on_download_finished(place, worked))
        download.save_to(place)

    def _on_download_finished(self, place: Path, worked: bool) -> None:
        sentence = "shell.download_saved" if worked else "shell.download_failed"
        self.status.show_doing(say(sentence, file=place.name, folder=str(place.parent)))

    # --- parts of it -----------------------------------------------------------------------------

    def _begin(self) -> bool:
        """Show that work begins; False if other work goes on."""
        if self._bridge.busy:
            return False
        self.word.say_this("", CALM)
        self._show_busy(True)
        self._show_stage("starting")
        return True

    def _show_project(self, project: Project, title: str) -> None:
        if self._project is None or self._project.folder != project.folder:
            remember_opened(project.folder)
        self._project = project
        changes = project.provenance.changes if project.provenance is not None else ()
        self.change.show_undo(bool(changes))
        self.change.show()
        self.prompt.make_room()
        self.preview.show_app(project.folder, title)

    def _show_busy(self, busy: bool) -> None:
        self.prompt.show_busy(busy)
        self.change.show_busy(busy)
        self._escape.setEnabled(busy)
        if not busy:
            self.preview.show_stage("")
            self.status.show_doing("")

    def _show_stage(self, stage: str) -> None:
        sentence = say(f"shell.stage_{stage}")
        self.status.show_doing(sentence)
        self.preview.show_stage(sentence)

    def _show_summary(self, app: App, notes: tuple[str, ...]) -> None:
        self.understood.show_summary(describe(app), notes)


def _trouble(found: Diagnostic) -> Trouble:
    return Trouble(
        say("shell.blueprint_problem", message=found.message, hint=found.hint).strip(), found.span.line
    )
