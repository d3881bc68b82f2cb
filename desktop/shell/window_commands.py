"""Everything that the window can do, by name: for the palette, the sheet of shortcuts and the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.messages import say
from desktop.shell.commands import Command
from desktop.shell.workbench import VIEWS
from desktop.shell.workbench.views import ICONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.shell.main_window import MainWindow

WINDOW = (
    ("home", "Ctrl+Home", "home"),
    ("palette", "Ctrl+K; Ctrl+Shift+P", "search"),
    ("shortcuts", "F1; Ctrl+?", "keyboard"),
    ("settings", "Ctrl+,", "settings"),
    ("models", "", "model"),
    ("ledger", "", "offline"),
    ("tour", "", "help"),
)
"""(key, keys, icon) of what can always be done."""
APP = (
    ("ask", "Ctrl+L", "chat"),
    ("undo", "Ctrl+Shift+Z", "undo"),
    ("takes", "Ctrl+T", "compare"),
    ("part", "", "code"),
    ("samples", "", "table"),
    ("wording", "", "text"),
    ("explain", "", "info"),
    ("who", "", "model"),
    ("rename", "F2", "rename"),
    ("point", "Ctrl+E", "point"),
    ("reload", "F5; Ctrl+R", "reload"),
    ("full_screen", "F11", "full-screen"),
    ("zoom_in", "Ctrl++; Ctrl+=", "zoom-in"),
    ("zoom_out", "Ctrl+-", "zoom-out"),
    ("zoom_to_fit", "Ctrl+0", "search"),
    ("browser", "", "browser"),
    ("folder", "", "folder"),
)
"""The same of what needs an open app."""


def window_commands(window: MainWindow) -> tuple[Command, ...]:
    """Return the commands of a window, in the order of the sheet of shortcuts."""
    doings: dict[str, Callable[[], object]] = {
        "home": window.go_home,
        # The overlays are made after the commands, which are shown in one of them.
        "palette": lambda: window.overlays.open_palette(),
        "shortcuts": lambda: window.overlays.open_shortcuts(),
        "settings": lambda: window.overlays.open_settings(),
        "models": lambda: window.overlays.open_settings("models"),
        "ledger": lambda: window.overlays.open_ledger(),
        "tour": lambda: window.overlays.start_tour(),
        "ask": window.conversation.box.take_focus,
        "undo": window.talk.undo,
        "takes": window.steering.make_takes,
        "part": window.steering.begin_part,
        "samples": partial(window.steering.wishes.write_samples, window.conversation.box),
        "wording": window.steering.wishes.word_better,
        "explain": window.steering.wishes.explain,
        "who": lambda: window.overlays.open_who_works(window.project.folder) if window.project else None,
        "rename": window.bar.name.setFocus,
        "point": window.stage.toggle_pointing,
        "reload": window.app.reload,
        "full_screen": window.stage.toggle_full_screen,
        "zoom_in": window.stage.zoom_in,
        "zoom_out": window.stage.zoom_out,
        "zoom_to_fit": window.stage.zoom_to_fit,
        "browser": window.stage.open_in_browser,
        "folder": window.stage.open_folder,
    }

    def command(
        key: str, keys: str, icon: str, group: str, enabled: Callable[[], bool] = lambda: True
    ) -> Command:
        heading = say(f"shell.group_{group}")
        return Command(key, say(f"shell.command_{key}"), keys, doings[key], enabled, heading, icon)

    def points() -> bool:
        return window.has_app() and bool(window.conversation.box.about)

    for view in VIEWS:
        doings[view] = partial(window.bench.go_to, view)
    views = ((view, f"Ctrl+{number}", ICONS[view]) for number, view in enumerate(VIEWS, start=1))
    return (
        *(command(*each, "window") for each in WINDOW),
        *(command(*each, "app", points if each[0] == "wording" else window.has_app) for each in APP),
        *(command(*each, "views", window.has_app) for each in views),
    )
