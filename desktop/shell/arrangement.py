"""Where the window's parts lie: one place at a time, a sentence if there is one, and the last line."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.shell.look import M, S


def arrange(places: QWidget, word: QWidget, status: QWidget) -> QWidget:
    """Put a window together.

    Args:
        places: The start screen or the workbench.
        word: A sentence, which takes no room while there is none.
        status: One line below everything.
    """
    whole = QWidget()
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    rows.addWidget(places, 1)
    said = QVBoxLayout()
    said.setContentsMargins(M, 0, M, 0)
    said.setSpacing(0)
    said.addWidget(word)
    said.addSpacing(S)
    rows.addLayout(said)
    rows.addWidget(status)
    return whole
