"""What a person has typed into a blueprint beside the text that is saved, and what a new saved text means..

Their text is theirs: it is never gone because the app has changed meanwhile, or because another one is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.changing import as_kept


class Means(Enum):
    """What to do when a saved text comes."""

    TAKE = "show it: nothing is typed that would be lost"
    KEEP = "leave the text: what came is what the person sent, and they have typed on"
    ASK = "ask: both have changed"
    NOTHING = "leave the text: what came is what it was made of"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is not saved: what it was made of, what it is, and the cursor's line, from 1."""

    base: str
    text: str
    line: int


class OwnText:
    """Follows one text after the other, and keeps what is typed into the others."""

    def __init__(self) -> None:
        self.base = ""
        self.newer: str | None = None
        self.app: object = None
        self._sent: str | None = None
        self._drafts: dict[object, Draft] = {}

    def changed(self, text: str) -> bool:
        """Whether a text says something other than the saved one it was made of."""
        return not same(text, self.base)

    def send(self, text: str) -> None:
        """Remember that this text is on its way to be saved."""
        self._sent = as_kept(text)

    def arrives(self, saved: str, text: str) -> Means:
        """Decide what a saved text of the same app means.

        Args:
            saved: What is saved now.
            text: What the person sees.
        """
        sent, self._sent = self._sent, None
        if not self.changed(text) or same(saved, text):
            self.take(saved)
            return Means.TAKE
        if sent is not None and as_kept(saved) == sent:
            self.base, self.newer = saved, None
            return Means.KEEP
        if same(saved, self.base):
            return Means.NOTHING
        self.newer = saved
        return Means.ASK

    def take(self, saved: str) -> None:
        """Have this as the saved text, and nothing typed."""
        self.base, self.newer = saved, None

    def keep_mine(self) -> None:
        """Go on with what is typed, on top of the newer text: when it is saved, it follows that."""
        if self.newer is not None:
            self.base, self.newer = self.newer, None

    def leave(self, app: object, text: str, line: int) -> Draft | None:
        """Go to another app; what is typed into this one is kept.

        Args:
            app: The other one.
            text: What is in sight.
            line: The cursor's, from 1.

        Returns:
            What was typed into the other one before, and not saved; None if nothing was.
        """
        if self.changed(text):
            self._drafts[self.app] = Draft(self.newer or self.base, text, line)
        self.app, self._sent = app, None
        return self._drafts.pop(app, None)


def same(one: str, other: str) -> bool:
    """Whether two texts are saved as the same."""
    return one == other or as_kept(one) == as_kept(other)
