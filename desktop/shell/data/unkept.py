"""What a person has typed and the database has not: it outlives every look at the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.records import TableColumn
from desktop.shell.data.entry import Entry

Cell = tuple[str, str]
"""The id of a record and the name of a column."""


@dataclass(slots=True)
class Unkept:
    """One for each table.

    Attributes:
        drafts: New records that are not complete, by id.
        typed: Values that are being written, or were refused.
        refused: Why, for those.
    """

    drafts: dict[str, dict[str, Entry]] = field(default_factory=dict)
    typed: dict[Cell, Entry] = field(default_factory=dict)
    refused: dict[Cell, str] = field(default_factory=dict)

    def entry(self, cell: Cell) -> Entry | None:
        """What was typed into a cell; None if nothing."""
        draft = self.drafts.get(cell[0])
        return draft.get(cell[1]) if draft is not None else self.typed.get(cell)

    def put(self, cell: Cell, entry: Entry) -> None:
        """Take what was typed into a cell."""
        if cell[0] in self.drafts:
            self.drafts[cell[0]][cell[1]] = entry
        else:
            self.typed[cell] = entry
        self.refused.pop(cell, None)

    def settle(self, cells: Iterable[Cell], refused: Mapping[Cell, str]) -> None:
        """Keep what was refused, with the reason; let go what is in the database now."""
        for cell in cells:
            if cell in refused:
                self.refused[cell] = refused[cell]
            else:
                self.typed.pop(cell, None)
                self.refused.pop(cell, None)

    def let_go(self, cell: Cell) -> None:
        """Forget what was typed into a cell."""
        self.typed.pop(cell, None)
        self.refused.pop(cell, None)
        self.drafts.get(cell[0], {}).pop(cell[1], None)

    def drop_draft(self, id_: str) -> None:
        """Forget a new record."""
        del self.drafts[id_]
        for cell in [each for each in self.refused if each[0] == id_]:
            del self.refused[cell]

    def is_needed(self, cell: Cell, column: TableColumn) -> bool:
        """Whether a cell of a new record has to be filled in before it is kept."""
        draft = self.drafts.get(cell[0])
        if draft is None or column.field is None or not column.field.required:
            return False
        entry = draft.get(column.name)
        has_start = column.field.default is not None or column.type == "yes/no"
        return not has_start and (entry is None or not (entry.words or entry.value))
