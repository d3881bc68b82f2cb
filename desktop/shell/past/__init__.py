"""The versions of an app: a folder in; what it was like, what changed, and the wish to have it back, out.

    HistoryPanel(errands).show_project(project)

Everything is read in errands (`reading`), a page at a time. Nothing is written here: what the person wishes
is told as a signal, and the window has it done.
"""
