"""What the person wants next: their words, what those are about, and what they take the place of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for a change.

    Attributes:
        words: As they were typed.
        about: What was pointed at, in words that name it; "" for nothing.
        since: The version from which to begin a branch, where an earlier request is said anew; 0 for none.
        instead: That earlier request.
    """

    words: str
    about: str = ""
    since: int = 0
    instead: str = ""

    @property
    def request(self) -> str:
        """The words with what they are about: a request is read beside the names in the app."""
        return f"{self.about}: {self.words}" if self.about else self.words
