"""The sheet of shortcuts: every command that has keys, under its heading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.messages import say
from desktop.shell.commands.command import Command
from desktop.shell.look import XL, XS, M, S, font, type_factor
from desktop.shell.overlay import Overlay

WIDTH_PX = 760
COLUMNS = 2
AROUND_PX = 160
"""What the card needs above and below its content, and the window around the card."""


class ShortcutSheet(Overlay):
    """Shows the keys of the commands that have some."""

    def __init__(self, host: QWidget, commands: Sequence[Command]) -> None:
        """Make it, closed; `commands` as they shall be listed."""
        super().__init__(host, say("shell_commands.sheet"), width_px=WIDTH_PX)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(XL)
        for groups in _balanced(_grouped(commands)):
            column = QVBoxLayout()
            column.setSpacing(M)
            for heading, members in groups:
                column.addWidget(_group(heading, members))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(say("shell_commands.sheet"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside, self._area = inside, area
        self.body.addWidget(area, 1)

    def open(self) -> None:
        """Open it as tall as its content, where the window has the height."""
        width = min(round(WIDTH_PX * type_factor()), self.window().width() - 2 * XL) - 2 * XL - M
        layout = self._inside.layout()
        wanted = layout.totalHeightForWidth(width) if layout is not None else 0
        self._area.setMinimumHeight(min(wanted, self.window().height() - AROUND_PX))
        super().open()


Groups = list[tuple[str, list[Command]]]


def _grouped(commands: Sequence[Command]) -> Groups:
    groups: dict[str, list[Command]] = {}
    for command in commands:
        if command.shortcuts:
            groups.setdefault(command.group, []).append(command)
    return list(groups.items())


def _balanced(groups: Groups) -> list[Groups]:
    """The groups in order, in columns of about the same height."""
    heights = [len(members) + 2 for _, members in groups]
    half, left = sum(heights) / COLUMNS, 0
    columns: list[Groups] = [[] for _ in range(COLUMNS)]
    for group, height in zip(groups, heights, strict=True):
        columns[0 if left + height / 2 <= half else 1].append(group)
        left += height
    return columns


def _group(heading: str, members: Sequence[Command]) -> QWidget:
    group = QWidget()
    rows = QGridLayout(group)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setVerticalSpacing(S)
    rows.setColumnStretch(0, 1)
    title = QLabel(heading)
    title.setProperty("role", "section")
    title.setFont(font("small", strong=True))
    title.setVisible(bool(heading))
    rows.addWidget(title, 0, 0, 1, 2)
    for place, command in enumerate(members, start=1):
        name = QLabel(command.title)
        name.setWordWrap(True)
        rows.addWidget(name, place, 0)
        rows.addWidget(_keys(command.shortcuts[0]), place, 1, Qt.AlignmentFlag.AlignVCenter)
    return group


def _keys(shortcut: str) -> QWidget:
    """Each key in a frame of its own; for readers they are one text."""
    shown = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    keys = QWidget()
    keys.setAccessibleName(shown)
    row = QHBoxLayout(keys)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(XS)
    row.addStretch(1)
    # A plus may be a key itself: `Ctrl++` has two.
    held, _, last = shown.rpartition("+")
    parts = [*(part for part in held.split("+") if part), last or "+"]
    for part in parts:
        key = QLabel(part)
        key.setProperty("role", "key")
        key.setFont(font("small"))
        row.addWidget(key)
    return keys
