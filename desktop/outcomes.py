"""What comes of a request: news while it is worked on, and then an app or a change that is not yet saved."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.blueprint import Diagnostic
from desktop.blueprint.edits import Consequence
from desktop.blueprint.nodes import App
from desktop.compiler import FileSet

if TYPE_CHECKING:
    from desktop.routing import Use


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the work is.

    Attributes:
        stage: `loading`, `reading`, `remembering`, `writing`, `trying`, `checking`, `compiling` or `done`.
        text: What is written, so far: a blueprint, an edit script, or the file of a part of one's own.
        round: Which try it is, from 1: a model that mends what it wrote begins anew.
    """

    stage: str
    text: str = ""
    round: int = 1


@dataclass(frozen=True, slots=True)
class Built:
    """An app that was built and not yet saved.

    Attributes:
        request: The person's words.
        text: The canonical blueprint.
        notes: In plain words, what was asked for and is not in it.
        made_by: `writer`, `assembler` or `memory`; or `other`, a model that is not ours.
        chance: That it is what was meant, 0 to 1.
        take: Which of the takes it is, from 1.
        timings_ms: (stage, milliseconds), in order, with `total` last.
        use: What it cost, where another model than ours made it.
    """

    request: str
    seed: int
    text: str
    app: App
    files: FileSet
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    made_by: str
    model_name: str
    model_version: str
    model_sha256: str
    chance: float
    take: int
    timings_ms: tuple[tuple[str, float], ...]
    use: Use | None = None


@dataclass(frozen=True, slots=True)
class PartChange:
    """A file in `custom/` that a change writes or takes away.

    Attributes:
        path: With `/`.
        before: Its text as it was read; None if there was none. If it is another one when the change is
            saved, nothing is written.
        after: Its text from then on; None takes it away.
    """

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Edited:
    """A change of an app that was worked out and not yet saved.

    Attributes:
        request: The person's words.
        script: The edit script that was understood, "" if nothing changes.
        back: The edit script that takes it back; "" if nothing changes, or none does.
        text: The canonical blueprint after the change.
        old_files: What the compiler makes of the app before it.
        undone: Whether the change before was taken back.
        notes: In plain words, what was asked for and not done.
        consequences: What went or changed along with it.
        timings_ms: (stage, milliseconds), in order, with `total` last.
        by_hand: Whether the person wrote the text themselves: it is kept as it stands, and also where it
            changes nothing in the app, or no script says what.
        missed: The words of what was asked for that were not understood; another model may.
        chance: That it is what was meant, 0 to 1.
        others: What else may have been meant, the likeliest first: scripts for the app as it was before.
        instead: The app without the change before, where this one takes its place: `script` is for that
            app, and `back` leads to it. None for a change that comes after the one before.
        parts: The files in `custom/` that are written along with it.
        problems: What was still wrong in such a file when it was last tried.
        model_name, model_sha256: The model that wrote it, if it is not ours; its fingerprint, "" if unknown.
        use: What that cost.
    """

    request: str
    script: str
    back: str
    text: str
    app: App
    old_files: FileSet
    files: FileSet
    undone: bool
    notes: tuple[str, ...]
    consequences: tuple[Consequence, ...]
    timings_ms: tuple[tuple[str, float], ...]
    by_hand: bool = False
    missed: tuple[str, ...] = ()
    chance: float = 1.0
    others: tuple[str, ...] = ()
    instead: App | None = None
    parts: tuple[PartChange, ...] = ()
    problems: tuple[str, ...] = ()
    model_name: str = ""
    model_sha256: str = ""
    use: Use | None = None

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.script or self.by_hand or self.parts)


@dataclass(frozen=True, slots=True)
class Said:
    """A text for the person that changes nothing.

    Attributes:
        text: One or several lines, without markup.
        use: What it cost; None where plain code wrote it.
        notes: In plain words, who had failed before.
    """

    text: str
    use: Use | None = None
    notes: tuple[str, ...] = ()


class Clock:
    """Adds up the time spent in each stage."""

    def __init__(self) -> None:
        self._entered = time.perf_counter()
        self._stage = ""
        self._spent: dict[str, float] = {}

    def enter(self, stage: str) -> None:
        """Begin a stage; the one before has ended."""
        now = time.perf_counter()
        if self._stage:
            self._spent[self._stage] = self._spent.get(self._stage, 0.0) + (now - self._entered) * 1000
        self._stage, self._entered = stage, now

    def timings_ms(self) -> tuple[tuple[str, float], ...]:
        """Return (stage, milliseconds) in order, with `total` last."""
        total = sum(self._spent.values())
        return (
            *((stage, round(spent, 2)) for stage, spent in self._spent.items()),
            ("total", round(total, 2)),
        )
