"""Name, icon and colours of an app: what was asked for, else what is remembered, else what the words give."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import App, Entity, Theme
from desktop.spindle.assembler.fields import PERSONS
from desktop.spindle.colours import css_colour
from desktop.spindle.memory import Remembered
from desktop.spindle.naming import clean, closeness, plural, stems, title
from desktop.spindle.reading import Reading

LONGEST_TITLE = 48
NEUTRAL, PEOPLE = "🧵", "👥"
"""Icons of what no remembered app is about, and of people."""


def theme_of(reading: Reading) -> tuple[Theme, tuple[str, ...]]:
    """The theme that was asked for, and the colour words that are no colour we know."""
    unknown: list[str] = []
    colours = {"bg": "", "accent": ""}
    for mark in reading.tagged("bg", "accent"):
        colour = css_colour(mark.words)
        if colour and not colours[mark.tag]:
            colours[mark.tag] = colour
        elif not colour:
            unknown.append(mark.words)
    mode = "dark" if reading.tagged("dark") else "light" if reading.tagged("light") else ""
    return Theme(mode, colours["bg"], colours["accent"]), tuple(unknown)


def name_of(reading: Reading, entities: tuple[Entity, ...], lent: App | None, alike: bool) -> str:
    """The app's name: the person's own; else the remembered one if the app is alike; else its entity's."""
    for mark in reading.tagged("name"):
        name = _quotable(mark.words)
        if name:
            return name[:1].upper() + name[1:]
    if alike and lent is not None:
        return lent.name
    return title(plural(entities[0].name)) if entities else "My App"


def icon_of(entities: tuple[Entity, ...], close: tuple[Remembered, ...]) -> str:
    """The icon of the first app that is close enough and has one of its own, else a neutral one.

    People are kept in gyms and choirs alike, so for them it must be about more than that.
    """
    if close and close[0].app.icon and says_more(close[0], entities):
        return close[0].app.icon
    if entities and stems(entities[0].name) & PERSONS:
        return PEOPLE
    alike = (one.app.icon for one in close if one is close[0] or is_alike(entities, one.app))
    return next((icon for icon in alike if icon not in ("", NEUTRAL)), NEUTRAL)


def says_more(one: Remembered, entities: tuple[Entity, ...]) -> bool:
    """Whether an app came to mind by more than the bare name of what is kept: `members` are of any club."""
    return not entities or not stems(one.phrase) <= stems(entities[0].name)


def about_of(reading: Reading) -> str:
    """A short request says best what the app is about; a long one does not fit under a title."""
    words = re.sub(r"\s+", " ", reading.request).strip().replace('"', "'")
    words = re.sub(r"(?i)^(?:hi|hello|hey)[,! ]+", "", words)
    words = re.sub(
        r"(?i)^(?:please |can you |could you |i (?:want|need|would like)|i'd like"
        r"|make(?: me)?|build(?: me)?|create)(?: please)?\s+"
        r"(?:(?:make|build|create)(?: me)?\s+|to have\s+)?(?:an? |the )?(?=\w)",
        "",
        words,
    )
    if not 8 <= len(words) <= 80 or "\\" in words:
        return ""
    return words[:1].upper() + words[1:].rstrip(" .!?,;")


def is_alike(entities: tuple[Entity, ...], lent: App | None) -> bool:
    """Whether the main entity is also the remembered blueprint's."""
    if lent is None or not lent.entities or not entities:
        return False
    return closeness(entities[0].name, lent.entities[0].name) >= 0.5


def _quotable(words: str) -> str:
    return clean(words.replace('"', " ").replace("\\", " "))[:LONGEST_TITLE] or ""
