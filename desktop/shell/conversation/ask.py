"""What the person wants next: their words, what those are about, and what they take the place of."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.messages import say


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for a change.

    Attributes:
        words: As they were typed.
        about: What was pointed at, in words that name it; "" for nothing.
        since: The version from which to begin a branch, where an earlier request is said anew; 0 for none.
        instead: That earlier request.
        read: What was pointed at, in words that the model reads best.
        part: Whether a part of one's own is wanted, which a model by others writes.
        part_name: What that part is called; "" for a new one.
        overwrite: Whether the person's own file may be replaced by it.
    """

    words: str
    about: str = ""
    since: int = 0
    instead: str = ""
    read: str = ""
    part: bool = False
    part_name: str = ""
    overwrite: bool = False

    @property
    def request(self) -> str:
        """The words with what they are about: a request is read beside the names in the app.

        Of the ways to say it that were tried with the model this one is never taken for a new name.
        """
        if not self.about or self.part:
            return self.words
        return say("shell_conversation.request_about", target=self.read or self.about, words=self.words)
