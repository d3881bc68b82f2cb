"""A request to change an app → an edit script, applied: read by the same reader, written by plain code.

The reader cuts the request into asks and marks the words in them; here each ask is held against the app (which
field is "the phone number"?) and becomes statements of the edit language, which are applied at once, so that the
next ask sees what the one before did. What was not understood changes nothing and is said.

    change(app, reading, …) -> Change
"""

from desktop.spindle.editing.change import Change, change

__all__ = ["Change", "change"]
