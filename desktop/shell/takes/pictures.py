"""Pictures of apps that lie nowhere yet: written for a moment, shown to nobody, and gone again.

One page that is never put on the screen shows them one after the other. It is like every page in the preview:
fenced in, and its records are kept in memory only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from desktop.preview.sandbox import UNAVAILABLE, sandbox_state
from desktop.shell.errands import Errands
from desktop.shell.takes.brief_folder import BriefFolder

if TYPE_CHECKING:
    from desktop.outcomes import Built
    from desktop.preview.view import PreviewView

PAGE_PX = QSize(1280, 800)
"""What the page takes its window to be."""
PICTURE_PX = PAGE_PX / 2
"""How large it is painted: a picture as large as the page would hold the window up for two frames."""
LOOK_EVERY_MS = 300
PATIENCE_MS = 8_000
MOST_LOOKS = 8
"""How often a page is looked at until it stands still; a game never does."""


class AppPictures(QObject):
    """Takes pictures of apps in memory, one after the other.

    Signals:
        taken: The number of an app, from 0, and its picture, `PICTURE_PX` large, as a `QPixmap`.
        missed: The number of an app of which none can be taken here.
    """

    taken = Signal(int, object)
    missed = Signal(int)

    def __init__(
        self, errands: Errands, parent: QObject | None = None, *, patience_ms: int = PATIENCE_MS
    ) -> None:
        """Take none yet.

        Args:
            errands: Writes the apps beside the window's thread.
            parent: Its owner in Qt.
            patience_ms: How long an app may take to be seen; one that never stands still has no picture.
        """
        super().__init__(parent)
        self._errands = errands
        self._apps: tuple[Built, ...] = ()
        self._at = 0
        self._looks = 0
        self._seen = QImage()
        self._last = QImage()
        self._round = 0
        self._place: BriefFolder | None = None
        self._view: PreviewView | None = None
        self._still = QTimer(self, singleShot=True, interval=LOOK_EVERY_MS)
        self._still.timeout.connect(self._on_still)
        self._patience = QTimer(self, singleShot=True, interval=patience_ms)
        self._patience.timeout.connect(self._on_no_picture)

    def take(self, apps: tuple[Built, ...]) -> None:
        """Take pictures of these apps; what was under way is dropped."""
        self.let_go()
        if sandbox_state() == UNAVAILABLE:
            for number in range(len(apps)):
                self.missed.emit(number)
            return
        self._apps, self._at, self._place = apps, 0, BriefFolder()
        self._next()

    def let_go(self) -> None:
        """End the page and remove what was written; nothing is told of it any more."""
        self._round += 1
        self._apps = ()
        self._still.stop()
        self._patience.stop()
        if self._view is not None:
            self._view.let_go()
            self._view.deleteLater()
            self._view = None
        if self._place is not None:
            self._place.remove()
            self._place = None

    def _next(self) -> None:
        if self._at >= len(self._apps) or self._place is None:
            self.let_go()
            return
        place, app, this_round = self._place, self._apps[self._at], self._round
        self._errands.run(
            lambda: place.write(app),
            done=lambda folder: self._show(folder) if this_round == self._round else None,
            failed=lambda _: self._on_no_picture() if this_round == self._round else None,
        )

    def _show(self, folder: Path) -> None:
        self._looks = 0
        self._patience.start()
        page = self._page()
        page.show_folder(folder)
        page.setZoomFactor(PICTURE_PX.width() / PAGE_PX.width())

    def _page(self) -> PreviewView:
        if self._view is None:
            # Heavy: QtWebEngine, which is there already where an app has been shown.
            from desktop.preview.view import PreviewView

            self._view = PreviewView(None)
            # Qt paints what is shown only; this one is shown to nobody.
            self._view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._view.setFixedSize(PICTURE_PX)
            settings = self._view.settings()
            settings.setAttribute(settings.WebAttribute.ShowScrollBars, False)
            self._view.page_settled.connect(self._on_page_settled)
            self._view.show()
        return self._view

    def _on_page_settled(self, loaded: bool) -> None:
        if loaded:
            self._still.start()
        else:
            self._on_no_picture()

    def _on_still(self) -> None:
        assert self._view is not None
        self._looks += 1
        picture = self._view.grab()
        image, before = picture.toImage(), self._seen
        self._seen = image
        stands = image == before and image != self._last and not is_blank(image)
        if not stands and (self._looks < MOST_LOOKS or is_blank(image)):
            # Its records come in, its first page fades in, or it is the one before still: patience ends it.
            self._still.start()
            return
        self._last = image
        self._patience.stop()
        self.taken.emit(self._at, picture)
        self._at += 1
        self._next()

    def _on_no_picture(self) -> None:
        self._still.stop()
        self._patience.stop()
        self.missed.emit(self._at)
        self._at += 1
        self._next()


def is_blank(image: QImage) -> bool:
    """Whether a picture is all of one colour; looked at in small, as that is quick."""
    small = image.scaled(64, 40)
    blank = QImage(small.size(), small.format())
    blank.fill(small.pixel(0, 0))
    return image.isNull() or small == blank
