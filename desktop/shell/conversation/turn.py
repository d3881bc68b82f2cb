"""One turn of the conversation, as a value: what was asked, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.certainty import SURE
from desktop.messages import say
from desktop.shell.plain_words import Line, describe, describe_change

if TYPE_CHECKING:
    from desktop.outcomes import Edited
    from desktop.routing import Use
    from desktop.shell.results import Altered, Made, Missed, Shown, Told

MADE, CHANGED, UNDONE, RESTORED, BRANCHED = "made", "changed", "undone", "restored", "branched"
EDITED, IMPORTED, NOTHING, FAILED, TOLD = "edited", "imported", "nothing", "failed", "told"
INSTEAD = "instead"
CHANGES = (CHANGED, INSTEAD)
"""What Undo takes back."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A request and its answer.

    Attributes:
        kind: `made`, `changed`, `instead` (another meaning, in the place of the change before), `undone`,
            `restored`, `branched`, `edited` (by hand, outside) or `imported`;
            `nothing` for a request that changed nothing, `failed` for one that came to no end, `told` for an
            explanation.
        request: The person's words, "" if there were none.
        lines: What was understood, in plain words.
        notes: What could not be done, and what was done instead.
        took_s: From press to files; None where nobody has measured it.
        number: Of the version that it made, 0 for none.
        before: Of the version that the request was said to, 0 for none.
        script: The edit script of a change, "" for other kinds.
        unsure: Whether the model was unsure what was meant.
        problems: What is still wrong in a part of one's own that was written.
        use: Which model by others worked on it and what that cost, a sentence; "" if none did.
    """

    kind: str
    request: str
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    took_s: float | None = None
    number: int = 0
    before: int = 0
    script: str = ""
    unsure: bool = False
    problems: tuple[str, ...] = ()
    use: str = ""

    @property
    def words(self) -> str:
        """Everything that it says below the request, one line for each."""
        said = (f"{line.label} {line.words}".strip() for line in self.lines)
        return "\n".join((*said, *self.problems, *self.notes))


def turn_of_made(made: Made) -> Turn:
    """The turn of an app that was built."""
    built = made.built
    return Turn(
        MADE,
        built.request,
        describe(built.app),
        built.notes,
        made.took_s,
        made.number,
        unsure=built.chance < SURE,
    )


def turn_of_altered(altered: Altered, request: str) -> Turn:
    """The turn of a change, or of a request that changed nothing.

    Args:
        altered: What came of it.
        request: The words as the person sees them.
    """
    edited = altered.edited
    if not altered.changed:
        return Turn(NOTHING, request, notes=edited.notes, took_s=altered.took_s, use=_told(edited.use))
    lines = describe_change(edited, altered.told)
    if edited.parts and not lines:
        lines = (Line("", say("shell_conversation.changed")),)
    return Turn(
        _kind(edited),
        request,
        lines,
        edited.notes,
        altered.took_s,
        altered.number,
        altered.since,
        "" if edited.undone else edited.script,
        problems=edited.problems,
        use=_told(edited.use),
    )


def _kind(edited: Edited) -> str:
    if edited.undone:
        return UNDONE
    if edited.instead is not None:
        return INSTEAD
    return EDITED if edited.by_hand and not edited.script else CHANGED


def turn_of_told(told: Told) -> Turn:
    """The turn of an explanation."""
    lines = tuple(Line("", line) for line in told.said.text.splitlines() if line.strip())
    return Turn(TOLD, told.request, lines, told.said.notes, use=_told(told.said.use))


def turn_of_missed(missed: Missed) -> Turn:
    """The turn of what a model by others could not do."""
    return Turn(FAILED, missed.request, notes=(missed.sentence,), use=_told(missed.use))


def _told(use: Use | None) -> str:
    return use.sentence() if use is not None else ""


def turn_of_shown(shown: Shown) -> Turn:
    """The turn of an earlier version that was brought back, or of a branch that was gone to."""
    words = (
        say("shell_conversation.branched", name=shown.branch)
        if shown.branch
        else say("shell_conversation.restored", number=shown.restored)
    )
    kind = BRANCHED if shown.branch else RESTORED
    return Turn(kind, "", (Line("", words),), shown.notes, None, shown.number, shown.before)


def taken_back(turns: tuple[Turn, ...]) -> frozenset[int]:
    """The numbers of the versions whose changes were taken back later.

    Args:
        turns: The oldest first.
    """
    standing: list[int] = []
    gone: set[int] = set()
    for turn in turns:
        if turn.kind in (INSTEAD, UNDONE) and standing:
            gone.add(standing.pop())
        if turn.kind in CHANGES:
            standing.append(turn.number)
        elif turn.kind != UNDONE and turn.number:
            # After another version is brought back, its own changes are those that can be taken back.
            standing.clear()
    return frozenset(gone)
