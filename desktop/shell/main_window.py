"""The window: joins the parts and decides what each piece of news changes. It holds no other logic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.blueprint import read
from desktop.messages import say
from desktop.shell.blueprint_panel import BlueprintPanel
from desktop.shell.bridge import Bridge, Made
from desktop.shell.export_place import free_place
from desktop.shell.look import Look, font, icon
from desktop.shell.plain_words import describe
from desktop.shell.preview_panel import PreviewPanel
from desktop.shell.problems_panel import ProblemsPanel, Trouble
from desktop.shell.prompt_box import PromptBox
from desktop.shell.status_line import StatusLine
from desktop.shell.understood_panel import UnderstoodPanel
from desktop.shell.unsent import keep_unsent, load_unsent
from desktop.shell.word_panel import BAD, CALM, WordPanel

if TYPE_CHECKING:
    from desktop.blueprint.diagnostics import Diagnostic
    from desktop.blueprint.nodes import App
    from desktop.preview.downloads import Download
    from desktop.preview.guard import Refusal
    from desktop.preview.problem import Problem
    from desktop.session import Progress
    from desktop.workspace import Project

SIDEBAR_PX = 392
SMALLEST_PX = (880, 600)
BROWSER_AFTER_MS = 150
"""How long after the window is drawn the browser engine is started, so that drawing comes first."""


class MainWindow(QMainWindow):
    """The prompt, the blueprint and the problems on the left, the running app on the right."""

    def __init__(self, bridge: Bridge, storage: Path | None, look: Look) -> None:
        """Make the window.

        Args:
            bridge: Builds the apps; the window closes it with itself.
            storage: Where previewed apps keep their records; None for memory only.
            look: The colours to start with.
        """
        super().__init__()
        self._bridge = bridge
        self._refusals: tuple[Refusal, ...] = ()
        self._shown_once = False
        self.setWindowTitle(say("shell.window_title"))
        self.setMinimumSize(*SMALLEST_PX)
        self.prompt = PromptBox()
        self.word = WordPanel()
        self.understood = UnderstoodPanel()
        self.blueprint = BlueprintPanel()
        self.problems = ProblemsPanel()
        self.preview = PreviewPanel(storage)
        self.status = StatusLine()
        self._lay_out()
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
        self.preview.show_app(project.folder, app.name if app is not None else project.folder.name)

    def show_trouble(self, sentence: str) -> None:
        """Show what went wrong, in place; everything else stays as it is."""
        self.word.say_this(sentence, BAD)

    def dress(self, look: Look) -> None:
        """Use the colours of this look where the style sheet does not reach."""
        self.blueprint.dress(look)
        self.preview.dress(look)
        self.status.dress(look)

    # --- making ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        mark = QLabel()
        mark.setPixmap(icon("homespun", "#ffffff").pixmap(22, 22))
        mark.setAccessibleName(say("shell.window_title"))
        name = QLabel(say("shell.window_title"))
        name.setProperty("role", "wordmark")
        name.setFont(font("lead", strong=True))
        brand = QHBoxLayout()
        brand.setSpacing(8)
        brand.addWidget(mark)
        brand.addWidget(name)
        brand.addStretch(1)

        sidebar = QWidget()
        sidebar.setObjectName("sidebar")
        column = QVBoxLayout(sidebar)
        column.setContentsMargins(18, 14, 8, 12)
        column.setSpacing(12)
        column.addLayout(brand)
        column.addSpacing(2)
        column.addWidget(self.prompt)
        column.addWidget(self.word)
        column.addWidget(self._lower_half(), 1)

        stage = QWidget()
        stage.setObjectName("stage")
        right = QVBoxLayout(stage)
        right.setContentsMargins(6, 14, 18, 12)
        right.addWidget(self.preview)

        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setAccessibleName(say("shell.splitter_name"))
        splitter.addWidget(sidebar)
        splitter.addWidget(stage)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([SIDEBAR_PX, 1280 - SIDEBAR_PX])
        sidebar.setMinimumWidth(320)
        stage.setMinimumWidth(420)

        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(splitter, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(whole)

    def _lower_half(self) -> QScrollArea:
        """What comes back of a request; it scrolls where the window is too low for all of it."""
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.problems)
        rows.addWidget(self.understood)
        rows.addWidget(self.blueprint, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(say("shell.answer_name"))
        return area

    def _connect(self) -> None:
        self.prompt.build_requested.connect(self._on_build_requested)
        self.prompt.stop_requested.connect(self._bridge.stop)
        self.prompt.text_rested.connect(keep_unsent)
        self.preview.example_chosen.connect(self.prompt.put_text)
        self.preview.problem_found.connect(self._on_problem_found)
        self.preview.refused.connect(self._on_refused)
        self.preview.download_offered.connect(self._on_download_offered)
        self.problems.line_wanted.connect(self.blueprint.go_to_line)
        self._bridge.readied.connect(self._on_readied)
        self._bridge.progressed.connect(self._on_progressed)
        self._bridge.finished.connect(self._on_finished)
        self._bridge.failed.connect(self._on_failed)
        self._bridge.stopped.connect(self._on_stopped)
        self._bridge.collapsed.connect(self._on_collapsed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.prompt.wish_build)
        QShortcut(QKeySequence("F5"), self).activated.connect(self._on_reload_wished)
        # Enabled only while an app is built: otherwise Esc belongs to the app in the preview.
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
        if self._bridge.busy:
            return
        keep_unsent(request)
        self.word.say_this("", CALM)
        self._show_busy(True)
        self._show_stage("starting")
        self._bridge.build(request)

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
        self.preview.show_app(made.folder, built.app.name)

    def _on_failed(self, sentence: str) -> None:
        self._show_busy(False)
        self.show_trouble(sentence)
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

    def _show_busy(self, busy: bool) -> None:
        self.prompt.show_busy(busy)
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
