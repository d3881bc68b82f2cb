"""What is said of a column: how it stands, and what its head tells."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.messages import say
from desktop.records import TableColumn
from desktop.shell.data.in_words import NUMBERS

IN_A_SHEET = ("long text", "image")
"""Types that need more room than a cell has."""

TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def alignment(column: TableColumn) -> Qt.AlignmentFlag:
    """Numbers stand on the right, so that they can be compared."""
    is_number = column.type in NUMBERS and column.type != "rating"
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def about(column: TableColumn) -> str:
    """Say what can be done with a column."""
    if column.field is None:
        return say("shell_data.worked_out" if column.is_told else "shell_data.worked_out_by_page")
    return say("shell_data.sort_tip", column=column.name)


def of_header(column: TableColumn, role: int) -> object:
    """Answer for the head of a column, as a model does."""
    if role in TEXT_ROLES:
        return column.name
    if role == Qt.ItemDataRole.ToolTipRole:
        return about(column)
    return alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None
