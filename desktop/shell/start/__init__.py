"""The start screen: the person's apps and examples in; a sentence to build, or a wish to open one, out.

    StartScreen(errands)          what is there before an app is open; `refresh()` lists the apps again
    remix(blueprint) -> Project   an example as an app of one's own; an errand's work
    Tour(window, steps)           two minutes along the real window; `tour_steps(Stops(…))` are its steps

Everything that looks into a folder is an errand. The part opens no app and builds none: it emits the wish.
What is done with whole apps (rename, copy, bin, bring back, bring in, pack) it does itself, undoably, and
says so.
"""

from __future__ import annotations

from desktop.shell.start.remix import remix
from desktop.shell.start.start_screen import StartScreen
from desktop.shell.start.tour import Tour
from desktop.shell.start.tour_step import Step, Stops, tour_steps

__all__ = ["StartScreen", "Step", "Stops", "Tour", "remix", "tour_steps"]
