"""How much a page may ask for: generous for a person, tight for a page that has gone wild."""

from __future__ import annotations

import time
from collections.abc import Callable

MESSAGES_AT_ONCE = 4000
MESSAGES_A_SECOND = 200.0
BYTES_AT_ONCE = 512 * 1024 * 1024
BYTES_A_SECOND = 8.0 * 1024 * 1024


class Pace:
    """Two purses, of messages and of bytes, which are full at first and fill again with time.

    Args:
        clock: Gives seconds, and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._looked = clock()
        self._messages = float(MESSAGES_AT_ONCE)
        self._bytes = float(BYTES_AT_ONCE)

    def allows(self, size_bytes: int) -> bool:
        """Take a message out of the purses; False, and nothing is taken, if one of them has not enough."""
        now = self._clock()
        passed, self._looked = now - self._looked, now
        self._messages = min(MESSAGES_AT_ONCE, self._messages + passed * MESSAGES_A_SECOND)
        self._bytes = min(BYTES_AT_ONCE, self._bytes + passed * BYTES_A_SECOND)
        if self._messages < 1 or self._bytes < size_bytes:
            return False
        self._messages -= 1
        self._bytes -= size_bytes
        return True
