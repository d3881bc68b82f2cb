"""A version in words: what happened, on which day, at what time. Knows no widget."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from desktop.history import Version
from desktop.messages import say

_SAID = ("made", "changed", "instead")
"""What comes of a person's words."""


def title_of(version: Version) -> str:
    """What a version is called in the list: the person's own words, or what happened."""
    words = " ".join(version.request.split())
    if version.kind in _SAID and words:
        return words
    if version.kind == "restored":
        return say("shell_past.restored", number=version.restored)
    return say(f"shell_past.{version.kind}")


def what_happened(version: Version) -> str:
    """What kind of change it was, in a word or two."""
    return say(f"history.kind_{version.kind}")


def can_be_resent(version: Version) -> bool:
    """Whether it was made by words that can be said again."""
    return version.kind in _SAID and bool(version.request.strip())


def day_of(version: Version) -> date:
    """The day on which it was made, by the clock of this computer."""
    return version.time.astimezone().date()


def day_in_words(day: date, today: date) -> str:
    """A day as a heading: today, yesterday, or which."""
    if day == today:
        return say("shell_past.today")
    if day == today - timedelta(days=1):
        return say("shell_past.yesterday")
    form = "dddd, d MMMM" if day.year == today.year else "d MMMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def time_of(moment: datetime) -> str:
    """The time of the day."""
    here = moment.astimezone()
    return QLocale().toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)


def when(version: Version, today: date) -> str:
    """Day and time in one phrase."""
    day = day_in_words(day_of(version), today)
    return say("shell_past.when", day=day, time=time_of(version.time))
