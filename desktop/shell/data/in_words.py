"""A value of a record as words: to be read in a table, and to be written again. Knows no widget."""

from __future__ import annotations

from urllib.parse import unquote

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from desktop.messages import say
from desktop.records import TableColumn
from desktop.records.cells import Reading
from desktop.records.kinds import Given

NUMBERS = ("number", "money", "percent", "duration", "rating")
PICKED = ("choice", "tags", "reference", "references")
"""Types whose values are picked from a list."""

_MOST_SHOWN = 300
"""Characters of a long text that a cell is given; nobody sees more of them."""


def shown(value: Given, names: tuple[str, ...], column: TableColumn) -> str:
    """Return what stands in the cell.

    Args:
        value: A value of the column.
        names: What the records are called that it refers to.
        column: The column.
    """
    if value is None or isinstance(value, bool) or column.type == "image":
        return ""
    if column.type in ("reference", "references"):
        return ", ".join(name or say("shell_data.nameless") for name in names)
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, float | int):
        return _number(float(value), column)
    if column.type in ("date", "time", "date and time"):
        return _moment(value, column.type)
    if column.type == "file":
        return _file_name(value)
    return " ".join(value[:_MOST_SHOWN].split())


def written(value: Given, names: tuple[str, ...], column: TableColumn) -> str:
    """Return a value as a person would type it, and as a spreadsheet takes it."""
    if value is None or column.type in ("image", "file"):
        return ""
    if isinstance(value, bool):
        return say("shell_data.yes") if value else say("shell_data.no")
    if column.type in ("reference", "references"):
        return " | ".join(names)
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, float | int):
        return plain_number(float(value))
    return value.replace("T", " ", 1) if column.type == "date and time" else value


def plain_number(value: float) -> str:
    """A number as short as it can be written, with the sign for decimals that is usual here."""
    words = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return words.replace(".", QLocale().decimalPoint())


def habits() -> Reading:
    """How people here write numbers and days, where a text leaves it open."""
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower()
    # In files a semicolon between the cells goes with a comma in the numbers.
    separator = ";" if QLocale().decimalPoint() == "," else ","
    return Reading(separator, form.find("d") < form.find("m"))


def _number(value: float, column: TableColumn) -> str:
    if column.type == "rating":
        stars = max(0, min(5, round(value)))
        return "★" * stars + "☆" * (5 - stars)
    if column.type == "duration":
        total = round(abs(value))
        return f"{'−' if value < 0 else ''}{total // 60}:{total % 60:02}"
    whole = value.is_integer() and abs(value) < 1e15
    words = QLocale().toString(int(value)) if whole else QLocale().toString(round(value, 4), "g", 12)
    unit = "%" if column.type == "percent" else column.field.unit if column.field is not None else ""
    # Where the head of the column says it already, it need not stand in every cell.
    unit = "" if unit.casefold() == column.name.casefold() else unit
    return f"{words} {unit}".strip()


def _moment(value: str, type_: str) -> str:
    here, short = QLocale(), QLocale.FormatType.ShortFormat
    if type_ == "time":
        time = QTime.fromString(value[:5], "HH:mm")
        return here.toString(time, short) if time.isValid() else value
    day = QDate.fromString(value[:10], "yyyy-MM-dd")
    if not day.isValid():
        return value
    words = here.toString(day, "d MMM yyyy")
    if type_ == "date":
        return words
    moment = QDateTime.fromString(value[:16], "yyyy-MM-ddTHH:mm")
    return f"{words}, {here.toString(moment.time(), short)}" if moment.isValid() else words


def _file_name(value: str) -> str:
    """The name inside of what an app keeps of a file: `data:…;name=NAME;base64,…`."""
    head = value[:600].partition(",")[0]
    name = next((part[5:] for part in head.split(";") if part.startswith("name=")), "")
    return unquote(name) or say("shell_data.a_file")
