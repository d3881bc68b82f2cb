"""The app's own words and files: a blueprint or a folder goes in, wishes to save or to go to a line come out.

    BlueprintEditor()        the blueprint, to read and to write; grows while the model writes it
    CodePanel(errands)       the files of an app, to read and to search; nothing is written
    ProblemsPanel()          what is wrong, and where
    Trouble, trouble_of      one row of that

Nothing here writes to a disk or decides whether a text is saved: `BlueprintEditor.rewrite_requested` carries
the person's own text to whoever does. What the person typed is never thrown away without a word.
"""

from desktop.shell.source.blueprint_editor import BlueprintEditor
from desktop.shell.source.code_panel import CodePanel
from desktop.shell.source.problems_panel import ProblemsPanel
from desktop.shell.source.trouble import Trouble, trouble_of

__all__ = ["BlueprintEditor", "CodePanel", "ProblemsPanel", "Trouble", "trouble_of"]
