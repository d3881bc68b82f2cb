"""Cells as spreadsheets exchange them: lines of cells with tabs between, quoted where they have to be."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from desktop.records.exporting import as_line
from desktop.records.words import without_mark

MOST_ROWS = 20_000
"""More are a file, and are brought in as one."""


def to_text(rows: Iterable[Sequence[str]]) -> str:
    """Return cells as text for the clipboard; none of them is a formula to a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for row in rows:
        writer.writerow(as_line(list(row)))
    return out.getvalue()


def from_text(text: str) -> list[list[str]]:
    """Return the cells of a text from the clipboard; words without tabs are one cell, or one in each line."""
    body = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not body:
        return []
    # Quotes that are not closed are a person's words, no cell of a spreadsheet.
    if body.count('"') % 2:
        return [[without_mark(cell) for cell in line.split("\t")] for line in body.split("\n")]
    rows = csv.reader(io.StringIO(body, newline=""), delimiter="\t")
    return [[without_mark(cell) for cell in row] or [""] for row in rows]
