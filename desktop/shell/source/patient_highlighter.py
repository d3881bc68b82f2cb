"""Colours for a long text without a stall: a few lines at a time, the first ones at once."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.shell.look import Look
from desktop.shell.source.columns import has_wide, to_qt

SLICE_S = 0.006
"""How long the window's thread is held for colouring; the rest of a frame is for drawing."""

EVERY_LINE = 1 << 30
STRONG_WEIGHT = 600


class PatientHighlighter(QSyntaxHighlighter):
    """Colours a document by the colours of a look; what a line's pieces are is said by `colour_line`.

    Attributes:
        colouring: Whether lines are coloured now whose words have not changed.
    """

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._look = look
        self._shapes: dict[tuple[str, bool], QTextCharFormat] = {}
        self._due = EVERY_LINE
        self.colouring = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._colour_some)

    def dress(self, look: Look) -> None:
        """Use the colours of this look from now on."""
        self._look = look
        self._shapes.clear()
        self.begin_anew()

    def begin_anew(self) -> None:
        """Colour everything again, bit by bit; call it before a text is put in whole."""
        self._due = 0
        self._turn.start()

    def colour_line(self, text: str) -> None:
        """Colour one line with `paint`; `highlightBlock` of the lines that are due."""
        raise NotImplementedError

    def paint(self, text: str, start: int, end: int, colour: str, *, strong: bool = False) -> None:
        """Colour a part of the line at hand, counted in characters."""
        if has_wide(text):
            start, end = to_qt(text, start), to_qt(text, end)
        self.setFormat(start, end - start, self._shape(colour, strong))

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Colour a line, or leave it for its turn."""
        if self._due == EVERY_LINE or self.currentBlock().blockNumber() < self._due:
            self.colour_line(text)

    def stop(self) -> None:
        """Colour no more; before others take its place."""
        self._turn.stop()

    def _colour_some(self) -> None:
        until_s = time.perf_counter() + SLICE_S
        block = self.document().findBlockByNumber(self._due)
        self.colouring = True
        while block.isValid() and time.perf_counter() < until_s:
            self._due += 1
            self.rehighlightBlock(block)
            block = block.next()
        self.colouring = False
        if block.isValid():
            self._turn.start()
        else:
            self._due = EVERY_LINE

    def _shape(self, colour: str, strong: bool) -> QTextCharFormat:
        if (colour, strong) not in self._shapes:
            shape = QTextCharFormat()
            shape.setForeground(QColor(self._look.colour(colour)))
            if strong:
                shape.setFontWeight(STRONG_WEIGHT)
            self._shapes[colour, strong] = shape
        return self._shapes[colour, strong]

    def paint_all(self, text: str, pattern: re.Pattern[str], colours: Mapping[str, tuple[str, bool]]) -> None:
        """Colour every named group of a pattern where it is found; what matches first wins.

        Args:
            text: The line.
            pattern: Alternatives, each with a named group.
            colours: For each name, a colour and whether it is strong.
        """
        for found in pattern.finditer(text):
            group = found.lastgroup
            if group is not None:
                colour, strong = colours[group]
                self.paint(text, found.start(group), found.end(group), colour, strong=strong)
