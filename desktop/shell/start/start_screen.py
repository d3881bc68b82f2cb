"""What is there before an app is open: one question, a few ideas, the person's apps, and examples."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.library import is_right_below
from desktop.messages import say
from desktop.paths import apps_folder
from desktop.shell.errands import Errands
from desktop.shell.look import Look
from desktop.shell.start.absent import absent_folder
from desktop.shell.start.asking_box import AskingBox
from desktop.shell.start.card import Card
from desktop.shell.start.choosing import choose_apps, choose_folder
from desktop.shell.start.deeds import Deeds
from desktop.shell.start.drop_sign import DropSign
from desktop.shell.start.examples import Examples
from desktop.shell.start.face_shelf import FaceShelf
from desktop.shell.start.faces import face_of_example, face_of_project
from desktop.shell.start.ideas import Ideas
from desktop.shell.start.listing import binned_cards, example_cards, own_cards
from desktop.shell.start.notice import Notice, Told
from desktop.shell.start.page import page_of, scrolling
from desktop.shell.start.the_bin import TheBin
from desktop.shell.start.your_apps import YourApps


class StartScreen(QWidget):
    """Asks what to make, and shows what there is already.

    Signals:
        build_requested: The person wants this text built.
        stop_requested: The person wants that stopped.
        text_rested: The text, a moment after its last change; it wants to be kept.
        open_requested: The folder of an app, wherever it lies.
        remix_requested: The blueprint of an example, to be opened as a new app.
        tour_requested: The person wants to be shown around.
        failed: A sentence, which is shown here already.
    """

    build_requested = Signal(str)
    stop_requested = Signal()
    text_rested = Signal(str)
    open_requested = Signal(object)
    remix_requested = Signal(object)
    tour_requested = Signal()
    failed = Signal(str)

    def __init__(self, errands: Errands, parent: QWidget | None = None) -> None:
        """Make the screen; `refresh` lists the apps.

        Args:
            errands: Do everything that looks into a folder.
            parent: Where it lies.
        """
        super().__init__(parent)
        self.setObjectName("start")
        self._errands = errands
        self._deeds = Deeds(errands, self)
        projects = FaceShelf(errands, face_of_project, self)
        self._box = AskingBox()
        self._ideas = Ideas()
        self._apps = YourApps(projects)
        self._bin = TheBin(projects)
        self._examples = Examples(FaceShelf(errands, face_of_example, self))
        self._tour = QPushButton(say("shell_start.tour"))
        self._tour.setProperty("role", "quiet")
        self._tour.setAccessibleName(say("shell_start.tour"))
        self._page = page_of(self._box, self._ideas, (self._apps, self._bin, self._examples), self._tour)
        self._scroll = scrolling(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self._notice = Notice(self)
        self._drop_sign = DropSign(self)
        self._listing = 0
        self._bin.hide()
        self.setFocusProxy(self._box)
        self.setAcceptDrops(True)
        self._connect()

    # --- the box --------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What is written in the box."""
        return self._box.text

    @property
    def box(self) -> AskingBox:
        """The box, to be pointed at."""
        return self._box

    def put_text(self, text: str) -> None:
        """Put words in the box, with the cursor behind them; Ctrl+Z brings the old ones back."""
        self._box.put_text(text)

    def take_focus(self) -> None:
        """Put the cursor in the box."""
        self._box.setFocus()

    def show_busy(self, busy: bool) -> None:
        """Offer Stop while an app is built, Build otherwise."""
        self._box.show_busy(busy)

    # --- the apps -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """List the apps and the bin again, in the background; the examples once."""
        self._list()
        if not self._examples.grid.cards:
            self._errands.run(example_cards, self._examples.show_cards, self._on_failed)
        self._errands.run(lambda: binned_cards(apps_folder()), self._on_bin_listed, self._on_failed)
        self._errands.run(absent_folder, self._on_failed, self._on_failed)

    def bring_in(self, sources: Sequence[Path]) -> None:
        """Bring in apps that were made elsewhere; one that lies among the apps already is opened."""
        if len(sources) == 1 and sources[0].is_dir() and is_right_below(apps_folder(), sources[0]):
            self.open_requested.emit(sources[0])
        elif sources:
            self._deeds.bring_in(sources)

    def dress(self, look: Look) -> None:
        """Draw in the colours of this look."""
        for part in (self._box, self._ideas, self._apps, self._bin, self._examples):
            part.dress(look)
        self._notice.dress(look)
        self._drop_sign.dress(look)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Say what happens to files that are let go here."""
        if _paths(event):
            event.acceptProposedAction()
            self._drop_sign.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """They were not meant for us."""
        self._drop_sign.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Bring in what was let go here."""
        self._drop_sign.hide()
        event.acceptProposedAction()
        self.bring_in(_paths(event))

    # --- joining --------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._box.build_requested.connect(self.build_requested)
        self._box.stop_requested.connect(self.stop_requested)
        self._box.text_rested.connect(self.text_rested)
        self._ideas.chosen.connect(self._on_idea)
        self._tour.clicked.connect(self.tour_requested)
        self._apps.picked.connect(self._on_picked)
        self._apps.named.connect(self._deeds.rename)
        self._apps.words_changed.connect(self._list)
        self._apps.folder_wanted.connect(self._choose_folder)
        self._apps.bringing_wanted.connect(self._choose_apps)
        self._apps.bin_wanted.connect(lambda: self._show_bin(True))
        self._bin.left.connect(lambda: self._show_bin(False))
        self._bin.chosen.connect(self._deeds.bring_back)
        self._bin.emptying_wanted.connect(self._deeds.empty_bin)
        self._examples.chosen.connect(lambda card: self.remix_requested.emit(card.source))
        self._deeds.changed.connect(self.refresh)
        self._deeds.told.connect(self._on_told)
        self._deeds.opening_wanted.connect(self.open_requested)
        for grid in (self._apps.grid, self._bin.grid, self._examples.grid):
            grid.seen.connect(lambda place, grid=grid: self._let_see(grid, place))

    def _list(self) -> None:
        self._listing += 1
        number, words = self._listing, self._apps.words

        def done(cards: tuple[Card, ...]) -> None:
            if number == self._listing:  # else somebody has typed on
                self._apps.show_cards(cards, words)

        self._errands.run(lambda: own_cards(apps_folder(), words), done, self._on_failed)

    def _on_bin_listed(self, cards: tuple[Card, ...]) -> None:
        self._apps.show_bin_count(len(cards))
        self._bin.show_cards(cards)
        if not cards:
            self._show_bin(False)

    def _on_idea(self, sentence: str) -> None:
        self._box.put_text(sentence)
        self._box.setFocus()

    def _on_picked(self, card: Card, key: str) -> None:
        if key == "open":
            self.open_requested.emit(card.source)
        elif key == "rename":
            self._apps.grid.rename(card)
        elif key == "duplicate":
            self._deeds.duplicate(card)
        elif key == "show_folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(card.source)))
        elif key == "bin":
            self._deeds.put_in_bin(card)
        else:
            self._choose_pack(card, with_data=key == "pack_with_data")

    def _on_told(self, told: Told) -> None:
        self._notice.tell(told)
        if told.tone == "bad":
            self.failed.emit(told.sentence)

    def _on_failed(self, sentence: str) -> None:
        if sentence:
            self._on_told(Told(sentence, "bad"))

    def _show_bin(self, wanted: bool) -> None:
        if wanted == self._bin.isVisible():
            return
        self._apps.setVisible(not wanted)
        self._bin.setVisible(wanted)
        if wanted:
            self._bin.take_focus()

    def _let_see(self, grid: QWidget, place: QRect) -> None:
        spot = grid.mapTo(self._page, place.center())
        self._scroll.ensureVisible(spot.x(), spot.y(), place.width() // 2, place.height() // 2)

    def _choose_folder(self) -> None:
        title = say("shell_start.choose_folder")
        choose_folder(self, title, apps_folder(), self.open_requested.emit)

    def _choose_apps(self) -> None:
        choose_apps(self, say("shell_start.choose_apps"), _downloads(), self.bring_in)

    def _choose_pack(self, card: Card, *, with_data: bool) -> None:
        title = say("shell_start.choose_pack", app=card.name)
        choose_folder(
            self, title, _downloads(), lambda place: self._deeds.pack(card, place, with_data=with_data)
        )


def _downloads() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))


def _paths(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
