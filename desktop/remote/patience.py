"""How long one waits for a server, in seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until one gives up.

    What counts is text: a server that sends bytes without ever saying anything is waited for no longer than
    one that is silent.

    Attributes:
        connect_s: Until it takes the call, the look-up of its name included.
        first_s: Until the first piece of text: it may have to load the model, with a whole class before us.
        between_s: From one piece to the next.
        total_s: For the whole answer.
    """

    connect_s: float = 6.0
    first_s: float = 600.0
    between_s: float = 60.0
    total_s: float = 1800.0


ASKING = Patience(first_s=10.0, between_s=10.0, total_s=20.0)
"""For questions that any server answers at once."""
