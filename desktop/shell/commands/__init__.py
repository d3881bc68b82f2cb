"""Everything the window can do, by name: commands in, a palette and a sheet of shortcuts out.

    palette = CommandPalette(window, commands, recent)      # opened by Ctrl+K
    sheet = ShortcutSheet(window, commands)                 # opened by F1
    bind_shortcuts(window, commands)                        # each command's own keys

A command is a plain value; what it does is the window's. The palette finds by words, with small slips,
and puts first what was used last.
"""

from __future__ import annotations

from desktop.shell.commands.binding import bind_shortcuts
from desktop.shell.commands.command import Command
from desktop.shell.commands.palette import CommandPalette
from desktop.shell.commands.shortcut_sheet import ShortcutSheet

__all__ = ["Command", "CommandPalette", "ShortcutSheet", "bind_shortcuts"]
