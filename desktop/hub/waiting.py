"""Work that can be walked away from: a source that may block for long is read in a thread of its own.

No call into a socket can be interrupted from outside in a way that works on every system, so the one who
waits is not the one who reads. On Stop the waiting ends within a tenth of a second; the reader's own
time-outs end it a little later, and what it still brings is dropped.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

from desktop.errors import Cancelled, HomespunError

_LOOK_AGAIN_S = 0.1
_AHEAD = 4
"""So many pieces may lie ready; a fast source must not fill the memory."""

Piece = TypeVar("Piece")


@dataclass(frozen=True)
class _Failed:
    error: HomespunError


class _End:
    """After the last piece."""


def stoppable(
    source: Callable[[], Generator[Piece, None, None]], cancelled: threading.Event | None = None
) -> Iterator[Piece]:
    """Give what a source gives, until it ends or the person presses Stop.

    Args:
        source: Makes the generator; it is run and closed in another thread, and may raise our errors only.
        cancelled: Is set when the person presses Stop.

    Raises:
        Cancelled: The person pressed Stop.
        HomespunError: What the source raised.
    """
    ready: queue.Queue[Piece | _Failed | _End] = queue.Queue(_AHEAD)
    left = threading.Event()

    def hand_over(item: Piece | _Failed | _End) -> bool:
        while not left.is_set():
            try:
                ready.put(item, timeout=_LOOK_AGAIN_S)
            except queue.Full:
                continue
            return True
        return False

    def work() -> None:
        try:
            with closing(source()) as pieces:
                for piece in pieces:
                    if not hand_over(piece):
                        return
        except HomespunError as error:
            hand_over(_Failed(error))
        else:
            hand_over(_End())

    worker = threading.Thread(target=work, name="hub", daemon=True)
    worker.start()
    try:
        while True:
            if cancelled is not None and cancelled.is_set():
                raise Cancelled("cancelled")
            try:
                item = ready.get(timeout=_LOOK_AGAIN_S)
            except queue.Empty:
                if not worker.is_alive() and ready.empty():
                    raise RuntimeError("the source failed with an error that is not ours") from None
                continue
            if isinstance(item, _Failed):
                raise item.error
            if isinstance(item, _End):
                return
            yield item
    finally:
        left.set()
