"""The widget that shows a project's folder as the running app."""

from __future__ import annotations

from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView

from desktop.messages import say
from desktop.preview.address import SCHEME, front_page, project_id
from desktop.preview.downloads import Download, made_by_the_page
from desktop.preview.guard import Ledger, Refusal, RequestGuard
from desktop.preview.life import PageLife
from desktop.preview.page import REPLACED, ProjectPage
from desktop.preview.pointing import Pointing
from desktop.preview.problem import CRASH, Problem
from desktop.preview.profile import make_profile
from desktop.preview.scheme import ProjectFiles

TEXT_ACTIONS = (
    QWebEnginePage.WebAction.Cut,
    QWebEnginePage.WebAction.Copy,
    QWebEnginePage.WebAction.Paste,
    QWebEnginePage.WebAction.SelectAll,
    QWebEnginePage.WebAction.Undo,
    QWebEnginePage.WebAction.Redo,
)


class PreviewView(QWebEngineView):
    """A live page out of a project folder.

    Signals:
        problem_found: A `Problem` of the page.
        refused: A `Refusal`: the page asked for something that it does not get.
        page_settled: The page has loaded (True) or could not be (False).
        download_offered: A `Download`: a file that the app has made; save it at once or let it go.
        silent_changed: The page has not answered for some seconds (True), or does again (False).

    Attributes:
        pointing: Chooses parts of the page.
    """

    problem_found = Signal(object)
    refused = Signal(object)
    page_settled = Signal(bool)
    download_offered = Signal(object)
    silent_changed = Signal(bool)

    def __init__(self, storage: Path | None) -> None:
        """Make an empty view.

        Args:
            storage: The folder in which pages keep their records, for all projects; None keeps them
                in memory.
        """
        # The profile has to outlive its pages: it is no child of the view, `let_go` deletes both in order.
        self._profile = make_profile(storage)
        super().__init__(self._profile)
        self._ledger = Ledger(self)
        self._guard = RequestGuard(self._ledger, self)
        self._files = ProjectFiles(self._ledger, self)
        self._profile.setUrlRequestInterceptor(self._guard)
        self._profile.installUrlSchemeHandler(SCHEME.encode(), self._files)
        self._profile.downloadRequested.connect(self._on_download_requested)
        self._page = ProjectPage(self._profile, self._guard, self._ledger, self)
        self.setPage(self._page)
        self.pointing = Pointing(self._page, self)
        self._life = PageLife(self._page, self)
        self._life.silent_changed.connect(self.silent_changed)
        self._life.outgrown.connect(lambda: self._page.explain_end("outgrown"))
        self._left_at: QPointF | None = None
        self._folder: Path | None = None
        self._problems: tuple[Problem, ...] = ()
        self._settled: bool | None = None
        self._ledger.refused.connect(self.refused)
        self._page.problem_found.connect(self._on_problem_found)
        self._page.settled.connect(self._on_settled)
        # Later: Chromium is in the middle of taking the page apart.
        self._page.replaced.connect(self._on_replaced, Qt.ConnectionType.QueuedConnection)
        self.setAccessibleName(say("preview.view_name"))

    @property
    def folder(self) -> Path | None:
        """The project that is shown; None before the first."""
        return self._folder

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the page since it was last loaded."""
        return self._problems

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused since the view was made, for the ledger."""
        return self._ledger.refusals

    def show_folder(self, folder: Path) -> None:
        """Show the app in this folder, from its `index.html`."""
        self._folder = folder
        if self._replace_silent_page():
            return
        self._files.serve(folder)
        self._guard.watch(project_id(folder))
        self._start_anew()
        self.load(front_page(folder))

    def reload_page(self) -> None:
        """Load the app again from its first page; its records stay."""
        if self._folder is not None:
            self.show_folder(self._folder)

    def renew_page(self) -> None:
        """Load the app again after it has changed, on the page that is open; its records stay."""
        if self._folder is not None and not self._replace_silent_page():
            self._files.serve(self._folder)
            self._start_anew()
            self._left_at = self._page.scrollPosition()
            self.page().triggerAction(QWebEnginePage.WebAction.ReloadAndBypassCache)

    def stop_page(self) -> None:
        """End the page, whatever it is at; a problem says so, and `reload_page` brings it back."""
        self._page.explain_end("stopped")
        self._life.end()

    def wait_for_page(self) -> None:
        """Give a page that does not answer the same time once more."""
        self._life.wait_longer()

    def wait_until_loaded(self, timeout_ms: int = 10_000) -> bool:
        """Wait until the page has loaded, while Qt's events go on; for tests and command lines.

        Returns:
            Whether it has loaded within the time.
        """
        if self._settled is None:
            loop = QEventLoop()
            self.page_settled.connect(loop.quit)
            timer = QTimer(singleShot=True, interval=timeout_ms)
            timer.timeout.connect(loop.quit)
            timer.start()
            loop.exec()
        return self._settled is True

    def let_go(self) -> None:
        """End the page and its profile; the view shows nothing afterwards. Call it before closing."""
        self._files.serve(None)
        self._guard.watch("")
        # A view without a page that is hidden later makes itself a new one, on a profile that is not ours.
        self.hide()
        self._life.rest()
        self.pointing.let_go()
        # At once and in this order: a profile that is deleted while it has pages takes Chromium down.
        shiboken6.delete(self._page)
        shiboken6.delete(self._profile)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done with text; a browser's own entries lead out of the app."""
        menu = self.createStandardContextMenu()
        kept = [self._page.action(action) for action in TEXT_ACTIONS]
        for action in menu.actions():
            if action not in kept:
                menu.removeAction(action)
        if menu.actions():
            menu.popup(event.globalPos())

    def _replace_silent_page(self) -> bool:
        """End a page that does not answer, as the next one would wait for it in the same process.

        Returns:
            Whether it was so: then the app is loaded as soon as the process has ended.
        """
        if not self._life.silent:
            return False
        self._page.explain_end(REPLACED)
        return self._life.end()

    def _on_replaced(self) -> None:
        self._life.rest()
        if self._folder is not None:
            self.show_folder(self._folder)

    def _start_anew(self) -> None:
        self._problems = ()
        self._settled = None
        self._left_at = None
        self._life.begin()

    def _on_problem_found(self, problem: Problem) -> None:
        if problem.kind == CRASH:
            self._life.rest()
        self._problems = (*self._problems, problem)[-100:]
        self.problem_found.emit(problem)

    def _on_settled(self, loaded: bool) -> None:
        self._settled = loaded
        if loaded and self._left_at is not None:
            self.pointing.scroll_to(self._left_at.x(), self._left_at.y())
        self.page_settled.emit(loaded)

    def _on_download_requested(self, request: QWebEngineDownloadRequest) -> None:
        if made_by_the_page(request):
            self.download_offered.emit(Download(request, self))
        else:
            self._ledger.write(request.url().toString(), "outside")
            request.cancel()
