"""What a direct edit is: what it is called, how it is asked for, and how it is written in the language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.blueprint.edits import Script


@dataclass(frozen=True, slots=True)
class Control:
    """How a value is asked for.

    Attributes:
        word: Its name.
        keeps_lines: Whether a value is several, one a line, and not one text.
    """

    word: str
    keeps_lines: bool = False


TEXT = Control("text")
LONG = Control("long")
COLOUR = Control("colour")
ICON = Control("icon")
CHOICE = Control("choice")
SWITCH = Control("switch")
COLUMNS = Control("columns", keeps_lines=True)
ACT = Control("act")
"""Nothing is asked for: it is done."""

YES, NO = "yes", ""


class UnwritableError(Exception):
    """The language has no words for this here; the text is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class DirectEdit:
    """One thing that can be changed at once.

    Attributes:
        key: Which; its label is `shell_stage.edit_<key>`.
        control: How its value is asked for.
        write: A value → the statements that set it. May raise `UnwritableError`.
        value: What it is now; of a switch `YES` or `NO`, of columns one a line.
        choices: What can be chosen; "" is the compiler's own good choice.
        subject: A name that stands in the place of the label: of an option the option.
    """

    key: str
    control: Control
    write: Callable[[str], Script] = field(compare=False, repr=False)
    value: str = ""
    choices: tuple[str, ...] = ()
    subject: str = ""
