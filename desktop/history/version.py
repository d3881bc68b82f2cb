"""One version of an app: what happened, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from desktop.records import Rename

KINDS = ("made", "changed", "instead", "undone", "restored", "edited", "imported")


@dataclass(frozen=True, slots=True)
class Happened:
    """What made a version of the one before.

    Attributes:
        kind: One of `KINDS`: made from a request, changed by one, another meaning of one done instead, the
            last change taken back, an earlier version restored, edited by the person in the folder, or
            imported from elsewhere.
        request: The person's words, "" if there were none.
        script: The edit script that was understood, "" for other kinds. Of kind `instead` it is for the
            app without the change whose place it takes.
        model_sha256: The model that understood it, "" if none did.
        seed: What it sampled with.
        language_version: Of the blueprint.
        renames: What is called otherwise since in the app's records.
        restored: The number of the version that was restored, 0 for other kinds.
        model_name: What that model is called, if it is not ours; else "".
    """

    kind: str
    request: str = ""
    script: str = ""
    model_sha256: str = ""
    seed: int = 0
    language_version: str = ""
    renames: tuple[Rename, ...] = ()
    restored: int = 0
    model_name: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is kept.

    Attributes:
        number: From 1, never used twice in a project, on whatever branch; they follow each other, whatever
            the clock says.
        id: The name git has for it, 40 hexadecimal digits.
        time: What the clock said, in UTC; it may have been wrong.
        kind, request, script, model_sha256, seed, language_version, renames, restored, model_name: As in
            `Happened`.
        name: What the person calls it, "" if they have not named it.
        snapshot: The copy of the records as they last were under this version; "" if there is none.
        before: The id of the version it was made from, "" for the first.
        tree: The name git has for its files.
    """

    number: int
    id: str
    time: datetime
    kind: str
    request: str
    script: str
    model_sha256: str
    seed: int
    language_version: str
    name: str = ""
    snapshot: str = ""
    renames: tuple[Rename, ...] = field(default=(), repr=False)
    restored: int = 0
    before: str = ""
    tree: str = ""
    model_name: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of versions.

    Attributes:
        name: What the person calls it.
        number: Of its last version.
        current: Whether the folder shows it.
    """

    name: str
    number: int
    current: bool
