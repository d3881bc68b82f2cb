"""A project's folder in, its versions out: what it was like after every change, and the way back.

    History(folder)                         `.record(project, what)`, `.versions()`, `.files_of(version)`, …
    catch_up(history, project)              keeps what happened in the folder without us
    compare(history, older, newer)          what is different, in words and line by line
    restore(folder, number)                 an earlier version again, as a new one
    begin_branch(folder, name, number)      a second line of versions; show_branch(folder, name) goes to it
    put_by(folder, version)                 a copy of the records, before they are kept otherwise
    fit_records(…)                          the records follow the app; then version_followed(folder, app)

A version is a git commit in a repository of its own, `PROJECT/.homespun/history.git`, written with dulwich:
no git program is needed, none is run, and every one can read it. It holds the compiled files, the blueprint,
`homespun.json` and `custom/`; never the records, which have copies of their own. Times are in the history
only, so that the same request still makes the same folder.

The room trusts no repository that it finds: nothing in it is run or leads out of it, and what is damaged is
said. It never loses a save: who saves first writes the files, then the version. All writing in the folder
itself goes through `workspace`.

May import: blueprint, compiler, records, workspace.
"""

from __future__ import annotations

from desktop.history.catching_up import catch_up
from desktop.history.comparing import Comparison, FileChange, compare
from desktop.history.following import fit_records, put_by, version_followed
from desktop.history.history import History
from desktop.history.lines import copy_for, layout_of_text
from desktop.history.restoring import Restored, begin_branch, restore, show_branch
from desktop.history.version import Branch, Happened, Version

__all__ = [
    "Branch",
    "Comparison",
    "FileChange",
    "Happened",
    "History",
    "Restored",
    "Version",
    "begin_branch",
    "catch_up",
    "compare",
    "copy_for",
    "fit_records",
    "layout_of_text",
    "put_by",
    "restore",
    "show_branch",
    "version_followed",
]
