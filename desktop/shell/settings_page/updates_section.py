"""A newer version from a file, and the way back; where neither can be, how newer versions come here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UpdateError
from desktop.messages import harmless, say
from desktop.paths import Installation, installation
from desktop.shell.errands import Errands
from desktop.shell.look import S, font, restyle
from desktop.shell.settings_page.section import Section, banner, soft_words
from desktop.shell.settings_page.updates_seen import (
    UpdatesSeen,
    change_over,
    check,
    running_version,
    see,
    take,
)
from desktop.shell.wrapped_label import WrappedLabel
from desktop.updates import Choice, Update
from desktop.updates.update_file import SUFFIX, as_numbers

T = TypeVar("T")
BAR_PX = 72
_LONGEST_NAME = 60


class UpdatesSection(Section):
    """Which version this is, whose updates are taken, and what can be done about it.

    An update is checked, then asked about in place, then put in place; each but the question is an errand.
    """

    def __init__(self, errands: Errands, here: Installation | None = None) -> None:
        """Make it; nothing is looked at before it is shown.

        Args:
            errands: Do everything beside the window's thread.
            here: This copy of the program; None for the one that runs.
        """
        super().__init__("updates")
        self._errands = errands
        self._here = here or installation()
        self._running = running_version(self._here)
        self._seen: UpdatesSeen | None = None
        self._offer: tuple[Path, Update] | None = None
        self._busy = False
        self._wrong = False
        self.setAcceptDrops(self._here.home is not None)
        self._version = soft_words(say("shell_updates.here", version=self._running))
        self._way = soft_words("")
        self._hint = soft_words(say("shell_updates.take_hint"))
        self._take = QPushButton(say("shell_updates.take"))
        self._take.clicked.connect(self._on_take_clicked)
        self._back = QPushButton(say("shell_updates.back", version=self._running))
        self._back.clicked.connect(self._on_back_clicked)
        self._news = WrappedLabel()
        self._bar = QProgressBar()
        self._bar.setProperty("role", "track")
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR_PX)
        self._bar.setAccessibleName(say("shell_status.progress_name"))
        self._no = QPushButton(say("shell_updates.no"))
        self._no.setProperty("role", "quiet")
        self._no.clicked.connect(self._on_no_clicked)
        self._yes = QPushButton(say("shell_updates.yes"))
        self._yes.setProperty("role", "main")
        self._yes.clicked.connect(self._on_yes_clicked)
        self._said = banner("calm", self._news, self._bar)
        self._said.hide()
        self._arrange()
        self._show_deeds()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look how things stand: a key may have come, another window may have updated."""
        super().showEvent(event)
        self._look_again()

    def take_from(self, file: Path) -> None:
        """Check a file, then ask whether it shall be taken; nothing happens while another is under way."""
        if self._busy:
            return
        here = self._here
        looking = say("shell_updates.looking", file=harmless(file.name, _LONGEST_NAME))

        def show(found: Update | UpdateError) -> None:
            if isinstance(found, UpdateError):
                self._say(str(found), "calm")
            else:
                self._ask(file, found)

        self._run(looking, lambda: check(file, here), show)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take one update, where and while updates are taken."""
        if self._take.isVisible() and _update_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Check what was dropped."""
        if file := _update_in(event):
            event.acceptProposedAction()
            self.take_from(file)

    # --- how things stand ------------------------------------------------------------------------

    def _look_again(self) -> None:
        here = self._here
        self._errands.run(lambda: see(here), self._show_seen, self.failed.emit)

    def _show_seen(self, seen: UpdatesSeen) -> None:
        self._seen = seen
        choice = seen.choice
        beside = choice.other if choice.other != self._running else ""
        self._version.setText(
            say("shell_updates.here_kept", version=self._running, other=beside)
            if beside
            else say("shell_updates.here", version=self._running)
        )
        self._way.setText(self._way_of(seen))
        if choice.other:
            self._back.setText(say(f"shell_updates.{self._word_for(choice)}", version=choice.other))
        if self._busy or self._offer is not None or self._wrong:
            self._show_deeds()
        else:
            waits = choice.version != self._running
            self._say(say("shell_updates.next", version=choice.version) if waits else "", "good")

    def _word_for(self, choice: Choice) -> str:
        """What it is to let the other version start."""
        if choice.other == self._running:
            return "stay"
        return "back" if as_numbers(choice.other) < as_numbers(choice.version) else "again"

    def _way_of(self, seen: UpdatesSeen) -> str:
        if self._here.home is None:
            return say(f"shell_updates.comes_{self._here.kind}")
        if seen.keys:
            return say("shell_updates.trusts", names=", ".join(seen.keys))
        return seen.problem or say("shell_updates.trusts_nobody")

    # --- what is done ----------------------------------------------------------------------------

    def _ask(self, file: Path, update: Update) -> None:
        assert self._seen is not None  # the button that leads here comes with it
        self._offer = (file, update)
        facts = {"version": update.version, "signer": update.signed_by, "ours": self._seen.choice.version}
        self._say(say("shell_updates.question", **facts), "calm")

    def _on_yes_clicked(self) -> None:
        assert self._offer is not None  # the button is there only with the question
        here, (file, update) = self._here, self._offer
        working = say("shell_updates.working", version=update.version)
        self._run(working, lambda: take(file, here), self._show_seen)

    def _on_take_clicked(self) -> None:
        kind = f"{say('shell_updates.files')} (*{SUFFIX})"
        chosen, _ = QFileDialog.getOpenFileName(self, say("shell_updates.choose"), "", kind)
        if chosen:
            self.take_from(Path(chosen))

    def _on_no_clicked(self) -> None:
        assert self._seen is not None  # as above
        self._offer = None
        self._show_seen(self._seen)
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back_clicked(self) -> None:
        assert self._seen is not None  # the button comes with what was seen
        here = self._here
        changing = say("shell_updates.changing", version=self._seen.choice.other)
        self._run(changing, lambda: change_over(here), self._show_seen)

    def _run(self, sentence: str, work: Callable[[], T], done: Callable[[T], object]) -> None:
        held = self.isAncestorOf(self.window().focusWidget() or self)
        self._offer, self._wrong, self._busy = None, False, True
        self._say(sentence, "calm")
        if held:
            # The buttons cannot have it meanwhile; who listens to the window hears the sentence here.
            self._said.setFocus(Qt.FocusReason.OtherFocusReason)

        def ended(found: T) -> None:
            self._busy = False
            done(found)

        def failed(problem: str) -> None:
            self._busy, self._wrong = False, bool(problem)
            self._say(problem, "bad")
            self._look_again()

        self._errands.run(work, ended, failed)

    # --- how it is said --------------------------------------------------------------------------

    def _say(self, sentence: str, tone: str) -> None:
        """Say something, with the controls that belong to what goes on now."""
        self._news.setText(sentence)
        self._said.setAccessibleName(sentence)
        self._said.setProperty("tone", tone)
        restyle(self._said)
        self._show_deeds()
        if self.window().focusWidget() is self._said and not self._busy:
            # It has waited here for what comes next.
            follows = [one for one in (self._yes, self._take, self._back) if one.isVisibleTo(self)]
            if follows:
                follows[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._said.setVisible(bool(sentence))

    def _show_deeds(self) -> None:
        """Show what can be done now; a question and its answers stand in the place of everything else."""
        seen, asks = self._seen, self._offer is not None
        takes = self._here.home is not None and seen is not None and bool(seen.keys)
        free = not self._busy and not asks
        self._bar.setVisible(self._busy)
        self._yes.setVisible(asks)
        self._no.setVisible(asks)
        self._take.setVisible(takes and free)
        self._hint.setVisible(takes and free)
        self._back.setVisible(seen is not None and bool(seen.choice.other))
        self._back.setEnabled(free)

    def _arrange(self) -> None:
        way = "whose" if self._here.home is not None else "how"
        version = _told("version", self._version)
        version.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addLayout(version)
        self.rows.addLayout(_told(way, self._way))
        self.rows.addWidget(self._said)
        deeds = QHBoxLayout()
        deeds.setSpacing(S)
        for button in (self._take, self._yes, self._no):
            deeds.addWidget(button)
        deeds.addStretch(1)
        self.rows.addLayout(deeds)
        self.rows.addWidget(self._hint)
        self.end_rows()


def _told(word: str, words: QWidget) -> QVBoxLayout:
    """A heading with what is told below it."""
    heading = QLabel(say(f"shell_updates.{word}"))
    heading.setFont(font("body", strong=True))
    row = QVBoxLayout()
    row.setSpacing(S)
    row.addWidget(heading)
    row.addWidget(words)
    return row


def _update_in(event: QDropEvent) -> Path | None:
    """The file that is dropped, if it is one and has an update's name."""
    urls = event.mimeData().urls()
    path = urls[0].toLocalFile() if len(urls) == 1 else ""
    return Path(path) if path.lower().endswith(SUFFIX) else None
