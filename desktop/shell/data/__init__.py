"""The records of an app as a table: a folder in; what was typed seen, changed, brought in and handed out.

    DataPanel(errands).show_project(project)

Everything that touches the database is in `desk` and `files`, and is done in errands; the table holds ids and
the lines that are in sight. What the app does not allow stays in its cell with the reason, and what
was typed is never lost. Every change can be taken back.
"""
