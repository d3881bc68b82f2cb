"""Ctrl+C while a model works: a wish to stop, not a crash.

The first press sets an event that the session looks at between two tokens, so that it can stop in
an orderly way; a second one interrupts at once.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """Give an event that Ctrl+C sets; afterwards Ctrl+C is what it was before."""
    wished = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield wished  # only the main thread may change how signals are handled
        return

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        if wished.is_set():
            raise KeyboardInterrupt
        wished.set()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield wished
    finally:
        signal.signal(signal.SIGINT, before)
