"""The settings, in the window: today's settings in, changed settings out.

    page = SettingsPage(window, errands)
    page.show_settings(settings)
    page.settings_changed.connect(…)        # after every change, the whole of the settings
    page.open()

Six sections, each in a file of its own: look, language, apps, model, privacy, about. A section is handed
the settings and emits changed ones; nothing is written here, and nothing needs a button to be applied.
"""

from __future__ import annotations

from desktop.shell.settings_page.page import SettingsPage

__all__ = ["SettingsPage"]
