"""A table in a text file, as spreadsheets everywhere write it: lines of cells, and how they were cut."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import RecordsError
from desktop.records.copying import folder_errors
from desktop.records.kinds import LONGEST_TEXT

LARGEST_FILE_BYTES = 256 * 1024 * 1024
_SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        head: What its columns are called.
        lines: (line in the file, 1-based, and its cells), without empty ones.
        separator: What stands between the cells.
    """

    head: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    separator: str


def read_text(path: Path) -> str:
    """Read a text in whatever letters it was written: UTF-8, UTF-16 or those of Western Europe.

    Raises:
        RecordsError: `records_import_missing` or `records_import_large`.
    """
    if not path.is_file():
        raise RecordsError("records_import_missing", file=str(path))
    with folder_errors(path.name):
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise RecordsError("records_import_large", file=path.name)
        data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_sheet(text: str, name: str) -> Sheet:
    """Cut a text into lines of cells.

    Args:
        text: The whole file.
        name: What the file is called.

    Raises:
        RecordsError: `records_import_unreadable` if it is no table.
    """
    body, separator = text, ""
    if text[:4].lower() == "sep=" and "\n" in text:
        separator, body = text[4:5], text[text.index("\n") + 1 :]
    separator = separator or _separator_of(body)
    csv.field_size_limit(LONGEST_TEXT)
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
    before = 0 if body is text else 1
    lines = []
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                lines.append((rows.line_num + before, tuple(cells)))
    except csv.Error as problem:
        raise RecordsError("records_import_unreadable", file=name) from problem
    head = lines[0][1] if lines else ()
    return Sheet(head, tuple(lines[1:]), separator)


def _separator_of(text: str) -> str:
    """The sign that is most frequent in the first line, outside of quotes."""
    quoted, often = False, dict.fromkeys(_SEPARATORS, 0)
    for sign in text:
        if sign == '"':
            quoted = not quoted
        elif sign in "\r\n" and not quoted:
            break
        elif sign in often and not quoted:
            often[sign] += 1
    return max(_SEPARATORS, key=lambda sign: often[sign])
