"""What comes of the jobs of the worker's thread: values for the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.outcomes import Built, Edited, Said
    from desktop.routing import TaskName, Use
    from desktop.workspace import Project


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job came to nothing.

    Attributes:
        sentence: For the person.
        key: Of the error, as in `errors.toml`; "" where a disk or a pipe failed.
    """

    sentence: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished app and the project it was saved as.

    Attributes:
        took_s: The wall time from press to files.
        number: Of its version; 0 if none could be kept.
        tokens_per_s: How fast the model wrote; None if it wrote nothing to speak of.
    """

    built: Built
    project: Project
    took_s: float
    number: int = 0
    tokens_per_s: float | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a request may have meant as well.

    Attributes:
        sentences: What would change, one for each statement.
        short: The same in a few lines, of which no other meaning has the same.
        script: For the app as it was before the request.
    """

    sentences: tuple[str, ...]
    short: tuple[str, ...]
    script: str


@dataclass(frozen=True, slots=True)
class Altered:
    """A finished change.

    Attributes:
        number: Of the version that it made, 0 for none.
        before: Of the version before that one, 0 for none.
        since: Of the version that the request was said to: the one before, unless that is taken back with it.
        took_s: The wall time from press to files.
        told: What changed, a sentence each.
        otherwise: What else may have been meant, the likeliest first.
    """

    edited: Edited
    project: Project
    took_s: float
    number: int = 0
    before: int = 0
    since: int = 0
    told: tuple[str, ...] = ()
    otherwise: tuple[Meaning, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self.edited.changes_something


@dataclass(frozen=True, slots=True)
class Shown:
    """Another version is in the folder now.

    Attributes:
        title: What the app is called there.
        number: Of the version that is shown now; 0 if it could not be kept.
        before: Of the one before it, 0 for none.
        restored: The version that was brought back; 0 if another branch is shown.
        branch: Its name, "" if a version was brought back.
        notes: In plain words, what could not be done.
    """

    project: Project
    title: str
    number: int
    before: int
    restored: int
    branch: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A text for the person that changes nothing; `request` is what they wanted to know."""

    request: str
    said: Said


@dataclass(frozen=True, slots=True)
class Missed:
    """What a model by others wrote cannot be used; nothing is changed.

    Attributes:
        request: The person's words.
        task: What it was asked for.
        sentence: Why, for the person.
        by: The id of whom the person had asked; "" where routing had chosen.
        use: What it cost; None if nobody was asked.
    """

    request: str
    task: TaskName
    sentence: str
    by: str = ""
    use: Use | None = None


@dataclass(frozen=True, slots=True)
class PartText:
    """A part of one's own while it is written: its file, with `/`, and its text so far."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Several apps that one request may mean; none of them is saved."""

    takes: tuple[Built, ...]
