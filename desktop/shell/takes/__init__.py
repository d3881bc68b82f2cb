"""Several takes on one request, side by side with real pictures, and which of them the person wants.

    panel = TakesPanel(errands)
    panel.show_takes(takes)      `Built`s of `Session.takes`, best first; pictures follow, one by one
    panel.take_chosen(number)    the `take` of the one that is wanted
    panel.takes_dismissed()      what was built already stays
    panel.let_go()               before the window goes

In go apps in memory, out comes a number. Nothing of a person's is written: each picture is taken of a
folder that lasts as long as the taking.
"""

from __future__ import annotations

from desktop.shell.takes.panel import TakesPanel

__all__ = ["TakesPanel"]
