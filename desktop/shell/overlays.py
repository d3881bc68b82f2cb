"""What lies over the window for a moment: palette, shortcuts, settings, ledger and tour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop import settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.settings import Settings
    from desktop.shell.commands import Command, CommandPalette, ShortcutSheet
    from desktop.shell.errands import Errands
    from desktop.shell.fetching import Fetching
    from desktop.shell.helpers import Helpers
    from desktop.shell.ledger_panel import LedgerPanel
    from desktop.shell.look import Look
    from desktop.shell.preferences import Preferences
    from desktop.shell.settings_page import SettingsPage
    from desktop.shell.start.tour import Tour
    from desktop.shell.start.tour_step import Step
    from desktop.shell.visits import Visits
    from desktop.shell.who_works import WhoWorks


class Overlays(QObject):
    """Makes each when it is first wanted: the window stands sooner without them.

    Signals:
        settings_changed: The person wants these `Settings`.
        restart_requested: The window shall start anew, in another language.
    """

    settings_changed = Signal(object)
    restart_requested = Signal()

    def __init__(
        self,
        window: QWidget,
        commands: Sequence[Command],
        steps: Sequence[Step],
        errands: Errands,
        visits: Visits,
        preferences: Preferences | None,
        fetching: Fetching,
        helpers: Helpers,
    ) -> None:
        """Get ready.

        Args:
            window: They lie over it.
            commands: Everything it can do.
            steps: The stops of the tour.
            errands: Look into files.
            visits: Knows what was refused.
            preferences: The settings as they are now; None for those on the disk.
            fetching: Fetches models.
            helpers: The models by others that are here.
        """
        super().__init__(window)
        self._fetching = fetching
        self._helpers = helpers
        self._window = window
        self._commands = tuple(commands)
        self._steps = tuple(steps)
        self._errands = errands
        self._visits = visits
        self._preferences = preferences
        self._look: Look | None = None
        self._palette: CommandPalette | None = None
        self._sheet: ShortcutSheet | None = None
        self._settings: SettingsPage | None = None
        self._ledger: LedgerPanel | None = None
        self._who: WhoWorks | None = None
        self._tour: Tour | None = None

    def open_palette(self) -> None:
        """Let the person find a command by words."""
        if self._palette is None:
            from desktop.shell.commands import CommandPalette

            self._palette = CommandPalette(self._window, self._commands)
            self._palette.command_used.connect(self._on_command_used)
            self._dress(self._palette)
        self._palette.show_commands(self._commands, self._now().recent_commands)
        self._palette.open()

    def open_shortcuts(self) -> None:
        """Show all keys."""
        if self._sheet is None:
            from desktop.shell.commands import ShortcutSheet

            self._sheet = ShortcutSheet(self._window, self._commands)
            self._dress(self._sheet)
        self._sheet.open()

    def open_settings(self, section: str = "") -> None:
        """Show the settings; `section` is the one to begin with, "" leaves the last."""
        if self._settings is None:
            from desktop.shell.settings_page import SettingsPage

            self._settings = SettingsPage(self._window, self._errands, self._fetching)
            self._settings.settings_changed.connect(self.settings_changed)
            self._settings.restart_requested.connect(self.restart_requested)
            self._settings.ledger_requested.connect(self.open_ledger)
            self._dress(self._settings)
        self._settings.show_settings(self._now())
        if section:
            self._settings.show_section(section)
        self._settings.open()

    def open_who_works(self, folder: Path) -> None:
        """Let the person choose who works on the app in a folder."""
        if self._who is None:
            from desktop.shell.who_works import WhoWorks

            self._who = WhoWorks(self._window, self._errands, self._helpers)
            self._dress(self._who)
        self._who.show_app(folder)
        self._who.open()

    def open_ledger(self) -> None:
        """Show every connection there ever was."""
        if self._settings is not None:
            self._settings.close_overlay()
        if self._ledger is None:
            from desktop.shell.ledger_panel import LedgerPanel

            self._ledger = LedgerPanel(self._window, self._errands)
            self._dress(self._ledger)
        self._ledger.show_server(self._now().server)
        self._ledger.show_refusals(self._visits.refusals)
        self._ledger.open()

    def start_tour(self) -> None:
        """Lead the person along the window."""
        if self._tour is None:
            from desktop.shell.start.tour import Tour

            self._tour = Tour(self._window, self._steps)
            self._tour.ended.connect(self._on_tour_ended)
            if self._look is not None:
                self._tour.dress(self._look)
        self._tour.start()

    def dress(self, look: Look) -> None:
        """Use the colours of this look."""
        self._look = look
        for part in (self._palette, self._sheet, self._settings, self._ledger, self._who, self._tour):
            if part is not None:
                part.dress(look)

    def let_go(self) -> None:
        """Before the window goes."""
        if self._settings is not None:
            self._settings.let_go()

    def _dress(self, part: CommandPalette | ShortcutSheet | SettingsPage | LedgerPanel | WhoWorks) -> None:
        if self._look is not None:
            part.dress(self._look)

    def _on_command_used(self, key: str) -> None:
        self.settings_changed.emit(self._now().with_command(key))

    def _on_tour_ended(self) -> None:
        self.settings_changed.emit(replace(self._now(), tour_done=True))

    def _now(self) -> Settings:
        return self._preferences.settings if self._preferences is not None else settings.load()
