"""The place where an app is worked on: the conversation, the running app, and one panel beside it.

    TopBar()                     home, the app's name, the views, export, settings
    Workbench(bar, …)            where they lie; sizes are kept by whoever owns the window
    ExportMenu                   a wish for an export; `export_to(…)` is the errand that carries it out

In go values to show, out come wishes. What the wishes do is the window's business.
"""

from __future__ import annotations

from desktop.shell.workbench.top_bar import TopBar
from desktop.shell.workbench.views import PREVIEW, VIEWS
from desktop.shell.workbench.workbench import Workbench

__all__ = ["PREVIEW", "VIEWS", "TopBar", "Workbench"]
