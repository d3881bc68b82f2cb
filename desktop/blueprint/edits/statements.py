"""The statements of an edit script: frozen values, one class for each thing that a line can say.

A line of the blueprint that a statement carries stays text (`Wording`), because it can be read only where
its names are known: in the app as the statements before it have left it. Sections are named by the
beginning of their line, as a person would name them. Spans are left out of comparison.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Wording:
    """A line of the blueprint, or a part of one, in canonical form.

    Attributes:
        text: The words.
        piece: The same as they stand in a script; None if a program made them.
    """

    text: str
    piece: Piece | None = field(default=None, compare=False, repr=False)

    def read(self) -> Piece:
        """Return what is to be read; without a script it stands nowhere."""
        return self.piece if self.piece is not None else Piece(self.text, 0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """`first`, `last`, `before NAME` or `after NAME`; `name` is "" for the first two."""

    word: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What every statement has: the line of the script that it is; None if a program made it."""

    piece: Piece | None = field(default=None, compare=False, repr=False, kw_only=True)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.piece.span if self.piece is not None else NOWHERE

    def spot(self, word: str) -> Span:
        """Return where a word of it stands, or the whole line if it is written in another way."""
        at = self.piece.text.find(word) if self.piece is not None and word else -1
        if self.piece is None or at < 0:
            return self.span
        return self.piece.part(at, at + len(word)).span


# --- the whole app -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetApp(Said):
    """`set background ivory`: what the app or its theme says after that word."""

    word: str
    value: Wording


@dataclass(frozen=True, slots=True)
class ClearApp(Said):
    """`clear background`."""

    word: str


@dataclass(frozen=True, slots=True)
class AddPart(Said):
    """`add entity Visit`, `add page Report`; `kind` is `entity` or `page`."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class RemovePart(Said):
    """`remove entity Visit`, `remove page Report`."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class RenamePart(Said):
    """`rename entity Visit to Appointment`; `kind` may also be `role`."""

    kind: str
    name: str
    to: str


@dataclass(frozen=True, slots=True)
class MovePart(Said):
    """`move page Report first`."""

    kind: str
    name: str
    place: Place


# --- in an entity ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddLine(Said):
    """`in Plant: add day: date, required`: any line of an entity."""

    entity: str
    line: Wording


@dataclass(frozen=True, slots=True)
class ChangeLine(Said):
    """`in Plant: change day: date`: a field, computed field or action of that name."""

    entity: str
    line: Wording


@dataclass(frozen=True, slots=True)
class RenameLine(Said):
    """`in Plant: rename day to date`; `kind` is "" for a field or computed field, else `action`."""

    entity: str
    kind: str
    name: str
    to: str


@dataclass(frozen=True, slots=True)
class RemoveLine(Said):
    """`in Plant: remove day`, `remove action Water`, `remove check …`.

    Attributes:
        kind: "" for a field or computed field, `action`, `sample`, `samples`, `with`, or `line`.
        name: The name, the first value of the sample, the feature, or the line.
    """

    entity: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class MoveLine(Said):
    """`in Plant: move day after name`: a field among the fields, a computed one among the computed ones."""

    entity: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class AddOption(Said):
    """`in Plant: add option Balcony to room`."""

    entity: str
    field: str
    option: str


@dataclass(frozen=True, slots=True)
class RemoveOption(Said):
    """`in Plant: remove option Balcony from room`."""

    entity: str
    field: str
    option: str


@dataclass(frozen=True, slots=True)
class RenameOption(Said):
    """`in Plant: rename option Balcony of room to Terrace`."""

    entity: str
    field: str
    option: str
    to: str


# --- on a page ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddSection(Said):
    """`on Plants: add chart bar of count of Plant by room`."""

    page: str
    line: Wording


@dataclass(frozen=True, slots=True)
class RemoveSection(Said):
    """`on Plants: remove second chart`."""

    page: str
    section: str


@dataclass(frozen=True, slots=True)
class ReplaceSection(Said):
    """`on Plants: replace chart with: table of Plant`."""

    page: str
    section: str
    line: Wording


@dataclass(frozen=True, slots=True)
class MoveSection(Said):
    """`on Plants: move chart before cards`; the place names another section."""

    page: str
    section: str
    place: Place


@dataclass(frozen=True, slots=True)
class SetOnly(Said):
    """`on Report: set only Teacher | Helper`; no roles: `clear only`."""

    page: str
    roles: tuple[str, ...]


# --- on a page, in a section -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetPart(Said):
    """`on Plants, cards: set sort by name`."""

    page: str
    section: str
    words: Wording


@dataclass(frozen=True, slots=True)
class ClearPart(Said):
    """`on Plants, cards: clear sort by`; `word` is what the wish begins with."""

    page: str
    section: str
    word: str


@dataclass(frozen=True, slots=True)
class AddItem(Said):
    """`on Quiz, quiz: add question "Capital of Spain?": Madrid | Seville`."""

    page: str
    section: str
    line: Wording


@dataclass(frozen=True, slots=True)
class ChangeItem(Said):
    """`on Quiz, quiz: change question "Capital of Spain?": Madrid`: the line with that word and label."""

    page: str
    section: str
    line: Wording


@dataclass(frozen=True, slots=True)
class RemoveItem(Said):
    """`on Quiz, quiz: remove question "Capital of Spain?"`: the line that begins so."""

    page: str
    section: str
    item: str


Statement = (
    SetApp | ClearApp | AddPart | RemovePart | RenamePart | MovePart | AddLine | ChangeLine |
    RenameLine | RemoveLine | MoveLine | AddOption | RemoveOption | RenameOption | AddSection |
    RemoveSection | ReplaceSection | MoveSection | SetOnly | SetPart | ClearPart | AddItem |
    ChangeItem | RemoveItem
)  # fmt: skip
"""One line of a script."""

Script = tuple[Statement, ...]
"""What is to be changed, in order."""
