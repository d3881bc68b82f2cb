"""A project's folder in, the running app on a stage out: as on a phone, zoomed, pointed at, changed in place.

    stage = PreviewStage(storage)
    stage.show_app(folder, title)

What is pointed at comes back as a line of the blueprint, and a direct edit as an edit script that has been
tried; nothing here writes an app. `targets.py` and `direct_edits.py` with its parts are pure and know no Qt.
"""
