"""The settings, in the window: today's settings in, changed settings out.

    page = SettingsPage(window, errands, fetching)
    page.show_settings(settings)
    page.settings_changed.connect(…)        # after every change, the whole of the settings
    page.open()

Nine sections, each in a file of its own: look, language, apps, model (Spindle's own), models (by others, in
rows, with places and a search on the hub), server (a stronger computer in the room), privacy, updates, about.
A section is handed the settings and emits changed ones; no settings are written here, and none needs a button
to be applied.
"""

from __future__ import annotations

from desktop.shell.settings_page.page import SettingsPage

__all__ = ["SettingsPage"]
