"""What the worker's thread can be asked to do, one value for each.

    building.py   Build, MakeTakes; sketching.py shows an app while it is written
    asked.py      Change, ChangeFrom, Instead, Undo: what the model is asked for, and the way back
    by_others.py  OtherTake, ChangeBy, MakePart, WordBetter, WriteSamples, Explain: a model by others does it
    by_hand.py    Script, Rewrite, ChooseTake, Rename: no model is asked
    versions.py   Restore, Branch, ShowBranch

A job is made in the window's thread and done in the worker's: it carries everything that it needs, and
touches no widget. Changes without the model compare the app with what the person saw of it when they
wished; a request in words is held against the app as it lies on the disk now.

Rooms with a library of their own (the history, the records) are loaded in the jobs, when the window stands.
"""

from __future__ import annotations

from desktop.shell.jobs.asked import Change, ChangeFrom, Instead, Undo
from desktop.shell.jobs.building import Build, MakeTakes
from desktop.shell.jobs.by_hand import ChooseTake, Rename, Rewrite, Script
from desktop.shell.jobs.by_others import ChangeBy, Explain, MakePart, OtherTake, WordBetter, WriteSamples
from desktop.shell.jobs.job import Job, Workplace
from desktop.shell.jobs.sketching import Sketch, Sketcher
from desktop.shell.jobs.versions import Branch, Restore, ShowBranch

__all__ = [
    "Branch",
    "Build",
    "Change",
    "ChangeBy",
    "ChangeFrom",
    "ChooseTake",
    "Explain",
    "Instead",
    "Job",
    "MakePart",
    "MakeTakes",
    "OtherTake",
    "Rename",
    "Restore",
    "Rewrite",
    "Script",
    "ShowBranch",
    "Sketch",
    "Sketcher",
    "Undo",
    "WordBetter",
    "Workplace",
    "WriteSamples",
]
