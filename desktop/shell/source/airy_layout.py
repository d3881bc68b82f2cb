"""A little air between the lines of a text; Qt's own layout for many lines knows none."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

AIR_PX = 4
"""Below each line. The rows of a line that wraps stand close together, so that one sees that they are one."""


class AiryLayout(QPlainTextDocumentLayout):
    """Lays out as Qt does, and says that each line is a little higher."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802 - Qt's name
        """Where a line stands, with the air below it."""
        return super().blockBoundingRect(block).adjusted(0, 0, 0, AIR_PX)
