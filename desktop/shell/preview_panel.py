"""The right side of the window: the running app under its title, or the invitation to make one.

QtWebEngine is started here, when the first app is near, and not before the window stands: it takes
longer than everything else together. Where it must not run (see `preview.sandbox`), the app is
shown in the person's browser instead, and the panel says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.messages import say
from desktop.preview.sandbox import UNAVAILABLE, sandbox_state
from desktop.shell.elided_label import ElidedLabel
from desktop.shell.look import Look, font, icon
from desktop.shell.welcome import Welcome

if TYPE_CHECKING:
    from desktop.preview.thumbnail import ThumbnailTaker
    from desktop.preview.view import PreviewView


class PreviewPanel(QFrame):
    """A title bar with three buttons over the live page.

    Signals:
        example_chosen: The text of an example of the empty state.
        problem_found, refused, download_offered, page_settled: As the view tells them.
    """

    example_chosen = Signal(str)
    problem_found = Signal(object)
    refused = Signal(object)
    download_offered = Signal(object)
    page_settled = Signal(bool)

    def __init__(self, storage: Path | None, parent: QWidget | None = None) -> None:
        """Make the panel.

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

        self._title = QLabel(say("shell.preview"))
        self._title.setFont(font("lead", strong=True))
        self._place = ElidedLabel()
        self._place.setProperty("role", "faint")
        self._place.setFont(font("small"))
        self._reload = self._button("reload")
        self._browser = self._button("browser")
        self._open_folder = self._button("folder")
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(4)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._place)
        row.addLayout(names, 1)
        for button in (self._reload, self._browser, self._open_folder):
            row.addWidget(button)

        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(say("shell.progress_name"))
        keep = self._progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        keep.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self._progress.setSizePolicy(keep)
        self._progress.hide()

        self._welcome = Welcome()
        self._welcome.example_chosen.connect(self.example_chosen)
        self._stage = QStackedLayout()
        self._stage.addWidget(self._welcome)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._progress)
        layout.addLayout(self._stage, 1)

        self._reload.clicked.connect(self.reload_page)
        self._browser.clicked.connect(self._on_browser_clicked)
        self._open_folder.clicked.connect(self._on_folder_clicked)
        self._show_buttons()

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
        return self._title.text()

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
        self._stage.addWidget(view)
        self._view = view
        self._thumbnails = ThumbnailTaker(view)

    def show_app(self, folder: Path, title: str) -> None:
        """Show the app in this folder under this title; one that is shown already stays on its page."""
        self._folder = folder
        self._title.setText(title)
        self._place.say_this(say("shell.place", folder=str(folder)))
        self._show_buttons()
        self.prepare()
        if self._gone:
            return
        if self._view is None:
            self._progress.hide()
            self._welcome.show_stage(say("shell.preview_unavailable"))
            self._on_browser_clicked()
            return
        if self._stage.currentWidget() is self._welcome:
            self._progress.show()
            self._welcome.show_stage(say("shell.stage_opening"))
        if self._view.folder == folder:
            self._view.renew_page()
        else:
            self._view.show_folder(folder)

    def show_stage(self, sentence: str) -> None:
        """Show how far a build is; "" for none. An app that is there stays in sight."""
        self._progress.setVisible(bool(sentence))
        if self._folder is None:
            self._welcome.show_stage(sentence)

    def reload_page(self) -> None:
        """Load the app again; its records stay."""
        if self._view is not None and self._folder is not None:
            self._view.reload_page()

    def dress(self, look: Look) -> None:
        """Draw the icons in the colours of this look."""
        for button, name in (
            (self._reload, "reload"),
            (self._browser, "browser"),
            (self._open_folder, "folder"),
        ):
            button.setIcon(icon(name, look.colour("ink_soft" if button.isEnabled() else "line_strong")))

    def let_go(self) -> None:
        """End the page; call it before the window goes. No other is started afterwards."""
        self._gone = True
        if self._view is not None:
            if self._thumbnails is not None:
                self._thumbnails.stop()
            self._view.let_go()
            self._view = None

    def _button(self, name: str) -> QPushButton:
        # Qt puts the icon too close to the words.
        button = QPushButton(f" {say(f'shell.{name}')}")
        button.setProperty("role", "quiet")
        button.setAccessibleName(say(f"shell.{name}_name"))
        button.setToolTip(say(f"shell.{name}_tip"))
        return button

    def _show_buttons(self) -> None:
        for button in (self._reload, self._browser, self._open_folder):
            button.setVisible(self._folder is not None)
        self._place.setVisible(self._folder is not None)

    def _on_page_settled(self, loaded: bool) -> None:
        # The old page stays in sight until the new one can be drawn: nothing flashes.
        if self._view is not None:
            self._stage.setCurrentWidget(self._view)
            self._progress.hide()
        self.page_settled.emit(loaded)

    def _on_browser_clicked(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder / "index.html")))

    def _on_folder_clicked(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
