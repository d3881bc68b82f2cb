"""Faces on demand: what is on the screen is read beside the window's thread, what was seen last comes first.

A list of a thousand apps is scrolled faster than its pictures can be read. So a few are read at a time, those
that were asked for last, and those that have long been scrolled past are forgotten.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.shell.errands import Errands
from desktop.shell.start.card import Card, Face

AT_A_TIME = 6
"""Faces an errand reads; some 5 ms each."""
PAUSE_MS = 30
"""Between two errands, so that a list that is scrolled has most of the time for itself."""
MOST_WANTED = 48
MOST_KEPT = 240
"""Faces kept; a picture takes about 0.6 MB, a drawn one nothing."""

_Key = tuple[Path, float]


class FaceShelf(QObject):
    """Keeps the faces of cards.

    Signals:
        arrived: Some faces have come; what shows them may paint again.
    """

    arrived = Signal()

    def __init__(self, errands: Errands, read: Callable[[Path], Face], parent: QObject | None = None) -> None:
        """Make an empty shelf.

        Args:
            errands: Read the faces.
            read: Reads one, in another thread.
            parent: Owns the shelf.
        """
        super().__init__(parent)
        self._errands = errands
        self._read = read
        self._faces: OrderedDict[Path, tuple[float, Face]] = OrderedDict()
        self._wanted: OrderedDict[_Key, None] = OrderedDict()
        self._under_way: frozenset[_Key] = frozenset()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._fetch)

    def face(self, card: Card) -> Face | None:
        """Return a card's face, an older one while the new one is fetched; None if there is none yet."""
        found = self._faces.get(card.source)
        if found is not None:
            self._faces.move_to_end(card.source)
        if found is None or found[0] != card.stamp:
            self._want((card.source, card.stamp))
        return found[1] if found is not None else None

    def _want(self, key: _Key) -> None:
        if key in self._under_way:
            return
        self._wanted[key] = None
        self._wanted.move_to_end(key)
        while len(self._wanted) > MOST_WANTED:
            self._wanted.popitem(last=False)
        if not self._under_way and not self._pause.isActive():
            self._pause.start()

    def _fetch(self) -> None:
        if not self._wanted:
            return
        keys = [self._wanted.popitem()[0] for _ in range(min(AT_A_TIME, len(self._wanted)))]
        self._under_way = frozenset(keys)
        self._errands.run(
            lambda: [(key, self._read(key[0])) for key in keys],
            self._on_read,
            lambda sentence: self._on_read([]),
        )

    def _on_read(self, found: list[tuple[_Key, Face]]) -> None:
        self._under_way = frozenset()
        self._faces.update({source: (stamp, face) for (source, stamp), face in found})
        while len(self._faces) > MOST_KEPT:
            self._faces.popitem(last=False)
        if found:
            self.arrived.emit()
        if self._wanted:
            self._pause.start()
