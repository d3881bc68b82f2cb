"""A request to change an app → an edit script, applied: read beside the app's names, written by plain code.

The reader cuts the request into asks and marks the words in them. Here each ask is held against the app
(which field is "the phone number"?) and becomes statements of the edit language. They are applied at once, so
that the next ask sees what the one before did. What was not understood changes nothing and is said.

    things, finding    what an app has that can be spoken of, and which of it some words mean
    bench, placing     the app while it is being changed; where an ask happens
    numerals, called   the numbers that stand in an app; what people call the settings of tools and games
    change             one function for each operation, and what else may have been meant

    change(app, reading, …) -> Change
"""

from desktop.spindle.editing.change import Change, change

__all__ = ["Change", "change"]
