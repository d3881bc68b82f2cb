"""The versions as a list, the newest first, with a heading for each day; older ones come as one scrolls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.history import Version
from desktop.messages import say
from desktop.shell.nothing import or_nothing
from desktop.shell.past import in_words
from desktop.shell.past.reading import PastPage, Seen

Place = QModelIndex | QPersistentModelIndex
SEEN_ROLE = Qt.ItemDataRole.UserRole + 1
"""A `Seen`; nothing for the heading of a day."""
IS_NOW_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether it is what the app is like now."""
_NO_PLACE = QModelIndex()


class VersionModel(QAbstractListModel):
    """Shows pages of the past.

    Args:
        today: Tells the day.

    Signals:
        more_wanted: The number before which versions are wished for.
    """

    more_wanted = Signal(int)

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._today = today
        self._rows: list[Seen | str] = []
        self._more = False
        self._asked = False

    @property
    def count(self) -> int:
        """How many versions have been read."""
        return sum(isinstance(each, Seen) for each in self._rows)

    def begin(self, page: PastPage) -> None:
        """Show the newest versions."""
        self.beginResetModel()
        self._rows = list(self._with_days(page, None))
        self._more, self._asked = page.more, False
        self.endResetModel()

    def go_on(self, page: PastPage) -> None:
        """Show older ones below."""
        last = next((each for each in reversed(self._rows) if isinstance(each, Seen)), None)
        rows = list(self._with_days(page, in_words.day_of(last.version) if last else None))
        self._more, self._asked = page.more, False
        if rows:
            self.beginInsertRows(_NO_PLACE, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def ask_again(self) -> None:
        """Older versions could not be read; they may be wished for again."""
        self._asked = False

    def seen(self, index: Place) -> Seen | None:
        """The version in a row; None for a heading."""
        found = self._rows[index.row()] if index.isValid() else None
        return found if isinstance(found, Seen) else None

    def place_of(self, number: int) -> QModelIndex:
        """Where a version stands; an invalid place if it has not been read."""
        for row, each in enumerate(self._rows):
            if isinstance(each, Seen) and each.version.number == number:
                return self.index(row)
        return QModelIndex()

    def newest(self) -> QModelIndex:
        """Where the newest version stands."""
        return self.index(1) if len(self._rows) > 1 else QModelIndex()

    def is_now(self, number: int) -> bool:
        """Whether a version is what the app is like now: the newest of its branch."""
        newest = self.seen(self.newest())
        return newest is not None and newest.version.number == number

    # --- Qt asks ------------------------------------------------------------------------------------

    def rowCount(self, parent: Place = _NO_PLACE) -> int:  # noqa: N802 - Qt's name
        """How many rows there are, with headings."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Place) -> Qt.ItemFlag:
        """A heading can neither be chosen nor compared."""
        is_version = index.isValid() and isinstance(self._rows[index.row()], Seen)
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if is_version
            else Qt.ItemFlag.NoItemFlags
        )

    def data(self, index: Place, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is known of a row."""
        return or_nothing(self._of_row(index, role) if index.isValid() else None)

    def canFetchMore(self, parent: Place) -> bool:  # noqa: N802 - Qt's name
        """Whether there are older ones."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Place) -> None:  # noqa: N802 - Qt's name
        """Wish for older ones."""
        last = self._rows[-1] if self._rows else None
        if isinstance(last, Seen) and self._more and not self._asked:
            self._asked = True
            self.more_wanted.emit(last.version.number)

    def _of_row(self, index: Place, role: int) -> object:
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role == SEEN_ROLE:
            return row
        if role == IS_NOW_ROLE:
            return self.is_now(row.version.number)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.version.name or in_words.title_of(row.version)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row.version)
        return in_words.title_of(row.version) if role == Qt.ItemDataRole.ToolTipRole else None

    def _with_days(self, page: PastPage, day: date | None) -> Iterator[Seen | str]:
        for each in page.seen:
            if in_words.day_of(each.version) != day:
                day = in_words.day_of(each.version)
                yield in_words.day_in_words(day, self._today())
            yield each


def spoken(version: Version) -> str:
    """A version as a screen reader says it."""
    words = version.name or in_words.title_of(version)
    return say("shell_past.spoken", title=words, number=version.number, time=in_words.time_of(version.time))
