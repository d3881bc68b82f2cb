"""What a card of the start screen shows: an app of the person's, one in the bin, or an example."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    Attributes:
        source: The folder of a project, or an example's blueprint.
        name: What the app is called.
        line: What stands below the name.
        icon: A sign, or "".
        about: The app's line about itself, or "".
        stamp: Another number as soon as the picture may be another.
        trouble: Whether something is wrong with it; then `about` says what.
        own: Whether it lies among the person's apps, and not elsewhere.
        number: In the bin; 0 outside of it.
    """

    source: Path
    name: str
    line: str
    icon: str = ""
    about: str = ""
    stamp: float = 0.0
    trouble: bool = False
    own: bool = True
    number: int = 0


@dataclass(frozen=True, slots=True)
class Tones:
    """An app's own colours, as `#rrggbb`."""

    ground: str
    surface: str
    line: str
    accent: str
    on_accent: str
    muted: str


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """How an app looks: one of the two.

    Attributes:
        picture: Of its first page.
        tones: To draw it a plain picture with.
    """

    picture: QImage | None = None
    tones: Tones | None = None
