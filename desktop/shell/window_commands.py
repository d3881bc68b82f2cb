"""Everything that the window can do, by name: for the palette, the sheet of shortcuts and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.messages import say
from desktop.shell.commands import Command
from desktop.shell.workbench import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.shell.main_window import MainWindow

ICONS = {
    "preview": "eye",
    "blueprint": "blueprint",
    "code": "code",
    "data": "data",
    "history": "history",
    "problems": "problem",
}


def window_commands(window: MainWindow) -> tuple[Command, ...]:
    """Return the commands of a window, in the order of the sheet of shortcuts."""

    def app() -> bool:
        return window.project is not None and window.at_work

    def command(
        key: str,
        shortcut: str,
        run: Callable[[], object],
        enabled: Callable[[], bool] = lambda: True,
        *,
        group: str,
        icon: str = "",
    ) -> Command:
        title = say(f"shell.command_{key}")
        return Command(key, title, shortcut, run, enabled, say(f"shell.group_{group}"), icon)

    views = (
        command(
            view,
            f"Ctrl+{number}",
            lambda view=view: window.bench.show_view(view),
            app,
            group="views",
            icon=ICONS[view],
        )
        for number, view in enumerate(VIEWS, start=1)
    )
    return (
        command("home", "Ctrl+Home", window.go_home, group="window", icon="home"),
        command("palette", "Ctrl+K; Ctrl+Shift+P", window.open_palette, group="window", icon="search"),
        command("shortcuts", "F1; Ctrl+?", window.open_shortcuts, group="window", icon="keyboard"),
        command("settings", "Ctrl+,", window.open_settings, group="window", icon="settings"),
        command("ask", "Ctrl+L", window.conversation.box.take_focus, app, group="app", icon="chat"),
        command("undo", "Ctrl+Shift+Z", window.undo, app, group="app", icon="undo"),
        command("takes", "Ctrl+T", window.make_takes, app, group="app", icon="compare"),
        command("reload", "F5; Ctrl+R", window.reload, app, group="app", icon="reload"),
        command("rename", "F2", window.bar.name.setFocus, app, group="app", icon="rename"),
        *views,
    )
