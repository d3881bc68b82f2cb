"""What the offline sign opens: every connection there ever was, normally none, and what apps were refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ledger import LEDGER_FILE, Entry, open_now, read_ledger
from desktop.messages import say
from desktop.paths import settings_folder
from desktop.shell.errands import Errands
from desktop.shell.look import L, Look, M, S, font, picture, restyle
from desktop.shell.overlay import Overlay
from desktop.shell.process_memory import family
from desktop.shell.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from desktop.preview.guard import Refusal

WIDTH_PX = 640
ROWS_PX = 132
SIGN_PX = 22


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found: the ledger's entries, and how many sockets are open now; None where nobody tells."""

    entries: tuple[Entry, ...]
    open_now: int | None


class LedgerPanel(Overlay):
    """Reads the ledger each time it is opened."""

    def __init__(self, host: QWidget, errands: Errands) -> None:
        """Make it, closed; `errands` read the file."""
        super().__init__(host, say("shell_status.ledger"), width_px=WIDTH_PX)
        self._errands = errands
        self._tone = "good"
        self._sign = QLabel()
        self._word = WrappedLabel(say("shell_status.ledger_looking"))
        self._word.setFont(font("lead", strong=True))
        self._server = WrappedLabel()
        self._server.setProperty("role", "soft")
        self._server.hide()
        self._now = WrappedLabel()
        self._now.setProperty("role", "soft")
        self._banner = QFrame()
        self._banner.setProperty("role", "banner")
        self._banner.setProperty("tone", self._tone)
        self._entries = _table(
            say("shell_status.ledger_list"), ("ledger_when", "ledger_what", "ledger_where")
        )
        self._refused = _table(say("shell_status.ledger_refused"), ())
        self._refused.setHeaderHidden(True)
        self._no_refusals = QLabel(say("shell_status.ledger_refused_none"))
        self._no_refusals.setProperty("role", "soft")
        self._place = QPushButton(say("shell_status.ledger_place"))
        self._place.setProperty("role", "link")
        self._place.clicked.connect(self._on_place_clicked)
        self._arrange()
        self._show(_Seen((), None))
        self.show_refusals(())

    @property
    def word(self) -> str:
        """What it says of the connections."""
        return self._word.text()

    def open(self) -> None:
        """Open it, and look."""
        super().open()
        self._errands.run(_look, done=self._show)

    def show_server(self, address: str) -> None:
        """Say which server in the room is used; "" for none."""
        self._server.setText(say("shell_models.sign_server_tip", address=address) if address else "")
        self._server.setVisible(bool(address))

    def show_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Show what apps were refused, oldest first as they came."""
        self._refused.clear()
        for refusal in reversed(refusals):
            row = QTreeWidgetItem([refusal.url, refusal.why])
            row.setToolTip(0, refusal.url)
            self._refused.addTopLevelItem(row)
        self._refused.setVisible(bool(refusals))
        self._no_refusals.setVisible(not refusals)
        self.place_again()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        super().dress(look)
        self._sign.setPixmap(picture("offline", look.colour(self._tone), SIGN_PX))

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(S)
        words.addWidget(self._word)
        words.addWidget(self._now)
        words.addWidget(self._server)
        row = QHBoxLayout(self._banner)
        row.setContentsMargins(L, M, L, M)
        row.setSpacing(M)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        how = WrappedLabel(say("shell_status.ledger_how"))
        how.setProperty("role", "soft")
        heading = QLabel(say("shell_status.ledger_refused"))
        heading.setProperty("role", "section")
        heading.setFont(font("small", strong=True))
        self.body.setSpacing(M)
        for part in (self._banner, self._entries, how):
            self.body.addWidget(part)
        self.body.addWidget(self._place, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(S)
        for part in (heading, self._no_refusals, self._refused):
            self.body.addWidget(part)

    def _show(self, seen: _Seen) -> None:
        count = len(seen.entries)
        quiet = not count and not seen.open_now
        self._word.setText(
            say("shell_status.ledger_some", count=count) if count else say("shell_status.ledger_none")
        )
        if seen.open_now is None:
            self._now.hide()
        else:
            self._now.setText(
                say("shell_status.ledger_now", count=seen.open_now)
                if seen.open_now
                else say("shell_status.ledger_now_none")
            )
            self._now.show()
        self._entries.clear()
        for entry in seen.entries:
            self._entries.addTopLevelItem(
                QTreeWidgetItem([entry.moment.replace("T", "  "), entry.what, entry.address])
            )
        self._entries.setVisible(bool(count))
        self._place.setVisible(bool(count))
        self._tone = "good" if quiet else "warn"
        self._banner.setProperty("tone", self._tone)
        restyle(self._banner)
        self.dress(self._look)
        self.place_again()

    def _on_place_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(settings_folder() / LEDGER_FILE)))


def _look() -> _Seen:
    return _Seen(read_ledger(), open_now(family()))


def _table(name: str, headings: Sequence[str]) -> QTreeWidget:
    table = QTreeWidget()
    table.setAccessibleName(name)
    table.setRootIsDecorated(False)
    table.setFixedHeight(ROWS_PX)
    table.setColumnCount(max(2, len(headings)))
    table.setHeaderLabels([say(f"shell_status.{heading}") for heading in headings] or ["", ""])
    table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.header().setStretchLastSection(True)
    table.setColumnWidth(0, WIDTH_PX // 3)
    return table
