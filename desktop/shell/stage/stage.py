"""The middle of the window: the running app under its bar, or the place where it will be.

QtWebEngine, which takes longer than all else, is started here and not before the window stands. Where it must
not run (see `preview.sandbox`), the app is shown in the person's browser, and the stage says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.preview.sandbox import UNAVAILABLE, sandbox_state
from desktop.shell.errands import Errands
from desktop.shell.look import Look
from desktop.shell.stage.bar import StageBar
from desktop.shell.stage.canvas import Canvas
from desktop.shell.stage.device import FIT, Device
from desktop.shell.stage.empty import Empty
from desktop.shell.stage.full_screen import FullScreen
from desktop.shell.stage.page_news import PageNews
from desktop.shell.stage.pointer import Pointer
from desktop.shell.stage.running_line import RunningLine

if TYPE_CHECKING:
    from desktop.preview.thumbnail import ThumbnailTaker
    from desktop.preview.view import PreviewView


class PreviewStage(QFrame):
    """The live page, its bar, and the card for what is pointed at.

    It has no shortcuts of its own: the window's commands call `toggle_pointing` (Ctrl+E), `reload_page`
    (F5), `toggle_full_screen` (F11), `zoom_in`, `zoom_out` and `zoom_to_fit`.

    Signals:
        problem_found, refused, download_offered, page_settled: As the view tells them.
        line_pointed: The line of the blueprint that is pointed at; 0 for none.
        script_wished: A direct edit: an edit script that fits the app, and the words it is remembered by.
        ask_wished: “Change this…”: what is meant, in the person's words and in the model's; its line.
        pointing_changed: Whether clicks choose parts of the app.
    """

    problem_found = Signal(object)
    refused = Signal(object)
    download_offered = Signal(object)
    page_settled = Signal(bool)
    line_pointed = Signal(int)
    script_wished = Signal(str, str)
    ask_wished = Signal(str, str, int)
    pointing_changed = Signal(bool)

    def __init__(self, storage: Path | None, parent: QWidget | None = None) -> None:
        """Make the stage.

        Args:
            storage: Where pages keep their records; None for memory only.
            parent: Its owner in Qt.
        """
        super().__init__(parent)
        self.setProperty("role", "stage")
        self._storage = storage
        self._view: PreviewView | None = None
        self._thumbnails: ThumbnailTaker | None = None
        self._folder: Path | None = None
        self._gone = False
        self._full_screen: FullScreen | None = None
        self._errands = Errands(self)
        self._bar = StageBar()
        self._progress = RunningLine()
        self._news = PageNews()
        self._canvas = Canvas()
        self._empty = Empty()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._canvas)
        self._pointer = Pointer(self, self._canvas, self._errands)
        above = QVBoxLayout()
        above.setContentsMargins(12, 0, 12, 0)
        above.addWidget(self._news)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._progress)
        layout.addLayout(above)
        layout.addWidget(self._pages, 1)
        self._connect()
        self._show_tools()

    def _connect(self) -> None:
        self._bar.device_chosen.connect(self.show_device)
        self._bar.zoom_chosen.connect(self._canvas.zoom_to)
        self._bar.pointing_wished.connect(self.point)
        self._bar.reload_wished.connect(self.reload_page)
        self._bar.full_screen_wished.connect(self.toggle_full_screen)
        self._bar.browser_wished.connect(self.open_in_browser)
        self._bar.folder_wished.connect(self.open_folder)
        self._news.reload_wished.connect(self.reload_page)
        self._news.page_ended.connect(self._pointer.stop)
        self._canvas.rearranged.connect(lambda: self._bar.show_zoom(self._canvas.zoom, self._canvas.scale))
        self._pointer.line_pointed.connect(self.line_pointed)
        self._pointer.script_wished.connect(self.script_wished)
        self._pointer.ask_wished.connect(self.ask_wished)
        self._pointer.changed.connect(self._on_pointing_changed)

    # --- what there is ---------------------------------------------------------------------------

    @property
    def view(self) -> PreviewView | None:
        """The live page; None as long as the browser has not been started."""
        return self._view

    @property
    def folder(self) -> Path | None:
        """The folder of the app that is shown; None before the first."""
        return self._folder

    @property
    def title(self) -> str:
        """The name over the page."""
        return self._bar.title

    @property
    def device(self) -> Device:
        """The screen on which the app is shown."""
        return self._canvas.device

    @property
    def pointing(self) -> bool:
        """Whether clicks choose parts of the app."""
        return self._pointer.on

    @property
    def notice(self) -> str:
        """What is said above the app; "" for nothing."""
        return self._news.words

    def prepare(self) -> None:
        """Start the browser engine, if it may run here and does not yet."""
        if self._view is not None or self._gone or sandbox_state() == UNAVAILABLE:
            return
        # Heavy: QtWebEngine's widgets are loaded here, after the window has been drawn.
        from desktop.preview.thumbnail import ThumbnailTaker
        from desktop.preview.view import PreviewView

        view = PreviewView(self._storage)
        view.problem_found.connect(self.problem_found)
        view.refused.connect(self.refused)
        view.download_offered.connect(self.download_offered)
        view.page_settled.connect(self._on_page_settled)
        self._view = view
        self._canvas.hold(view)
        self._pointer.watch(view)
        self._news.watch(view)
        self._thumbnails = ThumbnailTaker(view)

    def show_app(self, folder: Path, title: str) -> None:
        """Show the app in this folder; one that is shown already stays on its page, where it was scrolled."""
        same_app = self._folder == folder
        self._folder = folder
        self._bar.show_title(title, str(folder))
        self.prepare()
        if self._gone:
            return
        self._show_tools()
        if self._view is None:
            self._progress.hide()
            self._empty.say_this(say("shell_stage.unavailable"))
            if not same_app:
                self.open_in_browser()
            return
        self._news.end()
        if self._pages.currentWidget() is self._empty:
            self._progress.show()
            self._empty.say_this(say("shell_stage.opening"))
        self._pointer.learn(folder, same_app=same_app)
        if same_app and self._view.folder == folder:
            self._view.renew_page()
        else:
            self._view.show_folder(folder)

    def show_nothing(self) -> None:
        """Take the app off the stage: another one is about to be made."""
        self.point(on=False)
        self._folder = None
        self._bar.show_title(say("shell_stage.title"))
        self._pages.setCurrentWidget(self._empty)
        self._show_tools()

    def show_stage(self, sentence: str) -> None:
        """Show how far a build is; "" for none. An app that is there stays in sight."""
        self._progress.setVisible(bool(sentence))
        if self._folder is None:
            self._empty.say_this(sentence)

    def reload_page(self) -> None:
        """Load the app again; its records stay."""
        if self._view is not None and self._folder is not None:
            self._news.end()
            self._view.reload_page()

    def let_go(self) -> None:
        """End the page; call it before the window goes. No other is started afterwards."""
        self._gone = True
        if self._full_screen is not None:
            self._full_screen.close()
        self._errands.close()
        if self._view is not None:
            if self._thumbnails is not None:
                self._thumbnails.stop()
            self._view.let_go()
            self._view = None

    # --- how it is looked at ---------------------------------------------------------------------

    def show_device(self, device: Device) -> None:
        """Show the app on this screen."""
        self._bar.show_device(device)
        self._canvas.show_as(device)

    def zoom_in(self) -> None:
        """Draw the app one step larger."""
        self._canvas.zoom_by_step(larger=True)

    def zoom_out(self) -> None:
        """Draw the app one step smaller."""
        self._canvas.zoom_by_step(larger=False)

    def zoom_to_fit(self) -> None:
        """Draw the app as large as there is room."""
        self._canvas.zoom_to(FIT)

    def toggle_full_screen(self) -> None:
        """Give the app the whole screen, or take it back."""
        if self._full_screen is not None:
            self._full_screen.close()
        elif self._view is not None and self._folder is not None:
            self.point(on=False)
            self._full_screen = FullScreen(self._canvas, self.title)
            self._full_screen.leaving.connect(self._on_full_screen_leaving)
            self._view.setFocus()

    def open_in_browser(self) -> None:
        """Open the app in the person's own browser, where it keeps records of its own."""
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder / "index.html")))

    def open_folder(self) -> None:
        """Open the app's folder."""
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def dress(self, look: Look) -> None:
        """Draw in the colours of this look."""
        self._bar.dress(look)
        self._canvas.dress(look)
        self._pointer.card.dress(look)

    # --- pointing --------------------------------------------------------------------------------

    def point(self, on: bool) -> None:
        """Let clicks choose parts of the app, or reach the app again."""
        if on and self._folder is not None:
            self._pointer.start()
        else:
            self._pointer.stop()
        self._bar.show_pointing(on=self._pointer.on)

    def toggle_pointing(self) -> None:
        """Point, or end pointing."""
        self.point(on=not self._pointer.on)

    def mark_line(self, line: int) -> None:
        """Outline what comes from a line of the blueprint, and bring it into sight; 0 for nothing."""
        if self._view is not None:
            self._view.pointing.mark(line)

    def _show_tools(self) -> None:
        self._bar.show_tools(shown=self._folder is not None, live=self._view is not None)

    def _on_page_settled(self, loaded: bool) -> None:
        # The old page stays in sight until the new one can be drawn: nothing flashes.
        self._pages.setCurrentWidget(self._canvas)
        self._progress.hide()
        self.page_settled.emit(loaded)

    def _on_pointing_changed(self, on: bool) -> None:
        self._bar.show_pointing(on=on)
        self.pointing_changed.emit(on)

    def _on_full_screen_leaving(self) -> None:
        self._full_screen = None
        self._pages.addWidget(self._canvas)
        self._pages.setCurrentWidget(self._canvas)
