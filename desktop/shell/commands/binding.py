"""The commands' own keys, at work in a window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.shell.commands.command import Command


def bind_shortcuts(window: QWidget, commands: Sequence[Command]) -> tuple[QShortcut, ...]:
    """Let each command's keys run it, wherever in the window the keyboard is.

    Args:
        window: The window.
        commands: Those without keys are left out.

    Returns:
        The shortcuts; they belong to the window.
    """
    bound = []
    for command in commands:
        for keys in command.shortcuts:
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.activated.connect(partial(_run, command))
            bound.append(shortcut)
    return tuple(bound)


def _run(command: Command) -> None:
    if command.enabled():
        command.run()
